// Sending more than words: the attach menu, and the sheet that asks for a caption first.

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { SAMPLES } from "./samples.js";
import { word } from "./words.js";

const MOST = 10;
const LONGEST_SIDE = 2560;
const QUALITY = 0.87;
const PICKED = {
  photo: "image/*",
  video: "video/*",
  voice: "audio/*",
  document: "*/*",
};

/** The attach button's menu of one phone. */
export class Attacher {
  constructor(overlays, actions) {
    this.overlays = overlays;
    this.actions = actions;
    this.pickers = Object.entries(PICKED).map(([kind, accept]) => this.#picker(kind, accept));
  }

  #picker(kind, accept) {
    const input = el("input", {
      type: "file",
      accept,
      multiple: kind !== "voice",
      hidden: true,
      tabindex: "-1",
      "aria-hidden": "true",
      data: { testid: `${kind}-file` },
    });
    input.addEventListener("change", () => {
      const files = [...input.files];
      input.value = "";
      if (files.length > 0) this.offer(kind, files);
    });
    return input;
  }

  /** Open the menu. */
  open(anchor) {
    const pick = (kind) => () => this.pickers[Object.keys(PICKED).indexOf(kind)].click();
    const samples = SAMPLES.map(({ key, icon: sign, draw }) => ({
      label: word(`sample_${key}`),
      icon: sign,
      testid: `attach-sample-${key}`,
      act: async () => this.offer("photo", [await draw()]),
    }));
    const items = [
      { label: word("from_file"), icon: "photo", testid: "attach-photo", act: pick("photo") },
      ...samples,
      { label: word("video_file"), icon: "video", testid: "attach-video", act: pick("video") },
      { label: word("voice_file"), icon: "mic", testid: "attach-voice", act: pick("voice") },
      { label: word("any_file"), icon: "file", testid: "attach-document", act: pick("document") },
      {
        label: word("my_contact"),
        icon: "person",
        testid: "attach-contact",
        act: () => this.actions.sendContact(),
      },
      {
        label: word("my_place"),
        icon: "place",
        testid: "attach-location",
        act: () => this.actions.sendPlace(),
      },
    ];
    this.overlays.menu(anchor, items, { label: word("attach") });
  }

  /** Show what is about to be sent, with room for a caption. */
  async offer(kind, files) {
    if (files.length > MOST) this.overlays.toast(word("too_many"));
    let chosen = files.slice(0, MOST);
    if (kind === "photo") {
      try {
        chosen = await Promise.all(chosen.map(asTelegramPhoto));
      } catch {
        this.overlays.toast(word("bad_picture"));
        return;
      }
    }
    const caption = el("input", {
      type: "text",
      maxlength: "1024",
      placeholder: word("caption"),
      "aria-label": word("caption"),
      dir: "auto",
      data: { testid: "caption" },
    });
    caption.value = this.actions.typed;
    const addresses = kind === "photo" ? chosen.map((file) => URL.createObjectURL(file)) : [];
    const previews = addresses.map((address) => el("img", { src: address, alt: "" }));
    const names = chosen.map((file) => el("span", { class: "picked" }, icon("file"), file.name));
    const label = chosen.length > 1 ? word("send_files", { count: chosen.length }) : word("send");
    const send = button({ class: "wide", data: { testid: "send-files" } }, label);
    const close = this.overlays.sheet(
      word(kind),
      el("div", { class: "previews" }, previews.length > 0 ? previews : names),
      caption,
      send,
    );
    const go = async () => {
      const words = caption.value.trim();
      close();
      for (const address of addresses) URL.revokeObjectURL(address);
      this.actions.upload(kind, chosen, words, await lengthOf(kind, chosen[0]));
    };
    send.addEventListener("click", go);
    caption.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) go();
    });
  }
}

/** The length of a sound or film in whole seconds; null for other kinds and unreadable files. */
function lengthOf(kind, file) {
  if (!["voice", "video"].includes(kind)) return Promise.resolve(null);
  const address = URL.createObjectURL(file);
  const player = new Audio(address);
  return new Promise((resolve) => {
    const answer = () => {
      URL.revokeObjectURL(address);
      resolve(Number.isFinite(player.duration) ? Math.max(1, Math.round(player.duration)) : null);
    };
    player.addEventListener("loadedmetadata", answer);
    player.addEventListener("error", answer);
  });
}

/** Make a picture what the app would send: a JPEG with sides of 2,560 pixels at most. */
async function asTelegramPhoto(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && file.type === "image/jpeg") return file;
  const canvas = el("canvas", {});
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // JPEG knows no transparency
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
}
