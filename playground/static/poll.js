// Draws a native poll: its options to choose from until one has voted, then how all have voted.

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { word } from "./words.js";

/** Draw the poll of a message. */
export function drawPoll(message, actions) {
  const { poll } = message;
  const voted = poll.options.some((option) => option.mine);
  const open = !poll.closed && !voted;
  return el(
    "div",
    { class: "poll", data: { testid: "poll" } },
    el("b", { class: "question", dir: "auto" }, poll.question),
    el("small", {}, kindOf(poll)),
    open ? choices(message, actions) : poll.options.map((_, place) => result(poll, place)),
    poll.explanation ? el("p", { class: "explanation", dir: "auto" }, poll.explanation) : null,
    el(
      "div",
      { class: "poll-foot" },
      el("small", {}, word(poll.total === 0 ? "no_votes" : "votes", { count: poll.total })),
      voted && !poll.closed && poll.revoting
        ? button({ class: "link", on: { click: () => actions.vote(message, []) } }, word("retract"))
        : null,
    ),
  );
}

function kindOf(poll) {
  if (poll.closed) return word("closed_poll");
  const kind = word(`${poll.anonymous ? "anonymous" : "public"}_${poll.quiz ? "quiz" : "poll"}`);
  return poll.multiple ? `${kind} · ${word("several")}` : kind;
}

/** One tap votes; where several may be chosen they are ticked first and sent together. */
function choices(message, actions) {
  const { poll } = message;
  if (!poll.multiple) {
    return poll.options.map((option, place) =>
      choice(option, { on: { click: () => actions.vote(message, [place]) } }),
    );
  }
  const chosen = actions.ticked(poll.id); // kept while others' votes redraw the poll
  const send = button({
    class: "wide",
    disabled: chosen.size === 0,
    data: { testid: "vote" },
    on: { click: () => actions.vote(message, [...chosen]) },
  }, word("vote"));
  const boxes = poll.options.map((option, place) => {
    const box = choice(option, { role: "checkbox", "aria-checked": String(chosen.has(place)) });
    box.addEventListener("click", () => {
      if (!chosen.delete(place)) chosen.add(place);
      box.setAttribute("aria-checked", String(chosen.has(place)));
      send.disabled = chosen.size === 0;
    });
    return box;
  });
  return [...boxes, send];
}

function choice(option, props) {
  return button(
    { class: "option", data: { testid: "poll-option" }, ...props },
    el("i", { class: "tick", "aria-hidden": "true" }, icon("done")),
    el("span", { dir: "auto" }, option.text),
  );
}

function result(poll, place) {
  const option = poll.options[place];
  const share = poll.total > 0 ? Math.round((100 * option.votes) / poll.total) : 0;
  const right = poll.correct?.includes(place);
  const wrong = poll.correct !== null && option.mine && !right;
  const sign = wrong ? "close" : option.mine || right ? "done" : null;
  const looks = ["option", "counted", right && "right", wrong && "wrong", option.mine && "mine"];
  return el(
    "div",
    {
      class: looks.filter(Boolean).join(" "),
      style: { "--share": `${share}%` },
      data: { testid: "poll-option" },
    },
    el("b", {}, `${share}%`),
    el("span", { dir: "auto" }, option.text, option.mine ? mineMark() : null),
    sign ? icon(sign) : null,
  );
}

function mineMark() {
  return el("span", { class: "unseen" }, word("my_vote"));
}
