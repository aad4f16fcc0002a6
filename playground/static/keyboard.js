// Draws the two kinds of keyboards: buttons under a message, and the one below the input.

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { destination } from "./links.js";
import { word } from "./words.js";

const PATIENCE = 8000; // a tap's spinner, in milliseconds
const SHARES = { contact: "person", location: "place" };

/** Draw the inline buttons of a message; null when it has none. */
export function drawInline(message, actions) {
  if (message.buttons.length === 0) return null;
  const rows = message.buttons.map((row, r) =>
    el("div", { class: "keys-row" }, row.map((key, c) => inlineKey(message, key, r, c, actions))),
  );
  return el("div", { class: "inline-keys" }, rows);
}

function inlineKey(message, key, row, column, actions) {
  const off = key.kind === "disabled";
  const node = button(
    {
      class: `key${key.style ? ` ${key.style}` : ""}`,
      "aria-disabled": off ? "true" : null,
      title: key.kind === "url" ? key.url : null,
      data: { testid: "inline-button", row: String(row), column: String(column) },
    },
    el("span", { dir: "auto" }, key.text),
    mark(key, actions.botName),
  );
  node.addEventListener("click", () => {
    if (!off) press(message, key, row, column, actions, node);
  });
  return node;
}

function mark(key, botName) {
  if (key.kind === "copy") return icon("copy");
  if (key.kind === "url" && destination(key.url, botName)?.kind === "web") return icon("away");
  return null;
}

function press(message, key, row, column, actions, node) {
  switch (key.kind) {
    case "callback":
      wait(node, actions.tap(message, row, column));
      break;
    case "url":
      actions.openLink(key.url);
      break;
    case "copy":
      actions.copy(key.copy_text);
      break;
    case "web_app":
      actions.say(word("web_app"));
      break;
    default:
      actions.say(word("not_here"));
  }
}

/** Show that a tap waits until its answer has come, or nobody will answer any more. */
async function wait(node, answered) {
  node.classList.add("waiting");
  node.setAttribute("aria-busy", "true");
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  await Promise.race([answered, patience]);
  node.classList.remove("waiting");
  node.removeAttribute("aria-busy");
}

/** Draw the keyboard below the input. */
export function drawReplyKeys(keyboard, actions) {
  const rows = keyboard.rows.map((row) =>
    el(
      "div",
      { class: "keys-row" },
      row.map((key) =>
        button(
          {
            class: `reply-key${key.style ? ` ${key.style}` : ""}`,
            data: { testid: "reply-button" },
            on: { click: () => actions.press(key) },
          },
          SHARES[key.request] ? icon(SHARES[key.request]) : null,
          el("span", { dir: "auto" }, key.text),
        ),
      ),
    ),
  );
  return el("div", { class: `reply-keys${keyboard.resize ? "" : " tall"}` }, rows);
}
