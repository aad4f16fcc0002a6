// The list of messages of one chat: groups them, redraws only what changed, and keeps the
// newest in sight unless somebody has scrolled away.

import { button, debounced, el } from "./dom.js";
import { icon } from "./icons.js";
import { drawMessage } from "./message.js";
import { day, dayKey } from "./times.js";
import { word } from "./words.js";

const TOGETHER = 300; // seconds between messages of one run
const STOPS = "button:not(.message-more), a, input, video, blockquote.folded";
const NEAR = 70; // pixels that still count as the end

export class MessageList {
  /** `actions` is what the messages' buttons do; `onEarlier` asks for older messages. */
  constructor(actions, onEarlier) {
    this.actions = actions;
    this.drawn = new Map();
    this.stuck = true;
    this.missed = 0;
    this.newest = 0;
    this.size = "";
    this.list = el("div", { class: "list" });
    this.scroller = el(
      "div",
      {
        class: "messages",
        role: "log",
        tabindex: "0",
        "aria-label": word("messages"),
        data: { testid: "messages" },
      },
      this.list,
    );
    this.badge = el("span", { class: "badge" });
    this.jumper = button(
      {
        class: "to-bottom",
        hidden: true,
        "aria-label": word("to_bottom"),
        on: { click: () => this.toBottom() },
      },
      icon("down"),
      this.badge,
    );
    this.earlier = button({ class: "earlier", on: { click: onEarlier } }, word("earlier"));
    this.node = el("div", { class: "messages-frame" }, this.scroller, this.jumper);
    this.scroller.addEventListener("scroll", () => this.#scrolled());
    this.scroller.addEventListener("keydown", (event) => this.#walk(event));
    this.list.addEventListener("focusin", (event) => reach(event.target, true));
    this.list.addEventListener("focusout", (event) => reach(event.target, false));
    const watch = new ResizeObserver(() => this.#hold());
    watch.observe(this.scroller);
    watch.observe(this.list);
    this.#settle = debounced(() => this.list.classList.add("settled"), 60);
  }

  #settle;

  /** Forget what is drawn, before another chat is shown. */
  clear() {
    this.drawn.clear();
    this.list.replaceChildren();
    this.list.classList.remove("settled");
    this.stuck = true;
    this.missed = 0;
    this.newest = 0;
  }

  /**
   * Draw these messages of a chat; `more` says that older ones can be fetched, `empty` is shown
   * when there are none.
   */
  show(messages, { group, topicNames, more, empty }) {
    const items = arranged(messages, { group, topicNames });
    const nodes = more ? [this.earlier] : [];
    const known = this.drawn;
    const news = [];
    this.drawn = new Map();
    for (const item of items) {
      const old = known.get(item.key);
      const entry = old && same(old.item, item) ? old : this.#draw(item, old);
      if (!old && this.#isNew(item)) news.push(item);
      this.drawn.set(item.key, entry);
      nodes.push(entry.node);
    }
    if (nodes.length === 0) nodes.push(empty);
    const fromEnd = this.scroller.scrollHeight - this.scroller.scrollTop;
    const grewAbove = known.size > 0 && news.length === 0 && nodes.length > known.size + 1;
    this.#place(nodes);
    if (grewAbove) this.scroller.scrollTop = this.scroller.scrollHeight - fromEnd;
    this.newest = Math.max(this.newest, messages.at(-1)?.id ?? 0);
    this.#notice(news);
    this.#settle();
  }

  /** Scroll to the newest message. */
  toBottom() {
    this.stuck = true;
    this.missed = 0;
    this.#hold();
    this.#mark();
  }

  /** Scroll to a message and light it up; says whether it is there. */
  jump(messageId) {
    const node = this.list.querySelector(`[data-message-id="${Number(messageId)}"]`);
    if (node === null) return false;
    this.stuck = false;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.remove("lit");
    requestAnimationFrame(() => node.classList.add("lit"));
    return true;
  }

  #isNew(item) {
    return Boolean(item.parts) && item.parts.at(-1).id > this.newest;
  }

  #draw(item, old) {
    const node = item.day
      ? el("div", { class: "day" }, el("span", {}, item.day))
      : drawMessage(item.parts, item.place, this.actions);
    reach(node, false);
    if (old && item.parts) {
      if (contentChanged(old.item, item)) node.classList.add("changed");
      if (old.node.contains(document.activeElement)) {
        // The button that was pressed is gone; keep the keyboard's place in the list.
        requestAnimationFrame(() => node.focus({ preventScroll: true }));
      }
    } else if (this.#isNew(item) && this.list.classList.contains("settled")) {
      node.classList.add("arriving");
    }
    return { item, node };
  }

  #place(nodes) {
    const wanted = new Set(nodes);
    for (const node of [...this.list.children]) if (!wanted.has(node)) node.remove();
    nodes.forEach((node, position) => {
      const there = this.list.children[position];
      if (there !== node) this.list.insertBefore(node, there ?? null);
    });
  }

  #notice(news) {
    const newest = news.at(-1)?.parts[0];
    if (newest?.out) this.stuck = true;
    if (!this.stuck && this.list.classList.contains("settled")) this.missed += news.length;
    this.#hold();
    this.#mark();
  }

  #hold() {
    if (this.stuck) this.scroller.scrollTop = this.scroller.scrollHeight;
    this.size = this.#size();
  }

  #size() {
    return `${this.scroller.scrollHeight} ${this.scroller.clientHeight}`;
  }

  #scrolled() {
    // Content or frame have changed their height: that is no scrolling of the person's.
    if (this.size !== this.#size()) {
      this.#hold();
      return;
    }
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.stuck = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.stuck) this.missed = 0;
    this.#mark();
  }

  #mark() {
    this.jumper.hidden = this.stuck;
    this.badge.textContent = this.missed > 0 ? String(this.missed) : "";
  }

  /** Arrow keys walk from message to message, Enter opens the menu of one. */
  #walk(event) {
    const here = document.activeElement;
    const on = here?.classList.contains("message");
    if (event.key === "Enter" && on) {
      event.preventDefault();
      here.querySelector(".message-more").click();
      return;
    }
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    if (!on && here !== this.scroller) return;
    const all = [...this.list.querySelectorAll(".message")];
    const step = event.key === "ArrowUp" ? -1 : 1;
    const next = on ? all[all.indexOf(here) + step] : all.at(-1);
    if (next === undefined) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }
}

/**
 * Let Tab reach what can be pressed in a message, or not: only in the one that has the focus, so
 * that a hundred cards do not lie between a chat and its input.
 */
function reach(node, within) {
  const stops = node.closest(".message")?.querySelectorAll(STOPS) ?? [];
  for (const stop of stops) stop.tabIndex = within ? 0 : -1;
}

/** Put messages into runs of one sender, albums and days. */
function arranged(messages, { group, topicNames }) {
  const items = [];
  let today = null;
  for (const message of messages) {
    const key = dayKey(message.date);
    if (key !== today) {
      today = key;
      items.push({ key: `day ${key}`, day: day(message.date) });
    }
    const before = items.at(-1);
    if (message.album && before.parts?.[0].album === message.album) before.parts.push(message);
    else items.push({ key: `message ${message.id}`, parts: [message], place: null });
  }
  items.forEach((item, position) => {
    if (!item.parts) return;
    const [message] = item.parts;
    item.place = {
      group,
      first: !joined(items[position - 1], item),
      last: !joined(item, items[position + 1]),
      topic: topicNames?.get(message.topic_id) ?? null,
    };
  });
  return items;
}

function joined(earlier, later) {
  if (!earlier?.parts || !later?.parts) return false;
  const one = earlier.parts[0];
  const two = later.parts[0];
  if (one.kind === "service" || two.kind === "service") return false;
  return (
    one.sender.id === two.sender.id &&
    one.topic_id === two.topic_id &&
    two.date - one.date < TOGETHER
  );
}

function same(one, two) {
  if (one.day || two.day) return one.day === two.day;
  return (
    !contentChanged(one, two) &&
    one.place.first === two.place.first &&
    one.place.last === two.place.last &&
    one.place.topic === two.place.topic
  );
}

function contentChanged(one, two) {
  // An edit replaces the message object, so the same object means the same content.
  return (
    one.parts.length !== two.parts.length ||
    one.parts.some((message, position) => message !== two.parts[position])
  );
}
