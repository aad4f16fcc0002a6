// The page as a whole: header, the row of phones, and the stream of events that feeds them.

import { get, listen } from "./api.js";
import { avatar } from "./avatar.js";
import { Clock } from "./clock.js";
import { button, debounced, el } from "./dom.js";
import { Phone } from "./phone.js";
import { setZone } from "./times.js";
import { LANGUAGE_NAMES, LANGUAGES, language, speak, word } from "./words.js";

const TICK = 5000;
const NOTE_TIME = 4500;

class Page {
  constructor() {
    this.phones = [];
    this.chips = new Map();
    this.row = document.querySelector("#phones");
    this.header = document.querySelector("#header");
    this.strip = el("nav", { class: "strip", hidden: true });
    this.note = el("p", { class: "note-line", role: "status", data: { testid: "note" } });
    this.connection = el("span", { class: "connection", data: { testid: "connection" } });
    this.connected = null;
    this.fetching = 0;
    this.sight = new IntersectionObserver((entries) => this.#seen(entries), {
      root: this.row,
      threshold: 0.5,
    });
    new ResizeObserver(() => this.#showStrip()).observe(this.row);
    this.renew = debounced(() => this.#fetch(), 30);
  }

  begin() {
    speak(language());
    this.#drawHeader();
    setInterval(() => this.#tick(), TICK);
    listen({
      onEvent: (event) => this.#receive(event),
      onOpen: () => this.#fetch(),
      onLost: () => this.#setConnected(false),
    });
  }

  // Header

  #drawHeader() {
    document.title = `OwnerDesk ${word("product")} · playground`;
    document.querySelector(".skip").textContent = word("skip");
    this.row.setAttribute("aria-label", word("phones"));
    this.strip.setAttribute("aria-label", word("phones"));
    const shown = this.clock ?? null;
    this.clock = new Clock((text) => this.#say(text), () => this.#tick());
    if (shown !== null) {
      this.clock.tick();
      this.clock.moves.hidden = shown.moves.hidden;
    }
    this.header.replaceChildren(
      el(
        "div",
        { class: "brand" },
        el("img", { src: "/static/logo.svg", alt: "", width: "40", height: "40" }),
        el(
          "div",
          {},
          el("h1", {}, "OwnerDesk", el("span", {}, word("product")), el("small", {}, "playground")),
          el("p", {}, word("tagline")),
        ),
      ),
      this.clock.node,
      el("div", { class: "aside" }, this.connection, this.#languages()),
      this.note,
      this.strip,
    );
    this.#setConnected(this.connected);
  }

  #languages() {
    const buttons = LANGUAGES.map((tag, place) =>
      button(
        {
          lang: tag,
          "aria-pressed": String(tag === language()),
          data: { testid: `language-${tag}` },
          on: { click: () => this.#speak(tag) },
        },
        LANGUAGE_NAMES[place],
      ),
    );
    return el("div", { class: "languages", role: "group", "aria-label": word("language") }, buttons);
  }

  #speak(tag) {
    if (tag === language()) return;
    speak(tag);
    this.#drawHeader();
    if (this.world) this.#rebuild(this.world);
    this.header.querySelector('.languages [aria-pressed="true"]').focus();
  }

  #say(text) {
    this.note.textContent = text;
    this.note.classList.add("shown");
    clearTimeout(this.noteTimer);
    this.noteTimer = setTimeout(() => this.note.classList.remove("shown"), NOTE_TIME);
  }

  #setConnected(connected) {
    this.connected = connected;
    this.connection.dataset.state = connected === null ? "waiting" : connected ? "live" : "lost";
    this.connection.textContent = connected === null ? "" : word(connected ? "live" : "lost");
    document.body.classList.toggle("offline", connected === false);
  }

  #tick() {
    this.clock.tick();
    for (const phone of this.phones) phone.tick();
  }

  // Phones

  async #fetch() {
    this.fetching += 1;
    const turn = this.fetching;
    let world;
    try {
      world = await get("/phones/world");
    } catch {
      this.#say(word("failed"));
      return;
    }
    if (turn !== this.fetching) return;
    this.#setConnected(true);
    this.world = world;
    setZone(world.time_zone ?? null);
    this.clock.set(world.clock);
    const before = this.phones.map((phone) => `${phone.id} ${phone.view.label}`);
    const after = world.phones.map((view) => `${view.user.id} ${view.label}`);
    if (before.join() === after.join() && this.phones.length > 0) {
      await Promise.all(this.phones.map((phone, place) => phone.renew(world.phones[place])));
    } else {
      this.#rebuild(world);
    }
  }

  #rebuild(world) {
    this.sight.disconnect();
    const kept = this.row.scrollLeft;
    const before = new Map(this.phones.map((phone) => [phone.id, phone]));
    const onUnread = (phone) => this.#showUnread(phone);
    this.phones = world.phones.map(
      (view) => new Phone(view, world.bot, onUnread, before.get(view.user.id)),
    );
    const nodes = this.phones.map((phone) => phone.node);
    const empty = el("p", { class: "no-phones" }, word("no_phones"));
    this.row.replaceChildren(...(nodes.length > 0 ? nodes : [empty]));
    this.row.style.setProperty("--count", String(Math.max(1, nodes.length)));
    this.row.scrollLeft = kept;
    this.#drawStrip();
    for (const phone of this.phones) {
      this.sight.observe(phone.node);
      phone.renew(phone.view);
    }
  }

  #drawStrip() {
    this.chips.clear();
    const chips = this.phones.map((phone) => {
      const { name, role } = phone;
      const badge = el("span", { class: "badge", hidden: true });
      const go = () => phone.node.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
      const chip = button(
        { class: "person", on: { click: go } },
        avatar({ id: phone.id, name, color: phone.view.color }),
        el("span", { dir: "auto" }, name, role ? el("small", {}, ` ${role}`) : null),
        badge,
      );
      this.chips.set(phone, { chip, badge });
      return chip;
    });
    this.strip.replaceChildren(...chips);
    this.#showStrip();
  }

  #showStrip() {
    this.strip.hidden = this.row.scrollWidth <= this.row.clientWidth + 4;
  }

  #showUnread(phone) {
    const entry = this.chips.get(phone);
    if (entry === undefined) return;
    entry.badge.hidden = phone.unread === 0;
    entry.badge.textContent = String(phone.unread);
  }

  #seen(entries) {
    for (const entry of entries) {
      const phone = this.phones.find((each) => each.node === entry.target);
      if (phone === undefined) continue;
      phone.setInSight(entry.isIntersecting);
      const chip = this.chips.get(phone)?.chip;
      if (chip === undefined) continue;
      chip.classList.toggle("here", entry.isIntersecting);
      if (entry.isIntersecting) this.strip.scrollTo({ left: chip.offsetLeft - 40, behavior: "smooth" });
    }
  }

  // Events

  #receive(event) {
    if (event.type === "phones") {
      this.renew();
    } else if (event.type === "clock") {
      this.clock.set(event.clock);
      this.#tick();
    } else {
      this.phones.find((phone) => phone.id === event.user_id)?.receive(event);
    }
  }
}

new Page().begin();
