// One chat as one phone knows it: its messages, keyboard and commands, kept up to date by events.

import { get } from "./api.js";

const AT_FIRST = 100;
const SPARE = 50; // messages above that number before the oldest are let go
const TYPED_DRAFT = { text: "", reply: null, edit: null };

export class Conversation {
  constructor(userId, chat) {
    this.userId = userId;
    this.chat = chat;
    this.messages = [];
    this.keyboard = null;
    this.keyboardHidden = false;
    this.commands = [];
    this.topicId = null; // the topic that is looked at; null: all of them
    this.unread = 0;
    this.seen = chat.last?.id ?? 0; // the newest message that was on the screen
    this.typing = null;
    this.forced = null; // the message whose forced reply was already offered
    this.draft = { ...TYPED_DRAFT };
    this.loaded = false;
    this.more = false;
    this.limit = AT_FIRST;
    this.meanwhile = null; // events that came while the chat was being fetched
  }

  get id() {
    return this.chat.id;
  }

  get isPrivate() {
    return this.chat.type === "private";
  }

  /** The newest pinned message, even when it is older than what is loaded; null without one. */
  get pinned() {
    const { pinned_message: pinned } = this.chat;
    return pinned === null ? null : (this.find(pinned.id) ?? pinned);
  }

  /** Whether the topic that is looked at takes no more messages. */
  get closed() {
    const topic = this.chat.topics.find((each) => each.id === this.topicId);
    return topic?.closed ?? false;
  }

  /** Fetch the chat anew; what happens meanwhile is added on top of the answer. */
  async load() {
    if (!this.chat.present) {
      this.loaded = true;
      return;
    }
    const meanwhile = [];
    this.meanwhile = meanwhile;
    try {
      const path = `/phones/${this.userId}/chats/${this.id}?limit=${this.limit}`;
      const shown = await get(path);
      if (this.meanwhile !== meanwhile) return; // a later fetch has taken over
      this.chat = shown.chat;
      this.messages = this.#withKnown(shown.messages);
      this.more = shown.messages.length >= this.limit;
      this.keyboard = shown.keyboard;
      this.commands = shown.commands;
      this.loaded = true;
      for (const event of meanwhile) this.#change(event);
    } finally {
      if (this.meanwhile === meanwhile) this.meanwhile = null;
    }
  }

  /** Let go of old messages that can be fetched again. */
  trim() {
    if (this.messages.length <= AT_FIRST + SPARE) return;
    this.messages = this.messages.slice(-AT_FIRST);
    this.limit = AT_FIRST;
    this.more = true;
  }

  /** Fetch further back. */
  loadEarlier() {
    this.limit += 200;
    return this.load();
  }

  /** Fetch as far back as this message. */
  loadSince(messageId) {
    this.limit = Math.max(this.limit, (this.chat.last?.id ?? 0) - messageId + AT_FIRST);
    return this.load();
  }

  /** Take in an event of this chat. */
  receive(event) {
    if (this.meanwhile !== null) this.meanwhile.push(event);
    this.#change(event);
  }

  /** The messages to draw. */
  get shown() {
    if (this.topicId === null) return this.messages;
    return this.messages.filter((message) => message.topic_id === this.topicId);
  }

  find(messageId) {
    return this.messages.find((message) => message.id === messageId) ?? null;
  }

  /** The message that the bot wants an answer to, unless it was answered already. */
  get forcedReply() {
    const wanted = this.keyboard?.force_reply;
    if (!wanted || this.messages.some((each) => each.out && each.id > wanted)) return null;
    return this.find(wanted);
  }

  /** Keep the objects of what is as it was, so that it is not drawn anew. */
  #withKnown(messages) {
    const known = new Map(this.messages.map((each) => [each.id, each]));
    return messages.map((each) => {
      const before = known.get(each.id);
      return JSON.stringify(before) === JSON.stringify(each) ? before : each;
    });
  }

  #change(event) {
    switch (event.type) {
      case "message":
      case "edit":
        this.#put(event.message, event.type === "message");
        break;
      case "delete":
        this.messages = this.messages.filter((each) => !event.message_ids.includes(each.id));
        break;
      case "keyboard":
        this.keyboard = event.keyboard;
        this.keyboardHidden = false;
        break;
      case "chat":
        this.chat = event.chat;
        break;
    }
  }

  #put(message, isNew) {
    const position = this.messages.findIndex((each) => each.id === message.id);
    if (position >= 0) this.messages = this.messages.with(position, message);
    else if (isNew) this.messages = [...this.messages, message];
    if (!isNew) return;
    this.chat = { ...this.chat, last: message };
    if (this.isPrivate && message.out) this.chat.started = true;
    if (!message.out) this.typing = null;
  }
}
