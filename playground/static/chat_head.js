// The upper end of a chat: its name and what the bot is doing, the pinned message, the topics.

import { avatar } from "./avatar.js";
import { button, el, replaceTabs, tabList } from "./dom.js";
import { icon } from "./icons.js";
import { summary } from "./service.js";
import { word } from "./words.js";

const ACTIVITY = {
  upload_photo: "sending_photo",
  upload_document: "sending_file",
  upload_video: "sending_file",
  record_voice: "recording",
  upload_voice: "recording",
};

export class ChatHead {
  /** `onTopic` runs with the id of a chosen topic, null for all. */
  constructor(actions, bot, onTopic) {
    this.actions = actions;
    this.bot = bot;
    this.onTopic = onTopic;
    this.open = null;
    this.title = el("div", { class: "chat-head" });
    this.pinned = el("div", { class: "pinned-slot" });
    this.topics = tabList({ class: "topics", "aria-label": word("topics") });
    this.nodes = [this.title, this.pinned, this.topics];
  }

  /** Draw the head of this conversation. */
  show(conversation) {
    this.open = conversation;
    this.#showTitle();
    this.#showPinned();
    this.#showTopics();
  }

  #showTitle() {
    const { open } = this;
    const { chat } = open;
    const menu = button(
      { class: "plain", "aria-label": word("menu"), "aria-haspopup": "menu", data: { testid: "chat-menu" } },
      icon("more"),
    );
    menu.addEventListener("click", () => {
      this.actions.openMenu(menu, [this.#way()], { label: word("menu") });
    });
    this.title.replaceChildren(
      avatar({ id: open.isPrivate ? this.bot.id : chat.id, name: chat.title, isBot: open.isPrivate }),
      el(
        "div",
        { class: "chat-name" },
        el("h3", { dir: "auto" }, chat.title),
        el("p", { class: open.typing ? "typing" : "", data: { testid: "chat-status" } }, this.#status()),
      ),
      ...(chat.started && chat.present ? [menu] : []),
    );
  }

  /** The way out of the chat, or back into it. */
  #way() {
    const { chat, isPrivate } = this.open;
    if (!isPrivate) {
      const act = () => this.actions.leave();
      return { label: word("leave"), icon: "leave", testid: "leave", danger: true, act };
    }
    const key = chat.blocked ? "unblock" : "block";
    const act = () => this.actions.setBlocked(!chat.blocked);
    return { label: word(key), icon: "block", testid: key, danger: !chat.blocked, act };
  }

  #status() {
    const { typing, chat, isPrivate } = this.open;
    if (typing) {
      const dots = el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
      const words = word(ACTIVITY[typing.action] ?? "typing");
      return el("span", {}, words, dots);
    }
    return isPrivate ? word("bot") : word("members", { count: chat.members });
  }

  #showPinned() {
    const message = this.open.pinned;
    if (message === null) {
      this.pinned.replaceChildren();
      return;
    }
    this.pinned.replaceChildren(
      button(
        { class: "pinned", data: { testid: "pinned" }, on: { click: () => this.actions.jump(message.id) } },
        icon("pin"),
        el("span", {}, el("b", {}, word("pinned")), el("small", { dir: "auto" }, summary(message))),
      ),
    );
  }

  #showTopics() {
    const { open } = this;
    this.topics.hidden = !open.chat.is_forum;
    if (!open.chat.is_forum) {
      this.topics.replaceChildren();
      return;
    }
    const all = [{ id: null, name: word("all_topics") }, ...open.chat.topics];
    const nodes = all.map((topic) =>
      button(
        {
          class: "topic",
          role: "tab",
          "aria-selected": String(topic.id === open.topicId),
          title: topic.closed ? word("closed_topic") : null,
          data: { testid: "topic-tab", topicId: String(topic.id ?? "all") },
          on: { click: () => this.onTopic(topic.id) },
        },
        el("span", { dir: "auto" }, topicName(topic)),
        topic.closed ? icon("lock") : null,
      ),
    );
    replaceTabs(this.topics, nodes);
  }
}

/** The name of a topic; the general one has a name of the page's own. */
export function topicName(topic) {
  return topic.id === 1 && topic.name === "General" ? word("general") : topic.name;
}
