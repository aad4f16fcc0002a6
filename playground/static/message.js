// Draws one message, or an album of several, as a bubble with its buttons.

import { avatar, colorOf } from "./avatar.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { drawInline } from "./keyboard.js";
import { drawAttachment, drawGallery, isPicture } from "./media.js";
import { drawPoll } from "./poll.js";
import { quoteWords, serviceWords } from "./service.js";
import { drawText } from "./text.js";
import { clockTime } from "./times.js";
import { word } from "./words.js";

const BIG_EMOJI = /^(\p{Extended_Pictographic}(\uFE0F|\u200D\p{Extended_Pictographic})*){1,3}$/u;

// A finger has no pointer to rest on a bubble: a tap opens the menu, as in the app.
const FINGER = matchMedia("(hover: none)");
const OWN_TAP = "button, a, input, video, blockquote.folded";

/**
 * Draw messages that belong together (one, or the parts of an album). `place` says how they stand
 * among others: `{group, first, last, topic}`.
 */
export function drawMessage(messages, place, actions) {
  const [message] = messages;
  if (message.kind === "service") return drawService(message);
  const worded = messages.find((each) => each.text) ?? message;
  const named = place.group && !message.out;
  const node = el(
    "article",
    {
      class: classes(message, place, named),
      tabindex: "-1",
      "aria-label": `${message.sender.name}, ${clockTime(message.date)}`,
      data: marks(message),
    },
    named ? side(message, place) : null,
    el(
      "div",
      { class: "stack" },
      bubble(messages, worded, place, actions),
      drawInline(worded, actions),
      more(message, actions),
    ),
  );
  node.addEventListener("contextmenu", (event) => {
    if (String(getSelection()) !== "") return;
    event.preventDefault();
    actions.menu(message, node.querySelector(".bubble"));
  });
  node.addEventListener("dblclick", (event) => {
    if (!event.target.closest(OWN_TAP)) actions.reply(message);
  });
  node.addEventListener("click", (event) => {
    if (FINGER.matches && !event.target.closest(OWN_TAP)) {
      actions.menu(message, node.querySelector(".bubble"));
    }
  });
  return node;
}

function more(message, actions) {
  return button(
    {
      class: "message-more",
      tabindex: "-1",
      "aria-label": word("message_menu"),
      data: { testid: "message-menu" },
      on: { click: (event) => actions.menu(message, event.currentTarget) },
    },
    icon("more"),
  );
}

function classes(message, place, named) {
  const list = ["message", message.out ? "out" : "in", `kind-${message.kind}`];
  if (place.first) list.push("first");
  if (place.last) list.push("last");
  if (named) list.push("named");
  if (message.buttons.length > 0) list.push("keyed");
  if (message.kind === "text" && BIG_EMOJI.test(message.text)) list.push("big");
  return list.join(" ");
}

function marks(message) {
  return {
    testid: "message",
    messageId: String(message.id),
    kind: message.kind,
    out: String(message.out),
  };
}

function side(message, place) {
  if (!place.last) return el("span", { class: "avatar-space" });
  const { id, name, is_bot: isBot } = message.sender;
  return avatar({ id, name, isBot });
}

function bubble(messages, worded, place, actions) {
  const [message] = messages;
  const pictures = messages.filter(isPicture);
  const others = messages.filter((each) => !isPicture(each));
  const bare = pictures.length > 0 && worded.text === "";
  return el(
    "div",
    { class: `bubble${bare ? " bare" : ""}${pictures.length > 0 ? " pictured" : ""}` },
    head(message, place, actions),
    pictures.length > 0 ? drawGallery(pictures, actions) : null,
    others.map((each) => (each.poll ? drawPoll(each, actions) : drawAttachment(each, actions))),
    el(
      "div",
      { class: "body" },
      worded.text ? words(worded, actions) : null,
      meta(messages, worded),
    ),
    reactions(message, actions),
  );
}

function head(message, place, actions) {
  const parts = [];
  if (place.group && !message.out && place.first) {
    const style = { "--own": colorOf(message.sender.id, message.sender.is_bot) };
    const robot = message.sender.is_bot ? el("small", {}, word("bot")) : null;
    parts.push(el("div", { class: "sender", style, dir: "auto" }, message.sender.name, robot));
  }
  if (place.topic) parts.push(el("div", { class: "topic-mark" }, place.topic));
  if (message.forward) {
    const name = message.forward.name;
    parts.push(el("div", { class: "forwarded", dir: "auto" }, word("forwarded", { name })));
  }
  if (message.reply_to) parts.push(quote(message.reply_to, actions));
  return parts;
}

function quote(replied, actions) {
  return button(
    {
      class: "quote",
      data: { testid: "quote" },
      on: { click: () => actions.jump(replied.id) },
    },
    el("b", { dir: "auto" }, replied.name),
    el("span", { dir: "auto" }, quoteWords(replied, actions.find(replied.id))),
  );
}

function words(message, actions) {
  const nodes = drawText(message.text, message.entities, actions);
  return el("span", { class: "words", dir: "auto", data: { testid: "message-text" } }, nodes);
}

function meta(messages, worded) {
  const [message] = messages;
  const edited = messages.some((each) => each.edit_date) ? worded : null;
  return el(
    "span",
    { class: "meta" },
    message.protected
      ? el("span", { title: word("protected"), role: "img", "aria-label": word("protected") }, icon("lock"))
      : null,
    edited ? el("span", { data: { testid: "edited" } }, word("edited")) : null,
    el("time", {}, clockTime(message.date)),
    message.out ? icon("done") : null,
  );
}

function reactions(message, actions) {
  if (message.reactions.length === 0) return null;
  const pills = message.reactions.map((reaction) =>
    button(
      {
        class: `reaction${reaction.mine ? " mine" : ""}`,
        "aria-label": `${word("react", { emoji: reaction.emoji })}, ${reaction.count}`,
        "aria-pressed": String(reaction.mine),
        on: { click: () => actions.react(message, reaction.mine ? null : reaction.emoji) },
      },
      el("span", { class: "face" }, reaction.emoji),
      String(reaction.count),
    ),
  );
  return el("div", { class: "reactions" }, pills);
}

function drawService(message) {
  return el(
    "div",
    { class: "service", data: marks(message) },
    el("span", { dir: "auto", data: { testid: "message-text" } }, serviceWords(message)),
  );
}
