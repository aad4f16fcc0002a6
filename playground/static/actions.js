// What the person of one phone does: each deed becomes one request; a refusal becomes a toast.

import { Refused, get, post, upload } from "./api.js";
import { el } from "./dom.js";
import { destination } from "./links.js";
import { enlarge } from "./overlay.js";
import { refusal, word } from "./words.js";

const FACES = ["👍", "❤", "🙏", "🎉", "😢"];
const SHANGHAI = { latitude: 31.2304, longitude: 121.4737 };
const TAP_PATIENCE = 15000;

export class Actions {
  /** `phone` owns the screen: its overlays, its composer, its open conversation. */
  constructor(phone, bot) {
    this.phone = phone;
    this.bot = bot;
    this.waiting = new Map(); // query id: what ends the tap's spinner
    this.ticks = new Map(); // poll id: options
    this.early = new Map(); // answers that were faster than the request's own reply
  }

  get botName() {
    return this.bot.username;
  }

  get #chat() {
    return this.phone.open;
  }

  say(text) {
    this.phone.overlays.toast(text);
  }

  /** What is typed and not sent; it becomes the caption of a picture. */
  get typed() {
    return this.#chat.draft.edit === null ? this.#chat.draft.text.trim() : "";
  }

  // Words

  write(text, reply = null) {
    return this.#do("text", { ...this.#place(reply), text });
  }

  edit(message, text) {
    return this.#do("edit", { chat_id: message.chat_id, message_id: message.id, text });
  }

  editLast() {
    const own = this.#chat.shown.findLast((each) => each.out && each.kind === "text");
    if (own) this.phone.composer.setEdit(own);
  }

  /** A command that was chosen from a menu; groups get the bot's name with it. */
  sendCommand(command) {
    const suffix = this.#chat.isPrivate ? "" : `@${this.botName}`;
    return this.write(`/${command}${suffix}`);
  }

  /** A command that was tapped in a text. */
  command(text) {
    return this.write(text);
  }

  start(payload) {
    return this.#do("start", { payload });
  }

  // Files, contact, place

  async sendFiles(kind, files) {
    await this.phone.attacher.offer(kind, files);
  }

  /** `duration` in seconds, where it is known. */
  upload(kind, files, caption, duration = null) {
    const fields = { ...this.#place(this.#chat.draft.reply), caption, duration };
    this.phone.composer.empty();
    return this.#try(() => upload(`/phones/${this.phone.id}/${kind}`, fields, files));
  }

  sendContact() {
    return this.#do("contact", { chat_id: this.#chat.id });
  }

  sendPlace() {
    return this.#do("location", { chat_id: this.#chat.id, ...SHANGHAI });
  }

  // Buttons

  /** Tap an inline button; the promise ends with the bot's answer. */
  async tap(message, row, column) {
    const place = { chat_id: message.chat_id, message_id: message.id, row, column };
    const answer = await this.#do("tap", place);
    if (!answer) return;
    await new Promise((resolve) => {
      if (this.early.delete(answer.query_id)) {
        resolve();
        return;
      }
      this.waiting.set(answer.query_id, resolve);
      setTimeout(() => this.#giveUp(answer.query_id), TAP_PATIENCE);
    });
  }

  #giveUp(queryId) {
    const resolve = this.waiting.get(queryId);
    if (resolve === undefined) return;
    this.waiting.delete(queryId);
    this.say(word("no_answer"));
    resolve();
  }

  /** The bot answered a tap. */
  answered({ query_id: queryId, text, show_alert: showAlert, url }) {
    const resolve = this.waiting.get(queryId);
    if (resolve === undefined) this.early.set(queryId, true);
    this.waiting.delete(queryId);
    resolve?.();
    if (text && showAlert) this.phone.overlays.alert(text);
    else if (text) this.say(text);
    if (url) this.openLink(url);
  }

  /** Press a button of the keyboard below the input. */
  async press(key) {
    const body = { chat_id: this.#chat.id, text: key.text };
    if (key.request === "chat") await this.#pickGroup(body);
    else if ([null, "contact", "location"].includes(key.request)) await this.#do("press", body);
    else this.say(word("not_here"));
  }

  async #pickGroup(body) {
    const query = new URLSearchParams({ button: body.text });
    const found = await this.#try(() => get(`/phones/${this.phone.id}/shareable?${query}`));
    if (!found) return;
    if (found.chats.length === 0) {
      this.say(word("no_groups"));
      return;
    }
    this.phone.overlays.pick(word("pick_group"), found.chats, {
      testid: "pick-group",
      onPick: (chat) => this.#do("press", { ...body, share: chat.id }),
    });
  }

  /** The options of a poll that are ticked and not sent yet, as a Set of their numbers. */
  ticked(pollId) {
    if (!this.ticks.has(pollId)) this.ticks.set(pollId, new Set());
    return this.ticks.get(pollId);
  }

  vote(message, options) {
    return this.#do("vote", { chat_id: message.chat_id, message_id: message.id, options });
  }

  react(message, emoji) {
    return this.#do("react", { chat_id: message.chat_id, message_id: message.id, emoji });
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyByHand(text);
    }
    this.say(word("copied"));
  }

  openLink(text) {
    const where = destination(text, this.botName);
    if (where === null) return;
    if (where.kind === "web") window.open(where.url, "_blank", "noopener,noreferrer");
    else if (where.kind === "start") this.#openBot(where.payload, text);
    else if (where.kind === "message" && this.phone.has(where.chat_id)) {
      this.phone.openChat(where.chat_id, where.message_id);
    } else this.say(word("link_away"));
  }

  #openBot(payload, text) {
    this.phone.openChat(this.phone.id);
    if (payload || /[?&]start\b/.test(text)) this.start(payload);
  }

  // One message

  reply(message) {
    this.phone.composer.setReply(message);
  }

  find(messageId) {
    return this.#chat.find(messageId);
  }

  async jump(messageId) {
    if (this.phone.list.jump(messageId)) return;
    await this.phone.loadSince(messageId);
    if (!this.phone.list.jump(messageId)) this.say(word("e_gone"));
  }

  enlarge(url, caption) {
    enlarge(url, caption);
  }

  menu(message, anchor) {
    const items = [
      { label: word("reply"), icon: "reply", testid: "menu-reply", act: () => this.reply(message) },
    ];
    if (message.text && !message.protected) {
      const act = () => this.copy(message.text);
      items.push({ label: word("copy"), icon: "copy", testid: "menu-copy", act });
    }
    if (message.out && message.text) {
      const act = () => this.phone.composer.setEdit(message);
      items.push({ label: word("edit"), icon: "edit", testid: "menu-edit", act });
    }
    if (!message.protected && this.phone.conversations.length > 1) {
      const act = () => this.#forward(message);
      items.push({ label: word("forward"), icon: "forward", testid: "menu-forward", act });
    }
    const emojis = FACES.map((emoji) => {
      const mine = message.reactions.some((each) => each.emoji === emoji && each.mine);
      return { emoji, act: () => this.react(message, mine ? null : emoji) };
    });
    this.phone.overlays.menu(anchor, items, { label: word("message_menu"), emojis });
  }

  #forward(message) {
    const chats = this.phone.conversations.map((each) => each.chat).filter((chat) => chat.present);
    this.phone.overlays.pick(word("forward"), chats, {
      testid: "forward-to",
      onPick: async (chat) => {
        const body = { from_chat_id: message.chat_id, message_id: message.id, chat_id: chat.id };
        if (await this.#do("forward", body)) this.say(word("forwarded_to", { name: chat.title }));
      },
    });
  }

  // Menus of the chat

  openCommands(anchor) {
    const items = this.#chat.commands.map(({ command, description }) => ({
      label: `/${command}`,
      hint: description,
      testid: "command",
      act: () => this.sendCommand(command),
    }));
    this.phone.overlays.menu(anchor, items, { label: word("commands") });
  }

  openMenu(anchor, items, options) {
    this.phone.overlays.menu(anchor, items, options);
  }

  openAttach(anchor) {
    this.phone.attacher.open(anchor);
  }

  leave() {
    return this.#do("leave", { chat_id: this.#chat.id });
  }

  join() {
    return this.#do("join", { chat_id: this.#chat.id });
  }

  setBlocked(blocked) {
    return this.#do(blocked ? "block" : "unblock", {});
  }

  // Requests

  #place(reply) {
    const { id, topicId } = this.#chat;
    const place = { chat_id: id };
    if (reply !== null) place.reply_to = reply.id;
    const topic = topicId ?? reply?.topic_id;
    if (topic !== null && topic !== undefined) place.topic_id = topic;
    return place;
  }

  #do(action, body) {
    return this.#try(() => post(`/phones/${this.phone.id}/${action}`, body));
  }

  /** Return the answer, or null after saying kindly what went wrong. */
  async #try(request) {
    try {
      return await request();
    } catch (error) {
      if (error instanceof Refused) {
        console.warn(error.message);
        this.say(refusal(error.message));
      } else {
        this.say(word("offline"));
      }
      return null;
    }
  }
}

/** For browsers that keep the clipboard from pages. */
function copyByHand(text) {
  const field = el("textarea", { class: "away" });
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
