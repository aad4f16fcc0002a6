// One phone: its chats as tabs, the open chat, and everything that lies on its screen.

import { Actions } from "./actions.js";
import { Attacher } from "./attach.js";
import { avatar } from "./avatar.js";
import { ChatHead, topicName } from "./chat_head.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { button, debounced, el, oncePerFrame, replaceTabs, tabList } from "./dom.js";
import { MessageList } from "./messages.js";
import { Overlays } from "./overlay.js";
import { clockTime, now } from "./times.js";
import { word } from "./words.js";

const COMMANDS_SETTLE = 150;
export class Phone {
  /**
   * `view` is a phone of /phones/world; `onUnread` runs whenever the count changes; `before` is the
   * same phone as it was drawn until now, whose chats go on.
   */
  constructor(view, bot, onUnread, before = null) {
    this.id = view.user.id;
    this.view = view;
    this.bot = bot;
    this.onUnread = onUnread;
    this.inSight = true;
    this.conversations =
      before?.conversations ?? view.chats.map((chat) => new Conversation(this.id, chat));
    this.open = before?.open ?? this.conversations[0];
    this.actions = new Actions(this, bot);
    this.#build();
    this.refetch = debounced(() => this.#load(), COMMANDS_SETTLE);
    this.redraw = oncePerFrame(() => {
      this.#draw();
      this.composer.takeForcedReply();
    });
  }

  #build() {
    const { label, color } = this.view;
    const { role, name } = this;
    this.time = el("time", { class: "status-time" });
    this.tabs = tabList({ class: "tabs", "aria-label": word("chats") });
    this.tabs.addEventListener("wheel", (event) => {
      // A wheel that only turns up and down moves the row sideways.
      if (event.deltaX === 0) this.tabs.scrollLeft += event.deltaY;
    }, { passive: true });
    this.head = new ChatHead(this.actions, this.bot, (topicId) => this.#openTopic(topicId));
    this.list = new MessageList(this.actions, () => this.#loadEarlier());
    this.composer = new Composer(this.actions, () => this.open);
    this.screen = el(
      "div",
      { class: "screen" },
      el("div", { class: "status" }, this.time, el("span", { class: "status-signs", "aria-hidden": "true" }, signs())),
      this.tabs,
      this.head.nodes,
      this.list.node,
      this.composer.node,
    );
    this.overlays = new Overlays(this.screen, this.list.node);
    this.attacher = new Attacher(this.overlays, this.actions);
    this.badge = el("span", { class: "badge", role: "img", hidden: true });
    this.node = el(
      "section",
      {
        class: "phone",
        "aria-label": word("phone_of", { name: label }),
        style: { "--accent": color },
        data: { testid: "phone", userId: String(this.id), label },
      },
      el(
        "header",
        { class: "plate" },
        avatar({ id: this.id, name, color }),
        el("h2", { dir: "auto" }, name),
        role ? el("span", { class: "role" }, role) : null,
        this.badge,
      ),
      el("div", { class: "frame" }, this.screen),
      this.attacher.pickers,
    );
    this.#acceptDrops();
    this.tick();
    this.#draw({ chatChanged: true });
  }

  #acceptDrops() {
    this.screen.addEventListener("dragover", (event) => event.preventDefault());
    this.screen.addEventListener("drop", (event) => {
      event.preventDefault();
      const files = [...event.dataTransfer.files];
      if (files.length === 0) return;
      const photos = files.every((file) => file.type.startsWith("image/"));
      this.actions.sendFiles(photos ? "photo" : "document", files);
    });
  }

  // From outside

  has(chatId) {
    return this.conversations.some((each) => each.id === chatId);
  }

  /** "业主" of the label "业主 · 王女士"; empty when there is no such part. */
  get role() {
    const { label } = this.view;
    return label.includes("·") ? label.split("·")[0].trim() : "";
  }

  get name() {
    return this.view.label.split("·").at(-1).trim();
  }

  get unread() {
    return this.conversations.reduce((sum, each) => sum + each.unread, 0);
  }

  /** Show a chat, and one message of it if given. */
  async openChat(chatId, messageId = null) {
    const wanted = this.conversations.find((each) => each.id === chatId);
    if (wanted === undefined) return;
    if (wanted !== this.open) {
      this.open = wanted;
      this.list.clear();
      this.#read();
      this.#draw({ chatChanged: true });
      const tab = this.tabs.querySelector('[aria-selected="true"]');
      this.tabs.scrollTo({ left: tab.offsetLeft - 60, behavior: "smooth" });
    }
    if (!wanted.loaded) await this.#load();
    if (messageId !== null) this.actions.jump(messageId);
  }

  /** Take over the phone's chats as the server tells them, and fetch the open one anew. */
  renew(view) {
    this.view = view;
    this.conversations = view.chats.map((chat) => {
      const known = this.conversations.find((each) => each.id === chat.id);
      if (known === undefined) return new Conversation(this.id, chat);
      const last = chat.last;
      // Nothing was told while the connection was away: count what came since.
      if (known !== this.open && last && last.id > known.seen && !last.out) {
        known.unread = Math.max(known.unread, last.id - known.seen);
      }
      known.chat = chat;
      known.loaded = false;
      return known;
    });
    if (!this.conversations.includes(this.open)) {
      [this.open] = this.conversations;
      this.list.clear();
    }
    this.tick();
    this.#count();
    return this.#load();
  }

  /** Tell the phone whether somebody can see it. */
  setInSight(inSight) {
    this.inSight = inSight;
    if (inSight) this.#read();
  }

  /** Draw the time at the top. */
  tick() {
    this.time.textContent = clockTime(now());
  }

  /** Take in an event that concerns this phone. */
  receive(event) {
    if (event.type === "commands") {
      for (const each of this.conversations) if (each !== this.open) each.loaded = false;
      this.refetch();
      return;
    }
    if (event.type === "chat") this.#standing(event);
    if (event.old_chat_id) this.#migrate(event.old_chat_id, event.chat);
    const conversation = this.conversations.find((each) => each.id === event.chat_id);
    if (conversation === undefined) return;
    conversation.receive(event);
    if (event.type === "callback_answer") this.actions.answered(event);
    else if (event.type === "typing") this.#typing(conversation, event);
    else if (event.type === "message") this.#news(conversation, event.message);
    if (conversation !== this.open || this.list.stuck) conversation.trim();
    this.redraw();
  }

  // Inside

  #migrate(oldId, chat) {
    const old = this.conversations.find((each) => each.id === oldId);
    if (old === undefined) return;
    old.chat = chat;
    old.loaded = false;
    if (old === this.open) this.#load();
  }

  /** Somebody who comes back to a group sees what was written meanwhile. */
  #standing({ chat_id: chatId, chat }) {
    const known = this.conversations.find((each) => each.id === chatId);
    if (known === undefined || known.chat.present || !chat.present) return;
    known.chat = chat;
    known.loaded = false;
    if (known === this.open) this.#load();
  }

  #typing(conversation, event) {
    const shown = { action: event.action };
    conversation.typing = shown;
    setTimeout(() => {
      if (conversation.typing !== shown) return;
      conversation.typing = null;
      this.redraw();
    }, event.seconds * 1000);
  }

  #news(conversation, message) {
    const visible = conversation === this.open && this.inSight;
    if (visible) conversation.seen = message.id;
    else if (!message.out && message.kind !== "service") conversation.unread += 1;
    this.#count();
  }

  #read() {
    this.open.unread = 0;
    this.open.seen = this.open.chat.last?.id ?? 0;
    this.#count();
    this.#drawTabs();
  }

  #count() {
    this.badge.hidden = this.unread === 0;
    this.badge.textContent = String(this.unread);
    this.badge.setAttribute("aria-label", word("unread", { count: this.unread }));
    this.onUnread(this);
  }

  async #load() {
    const conversation = this.open;
    try {
      await conversation.load();
    } catch {
      this.actions.say(word("offline"));
      return;
    }
    if (conversation !== this.open) return;
    if (this.inSight) this.#read();
    this.#draw();
    this.composer.takeForcedReply();
  }

  async #loadEarlier() {
    this.list.stuck = false;
    await this.open.loadEarlier();
    this.#draw();
  }

  /** Fetch and draw the open chat as far back as this message. */
  async loadSince(messageId) {
    this.list.stuck = false;
    await this.open.loadSince(messageId);
    this.#draw();
  }

  #draw({ chatChanged = false } = {}) {
    this.#drawTabs();
    this.head.show(this.open);
    this.#drawMessages();
    this.composer.show({ chatChanged });
  }

  #drawMessages() {
    const { open } = this;
    if (!open.loaded) return;
    const several = open.chat.is_forum && open.topicId === null;
    const names = several ? new Map(open.chat.topics.map((each) => [each.id, topicName(each)])) : null;
    this.list.show(open.shown, {
      group: !open.isPrivate,
      topicNames: names,
      more: open.more,
      empty: open.chat.started ? emptyNote() : this.#welcome(),
    });
  }

  #welcome() {
    const { id, first_name: name } = this.bot;
    return el(
      "div",
      { class: "empty welcome" },
      avatar({ id, name, isBot: true }),
      el("b", { dir: "auto" }, name),
      el("span", {}, word("start_hint")),
    );
  }

  #drawTabs() {
    this.tabs.hidden = this.conversations.length < 2;
    const nodes = this.conversations.map((each) => {
      const selected = each === this.open;
      const title = each.chat.title;
      return button(
        {
          class: "tab",
          role: "tab",
          "aria-selected": String(selected),
          data: { testid: "chat-tab", chatId: String(each.id), title },
          on: { click: () => this.openChat(each.id) },
        },
        el("span", { dir: "auto" }, title),
        each.unread > 0 ? unreadBadge(each.unread) : null,
      );
    });
    replaceTabs(this.tabs, nodes);
  }

  #openTopic(topicId) {
    this.open.topicId = topicId;
    this.list.clear();
    this.#draw();
  }
}

function emptyNote() {
  return el("p", { class: "empty" }, word("empty"));
}

function unreadBadge(count) {
  const label = word("unread", { count });
  return el("span", { class: "badge", role: "img", "aria-label": label, data: { testid: "unread" } }, String(count));
}

function signs() {
  return [el("i", { class: "sign-bars" }), el("i", { class: "sign-battery" })];
}
