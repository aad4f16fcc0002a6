// Turns a text and its Bot API entities into nodes. Offsets are UTF-16 units, as in JavaScript.

import { button, el } from "./dom.js";
import { word } from "./words.js";

const PLAIN = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  blockquote: "blockquote",
};

/** Draw a text. `actions.openLink(url)` and `actions.command(text)` are what links do. */
export function drawText(text, entities, actions) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return pieces(text, 0, text.length, sorted, actions);
}

function pieces(text, from, to, entities, actions) {
  const nodes = [];
  let position = from;
  let left = entities;
  while (left.length > 0) {
    const [entity, ...others] = left;
    const start = Math.max(entity.offset, position);
    const end = Math.min(entity.offset + entity.length, to);
    left = others;
    if (start >= end) continue;
    if (start > position) nodes.push(text.slice(position, start));
    const inside = others.filter((other) => other.offset < end);
    const content = pieces(text, start, end, inside, actions);
    nodes.push(wrapped(entity, content, text.slice(start, end), actions));
    left = others.filter((other) => other.offset + other.length > end);
    position = end;
  }
  if (position < to) nodes.push(text.slice(position, to));
  return nodes;
}

function wrapped(entity, content, words, actions) {
  const tag = PLAIN[entity.type];
  if (tag !== undefined) return el(tag, {}, content);
  switch (entity.type) {
    case "pre":
      return el("pre", {}, el("code", {}, content));
    case "expandable_blockquote":
      return expandable(content);
    case "spoiler":
      return spoiler(content);
    case "text_link":
      return link(entity.url, content, actions);
    case "url":
      return link(words, content, actions);
    case "email":
      return link(`mailto:${words}`, content, actions);
    case "phone_number":
      return link(`tel:${words.replace(/[^\d+]/g, "")}`, content, actions);
    case "bot_command":
      return button(
        { class: "link command", on: { click: () => actions.command(words) } },
        content,
      );
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return el("span", { class: "mention" }, content);
    default:
      return el("span", {}, content);
  }
}

function link(url, content, actions) {
  // Where it leads is decided on the tap; a bad address then simply does nothing.
  return button(
    { class: "link", title: url, on: { click: () => actions.openLink(url) } },
    content,
  );
}

function spoiler(content) {
  const node = button(
    { class: "spoiler", "aria-label": word("spoiler"), title: word("spoiler") },
    content,
  );
  node.addEventListener("click", () => {
    node.classList.add("revealed");
    node.removeAttribute("aria-label");
    node.removeAttribute("title");
  });
  return node;
}

function expandable(content) {
  const node = el("blockquote", { class: "folded", tabindex: "0" }, content);
  const toggle = () => node.classList.toggle("folded");
  node.addEventListener("click", toggle);
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter") toggle();
  });
  return node;
}
