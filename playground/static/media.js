// Draws what a message carries besides words: pictures, albums, films, sounds, files, contacts,
// places.

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { drawSound } from "./sound.js";
import { length } from "./times.js";
import { word } from "./words.js";

const DRAWN_WIDTH = 300;
const LOWEST = 0.62; // height over width
const TALLEST = 1.25;

/** Draw one or more pictures or films as a grid that fills the bubble's width. */
export function drawGallery(messages, actions) {
  const several = messages.length > 1;
  const cells = messages.map((message, place) => {
    const node = cell(message, actions);
    if (several) node.style.setProperty("--span", spanOf(place, messages.length));
    return node;
  });
  return el("div", { class: `gallery${several ? " several" : ""}` }, cells);
}

/** How many of six columns a picture of an album takes: two or three in a row, fewer at first. */
function spanOf(place, count) {
  const perRow = count < 5 ? 2 : 3;
  const first = count % perRow;
  return place < first ? 6 / first : 6 / perRow;
}

/** Whether a message is drawn in a gallery. */
export function isPicture(message) {
  return ["photo", "video", "animation"].includes(message.kind) && message.media !== null;
}

/** Draw the other kinds of content; null when there is nothing but text. */
export function drawAttachment(message, actions) {
  switch (message.kind) {
    case "voice":
    case "audio":
      return drawSound(message);
    case "document":
      return file(message);
    case "video_note":
      return el("div", { class: "note" }, film(message));
    case "sticker":
      return el("div", { class: "sticker", role: "img", "aria-label": word("sticker") }, "👍");
    case "contact":
      return contact(message.contact);
    case "location":
    case "venue":
      return place(message.location, actions);
    case "dice":
      return el("div", { class: "sticker", role: "img", "aria-label": word("dice") }, "🎲");
    default:
      return null;
  }
}

function cell(message, actions) {
  const { media } = message;
  const ratio = media.width && media.height ? media.height / media.width : 0.75;
  const held = Math.min(TALLEST, Math.max(LOWEST, ratio));
  const style = { "--ratio": String(1 / held) };
  if (message.kind !== "photo") return el("div", { class: "cell", style }, film(message));
  const picture = el("img", {
    src: media.url,
    alt: message.text || word("photo"),
    width: DRAWN_WIDTH,
    height: Math.round(DRAWN_WIDTH * held),
    draggable: "false",
  });
  picture.addEventListener("error", () => picture.replaceWith(broken("photo")));
  const enlarge = () => actions.enlarge(media.url, message.text);
  return button(
    {
      class: "cell",
      style,
      "aria-label": word("enlarge"),
      data: { testid: "photo" },
      on: { click: enlarge },
    },
    picture,
  );
}

function broken(kind) {
  return el("span", { class: "broken" }, icon("photo"), word(kind));
}

function film(message) {
  const { media } = message;
  const player = el("video", { src: media.url, controls: true, preload: "metadata" });
  const holder = el("div", { class: "film" }, player);
  player.addEventListener("error", () => {
    const long = media.duration ? ` ${length(media.duration)}` : "";
    holder.replaceChildren(el("span", { class: "broken" }, icon("play"), word(message.kind) + long));
  });
  return holder;
}

function file(message) {
  const { media } = message;
  const name = media.name ?? word("document");
  return el(
    "a",
    { class: "file", href: media.url, download: name, title: word("download") },
    el("span", { class: "round" }, icon("file")),
    el("span", {}, el("b", {}, name), el("small", {}, size(media.size))),
  );
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function contact(person) {
  const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
  return el(
    "div",
    { class: "file" },
    el("span", { class: "round" }, icon("person")),
    el("span", {}, el("b", {}, name), el("small", {}, person.phone_number)),
  );
}

function place(location, actions) {
  const { latitude, longitude } = location;
  const where = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return button(
    { class: "file", title: word("opens_away"), on: { click: () => actions.openLink(where) } },
    el("span", { class: "round" }, icon("place")),
    el(
      "span",
      {},
      el("b", {}, location.title ?? word("location")),
      el("small", {}, location.address ?? `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`),
    ),
  );
}
