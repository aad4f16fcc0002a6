// The desk's clock in the page's header, and the buttons that move it forward.

import { post } from "./api.js";
import { button, el } from "./dom.js";
import { clockTime, day, now, setClock } from "./times.js";
import { word } from "./words.js";

const MOVES = [
  { key: "hour", body: { forward: 3600 } },
  { key: "day", body: { forward: 86400 } },
  { key: "next", body: { to: "next" } },
];

export class Clock {
  /** `say` shows a sentence under the clock; `onMoved` runs when the time has jumped. */
  constructor(say, onMoved) {
    this.say = say;
    this.onMoved = onMoved;
    this.time = el("time", { class: "clock-time", data: { testid: "clock-time" } });
    this.day = el("span", { class: "clock-day", data: { testid: "clock-day-name" } });
    this.moves = el("div", { class: "moves", role: "group", "aria-label": word("desk_time") });
    this.buttons = MOVES.map(({ key, body }) => {
      const move = () => this.#move(body);
      return button({ data: { testid: `clock-${key}` }, on: { click: move } }, word(key));
    });
    this.moves.append(...this.buttons);
    this.node = el(
      "div",
      { class: "clock", title: word("desk_time") },
      el("div", { class: "clock-face" }, this.time, this.day),
      this.moves,
    );
  }

  /** Take over the server's time; null: it cannot be moved. */
  set(iso) {
    setClock(iso);
    this.moves.hidden = iso === null;
    this.tick();
  }

  tick() {
    this.time.textContent = clockTime(now());
    this.day.textContent = day(now());
  }

  async #move(body) {
    for (const each of this.buttons) each.disabled = true;
    this.say(word("moving"));
    try {
      const answer = await post("/playground/clock", body);
      this.set(answer.clock);
      this.onMoved();
      const time = `${day(now())} ${clockTime(now())}`;
      this.say(answer.moved ? word("clock_moved", { time }) : word("nothing_due"));
    } catch {
      this.say(word("failed"));
    } finally {
      for (const each of this.buttons) each.disabled = false;
    }
  }
}
