// Draws a voice message or a piece of music, and plays one at a time.

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { length } from "./times.js";
import { word } from "./words.js";

const BARS = 26;
let playing = null; // the one player of the page that is heard

/** Draw the sound of a message. */
export function drawSound(message) {
  const { media } = message;
  const bars = Array.from({ length: BARS }, (_, place) => el("i", { style: { height: height(message.id, place) } }));
  const whole = length(media.duration ?? 0);
  const time = el("span", { class: "length" }, whole);
  const play = button({ class: "round", data: { testid: "play" } });
  const player = new Audio();
  player.preload = "none";
  player.src = media.url;
  const show = () => {
    const active = !player.paused && !player.ended;
    play.replaceChildren(icon(active ? "pause" : "play"));
    play.setAttribute("aria-label", `${word(active ? "pause" : "play")}, ${word(message.kind)} ${whole}`);
    const part = player.currentTime / (media.duration || player.duration || 1);
    bars.forEach((bar, place) => bar.classList.toggle("heard", place < part * BARS));
    time.textContent = active ? length(player.currentTime) : whole;
  };
  for (const event of ["play", "pause", "ended", "timeupdate"]) player.addEventListener(event, show);
  player.addEventListener("ended", () => {
    player.currentTime = 0;
  });
  play.addEventListener("click", () => {
    if (!player.paused) {
      player.pause();
      return;
    }
    if (playing !== player) playing?.pause();
    playing = player;
    player.play().catch(() => play.classList.add("mute"));
  });
  show();
  return el(
    "div",
    { class: "sound" },
    play,
    el("span", { class: "wave", "aria-hidden": "true" }, bars),
    time,
  );
}

function height(seed, place) {
  return `${22 + ((seed * 37 + place * 53 + place * place * 11) % 72)}%`;
}
