// Draws a native poll: its options as buttons until one has voted, then as bars.

import { button, el } from "./dom.js";
import { word } from "./words.js";

/** Draw the poll of a message. */
export function drawPoll(message, actions) {
  const { poll } = message;
  const mine = poll.options.some((option) => option.mine);
  const open = !poll.closed && !mine;
  const kind = poll.closed ? "closed_poll" : poll.anonymous ? "anonymous_poll" : "public_poll";
  const options = open && poll.multiple ? several(message, actions) : single(message, actions, open);
  return el(
    "div",
    { class: "poll", data: { testid: "poll" } },
    el("b", { class: "question", dir: "auto" }, poll.question),
    el("small", {}, word(kind)),
    options,
    el(
      "div",
      { class: "poll-foot" },
      el("small", {}, word("votes", { count: poll.total })),
      mine && !poll.closed
        ? button({ class: "link", on: { click: () => actions.vote(message, []) } }, word("retract"))
        : null,
    ),
  );
}

function single(message, actions, open) {
  const { poll } = message;
  return poll.options.map((option, place) => {
    const share = poll.total > 0 ? Math.round((100 * option.votes) / poll.total) : 0;
    return button(
      {
        class: `option${option.mine ? " mine" : ""}${open ? "" : " counted"}`,
        disabled: !open,
        style: { "--share": `${share}%` },
        data: { testid: "poll-option" },
        on: { click: () => actions.vote(message, [place]) },
      },
      el("span", { dir: "auto" }, option.text),
      open ? null : el("b", {}, `${share}%`),
    );
  });
}

function several(message, actions) {
  const boxes = message.poll.options.map(() => el("input", { type: "checkbox" }));
  const send = button({ class: "option vote", disabled: true }, word("vote"));
  const chosen = () => boxes.flatMap((box, place) => (box.checked ? [place] : []));
  send.addEventListener("click", () => actions.vote(message, chosen()));
  const rows = boxes.map((box, place) => {
    box.addEventListener("change", () => {
      send.disabled = chosen().length === 0;
    });
    const text = message.poll.options[place].text;
    return el("label", { class: "option", data: { testid: "poll-option" } }, box, text);
  });
  return [...rows, send];
}
