// Recording a voice message with the machine's microphone, in the place of the input.

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { length } from "./times.js";
import { word } from "./words.js";

// Telegram's own is Ogg; what a browser cannot write it leaves out.
const FORMATS = [
  { mime: "audio/ogg;codecs=opus", ending: "ogg" },
  { mime: "audio/mp4", ending: "m4a" },
  { mime: "audio/webm;codecs=opus", ending: "webm" },
];
const TICK = 200;

export class VoiceRecorder {
  /** `onDone(file, seconds)` runs with a recording to send; `onEnd` when the row is to go. */
  constructor({ onDone, onEnd, onRefused }) {
    Object.assign(this, { onDone, onEnd, onRefused });
    this.recorder = null;
    this.over = false;
    this.wanted = false;
    this.time = el("time", { role: "timer" }, length(0));
    this.node = el(
      "div",
      { class: "composer-row recording", data: { testid: "recording" } },
      button(
        { class: "plain", "aria-label": word("cancel"), on: { click: () => this.cancel() } },
        icon("close"),
      ),
      el("i", { class: "rec", "aria-hidden": "true" }),
      this.time,
      el("span", {}, word("recording")),
      button(
        {
          class: "send",
          "aria-label": word("send"),
          data: { testid: "send-voice" },
          on: { click: () => this.#stop(true) },
        },
        icon("send"),
      ),
    );
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.cancel();
    });
  }

  /** Ask for the microphone and begin; without one `onRefused` runs. */
  async begin() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      if (!this.over) this.onRefused();
      this.#end();
      return;
    }
    const release = () => stream.getTracks().forEach((track) => track.stop());
    if (this.over) {
      release(); // it was put away before the microphone was there
      return;
    }
    const format = FORMATS.find(({ mime }) => MediaRecorder.isTypeSupported(mime));
    const parts = [];
    const begun = performance.now();
    const seconds = () => (performance.now() - begun) / 1000;
    this.recorder = new MediaRecorder(stream, { mimeType: format?.mime });
    this.recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    this.recorder.addEventListener("stop", () => {
      clearInterval(this.ticking);
      release();
      this.#end();
      if (!this.wanted) return;
      const type = this.recorder.mimeType.split(";")[0];
      const name = `voice.${format?.ending ?? "ogg"}`;
      this.onDone(new File(parts, name, { type }), Math.max(1, Math.round(seconds())));
    });
    this.ticking = setInterval(() => {
      this.time.textContent = length(Math.floor(seconds()));
    }, TICK);
    this.recorder.start();
    this.node.querySelector(".send").focus({ preventScroll: true });
  }

  /** End without sending. */
  cancel() {
    this.#stop(false);
  }

  #stop(wanted) {
    this.wanted = wanted;
    if (this.recorder === null) this.#end();
    else if (this.recorder.state === "recording") this.recorder.stop();
  }

  #end() {
    if (this.over) return;
    this.over = true;
    this.onEnd();
  }
}
