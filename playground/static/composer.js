// The lower end of a phone: START or unblock, the input with its buttons, what is answered or
// edited, the bot's commands, and the reply keyboard.

import { button, el, holdsFocus } from "./dom.js";
import { icon } from "./icons.js";
import { drawReplyKeys } from "./keyboard.js";
import { startsBot } from "./links.js";
import { VoiceRecorder } from "./recorder.js";
import { summary } from "./service.js";
import { word } from "./words.js";

const SUGGESTED = 6;

export class Composer {
  /** `actions` is what a person does; `conversation()` is the open chat. */
  constructor(actions, conversation) {
    this.actions = actions;
    this.conversation = conversation;
    this.top = el("div", { class: "composer-top" });
    this.row = this.#makeRow();
    this.keys = el("div", { class: "keys-slot" });
    this.whole = el("div", { class: "whole-slot" });
    this.node = el("footer", { class: "composer" }, this.top, this.row, this.whole, this.keys);
    this.keysFor = null;
    this.recorder = null;
  }

  #makeRow() {
    this.commands = button(
      {
        class: "plain",
        "aria-label": word("commands"),
        title: word("commands"),
        "aria-haspopup": "menu",
        data: { testid: "commands" },
        on: { click: () => this.actions.openCommands(this.commands) },
      },
      icon("slash"),
    );
    this.attach = button(
      {
        class: "plain",
        "aria-label": word("attach"),
        title: word("attach"),
        "aria-haspopup": "menu",
        data: { testid: "attach" },
        on: { click: () => this.actions.openAttach(this.attach) },
      },
      icon("attach"),
    );
    this.input = el("textarea", {
      rows: "1",
      "aria-label": word("write"),
      placeholder: word("write"),
      autocomplete: "off",
      spellcheck: "false",
      dir: "auto",
      data: { testid: "input" },
      on: {
        input: () => this.#typed(),
        keydown: (event) => this.#key(event),
        paste: (event) => this.#pasted(event),
      },
    });
    this.toggle = button(
      { class: "plain", data: { testid: "keyboard-toggle" }, on: { click: () => this.#toggle() } },
      icon("keys"),
    );
    this.send = button(
      {
        class: "send",
        "aria-label": word("send"),
        title: word("send"),
        data: { testid: "send" },
        on: { click: () => this.#send() },
      },
      icon("send"),
    );
    this.mic = button(
      {
        class: "plain",
        "aria-label": word("record"),
        title: word("record"),
        data: { testid: "record" },
        on: { click: () => this.#record() },
      },
      icon("mic"),
    );
    return el(
      "div",
      { class: "composer-row" },
      this.commands,
      this.attach,
      el("div", { class: "input-frame" }, this.input, this.toggle),
      this.send,
      this.mic,
    );
  }

  /** Draw the chat's lower end; its draft comes back when the chat was changed. */
  show({ chatChanged = false } = {}) {
    const { keyboard, draft } = this.conversation();
    if (chatChanged) this.recorder?.cancel();
    const whole = this.#instead();
    this.row.hidden = whole !== null || this.recorder !== null;
    this.whole.replaceChildren(...(whole === null ? [] : [whole]));
    if (chatChanged) this.input.value = draft.text;
    this.commands.hidden = this.conversation().commands.length === 0;
    this.input.placeholder = (whole === null && keyboard?.placeholder) || word("write");
    this.#showKeys(whole === null ? keyboard : null);
    this.#showTop();
    this.#grow();
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  /** Answer a message. */
  setReply(message) {
    this.conversation().draft.reply = message;
    this.conversation().draft.edit = null;
    this.#showTop();
    this.focus();
  }

  /** Change one of one's own messages. */
  setEdit(message) {
    Object.assign(this.conversation().draft, { reply: null, edit: message, text: message.text });
    this.input.value = message.text;
    this.#typed();
    this.focus();
  }

  /** The bot asks for an answer to one of its messages. */
  takeForcedReply() {
    const conversation = this.conversation();
    const wanted = conversation.forcedReply;
    if (wanted === null || conversation.forced === wanted.id) return;
    conversation.forced = wanted.id;
    conversation.draft.reply = wanted;
    this.#showTop();
    if (holdsFocus(this.node.closest(".phone") ?? this.node)) this.focus();
  }

  /** What stands in the place of the input; null: the input itself. */
  #instead() {
    const { chat, closed } = this.conversation();
    if (!chat.present) {
      const join = { class: "wide", on: { click: () => this.actions.join() } };
      return button({ ...join, data: { testid: "join" } }, word("join"));
    }
    if (closed) {
      return el("p", { class: "closed", data: { testid: "topic-closed" } }, icon("lock"), word("e_topic"));
    }
    if (chat.blocked) {
      const unblock = { class: "wide", on: { click: () => this.actions.setBlocked(false) } };
      return button({ ...unblock, data: { testid: "unblock" } }, word("unblock"));
    }
    if (chat.started) return null;
    const start = { class: "wide", on: { click: () => this.actions.start("") } };
    return button({ ...start, data: { testid: "start" } }, word("start"));
  }

  #showKeys(keyboard) {
    const conversation = this.conversation();
    const there = Boolean(keyboard?.rows);
    const open = there && !conversation.keyboardHidden;
    this.toggle.hidden = !there;
    const label = word(open ? "keyboard_hide" : "keyboard_show");
    this.toggle.setAttribute("aria-label", label);
    this.toggle.setAttribute("aria-expanded", String(open));
    this.toggle.title = label;
    const drawn = open ? keyboard : null;
    if (this.keysFor === drawn) return;
    this.keysFor = drawn;
    this.keys.replaceChildren(...(open ? [drawReplyKeys(keyboard, this.actions)] : []));
  }

  #showTop() {
    const { draft } = this.conversation();
    const rows = [];
    const suggestions = this.#suggestions();
    if (suggestions.length > 0) rows.push(this.#suggested(suggestions));
    if (startsBot(draft.text.trim(), this.actions.botName)) rows.push(this.#linkChip());
    const target = draft.edit ?? draft.reply;
    if (target !== null) rows.push(this.#about(target, draft.edit !== null));
    this.top.replaceChildren(...rows);
  }

  #about(message, editing) {
    const title = editing ? word("editing") : word("replying", { name: message.sender.name });
    const cancel = () => {
      const { draft } = this.conversation();
      if (draft.edit !== null) {
        draft.text = "";
        this.input.value = "";
      }
      Object.assign(draft, { reply: null, edit: null });
      this.#typed();
      this.focus();
    };
    return el(
      "div",
      { class: "about", data: { testid: "about" } },
      icon(editing ? "edit" : "reply"),
      el("span", {}, el("b", { dir: "auto" }, title), el("small", { dir: "auto" }, summary(message))),
      button({ class: "plain", "aria-label": word("cancel"), on: { click: cancel } }, icon("close")),
    );
  }

  #suggestions() {
    const { commands, draft } = this.conversation();
    const typed = /^\/(\w*)$/.exec(draft.text);
    if (typed === null) return [];
    return commands.filter((each) => each.command.startsWith(typed[1])).slice(0, SUGGESTED);
  }

  #suggested(commands) {
    const rows = commands.map(({ command, description }) =>
      button(
        { class: "suggestion", data: { testid: "suggestion" }, on: { click: () => this.#choose(command) } },
        el("b", {}, `/${command}`),
        el("small", { dir: "auto" }, description),
      ),
    );
    return el("div", { class: "suggestions" }, rows);
  }

  #choose(command) {
    this.empty();
    this.actions.sendCommand(command);
    this.focus();
  }

  #linkChip() {
    const open = () => {
      const link = this.conversation().draft.text.trim();
      this.empty();
      this.actions.openLink(link);
    };
    return button(
      { class: "chip", data: { testid: "open-link" }, on: { click: open } },
      icon("link"),
      word("open_link"),
    );
  }

  #typed() {
    this.conversation().draft.text = this.input.value;
    this.#showTop();
    this.#grow();
  }

  #key(event) {
    // While a word is being chosen in an input method, Enter belongs to it.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape") {
      this.top.querySelector(".about .plain")?.click();
    } else if (event.key === "ArrowUp" && this.input.value === "") {
      this.actions.editLast();
    }
  }

  #pasted(event) {
    const pictures = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
    if (pictures.length === 0) return;
    event.preventDefault();
    this.actions.sendFiles("photo", pictures);
  }

  async #send() {
    const { draft } = this.conversation();
    const text = draft.text.trim();
    if (text === "") return;
    const { reply, edit } = draft;
    this.empty();
    const done = edit ? await this.actions.edit(edit, text) : await this.actions.write(text, reply);
    // What could not be sent comes back, unless something new was begun meanwhile.
    if (!done && draft.text === "") {
      Object.assign(draft, { text, reply, edit });
      this.show({ chatChanged: this.conversation().draft === draft });
    }
  }

  /** Forget what was typed and what it was about. */
  empty() {
    Object.assign(this.conversation().draft, { text: "", reply: null, edit: null });
    this.input.value = "";
    this.#typed();
  }

  #record() {
    this.recorder = new VoiceRecorder({
      onDone: (file, seconds) => this.actions.upload("voice", [file], "", seconds),
      onRefused: () => this.actions.say(word("no_microphone")),
      onEnd: () => {
        this.recorder.node.remove();
        this.recorder = null;
        this.show();
        this.focus();
      },
    });
    this.row.after(this.recorder.node);
    this.show();
    this.recorder.begin();
  }

  #toggle() {
    const conversation = this.conversation();
    conversation.keyboardHidden = !conversation.keyboardHidden;
    this.show();
  }

  #grow() {
    this.input.style.height = "auto";
    if (this.input.value !== "") this.input.style.height = `${this.input.scrollHeight}px`;
    const empty = this.input.value.trim() === "";
    this.send.hidden = empty;
    this.mic.hidden = !empty;
  }
}
