// The page's few pictograms, as outlines on a 24 by 24 grid.

const PATHS = {
  attach: "M20 11.5 12 19.4a5 5 0 0 1-7-7l8.3-8.3a3.4 3.4 0 0 1 4.8 4.8l-8.2 8.2a1.7 1.7 0 0 1-2.4-2.4l7.5-7.5",
  send: "M4 11.9 20.5 4 13.4 20.5l-2.2-6.7z M11.2 13.8 20.5 4",
  slash: "M14.5 5.5 9.5 18.5 M4.5 4h15a1.5 1.5 0 0 1 1.5 1.5v13a1.5 1.5 0 0 1-1.5 1.5h-15a1.5 1.5 0 0 1-1.5-1.5v-13A1.5 1.5 0 0 1 4.5 4z",
  keys: "M4 6h16a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5H4a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 4 6z M6.5 10h.01 M10.2 10h.01 M13.8 10h.01 M17.5 10h.01 M8 14.2h8",
  more: "M12 5.5h.01 M12 12h.01 M12 18.5h.01",
  close: "M6 6l12 12 M18 6 6 18",
  down: "M6 10l6 6 6-6",
  lock: "M7 11V8a5 5 0 0 1 10 0v3 M6 11h12v9H6z",
  reply: "M10 7 4.5 12.5 10 18 M5 12.5h8.5a6 6 0 0 1 6 6",
  edit: "M5 19l1-4L16.5 4.5l3 3L9 18z",
  copy: "M9 9h10.5v10.5H9z M5 15H4.5V4.5H15V5",
  forward: "M14 7l5.5 5.5L14 18 M19 12.5h-8.5a6 6 0 0 0-6 6",
  photo: "M4 6.5h16v12H4z M4 16l4.5-4.5 4 4 2.5-2.5 5 5 M15.5 10h.01",
  video: "M3.5 7h11.5v10H3.5z M15 11l5.5-3v8L15 13z",
  mic: "M12 4a3 3 0 0 1 3 3v4.5a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3z M6 11.5a6 6 0 0 0 12 0 M12 17.5V21",
  file: "M7 3.5h7l4 4V20.5H7z M14 3.5v4h4",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4.5 20.5a7.5 7.5 0 0 1 15 0",
  place: "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11z M12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  drop: "M12 3.5s6 6.5 6 11a6 6 0 0 1-12 0c0-4.5 6-11 6-11z",
  bulb: "M9 17.5h6 M10 20.5h4 M12 3.5a6 6 0 0 0-3.5 10.9V17h7v-2.6A6 6 0 0 0 12 3.5z",
  done: "M4.5 12.5l5 5L19.5 7",
  pin: "M9 4h6l-.8 6 3.3 3.5h-11L9.8 10z M12 13.5V21",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1 M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
  leave: "M10 4.5H5.5v15H10 M14.5 8l4 4-4 4 M18 12H9.5",
  block: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z M6 6l12 12",
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8 5.5h2.6v13H8z M13.6 5.5h2.6v13h-2.6z",
  bot: "M5 20.5V9l7-5 7 5v11.5 M9.5 20.5v-5.5h5v5.5 M9.5 10.5h.01 M14.5 10.5h.01",
  away: "M8 16 16.5 7.5 M9.5 7.5h7v7",
};

/** Draw one pictogram; it says nothing to screen readers. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
