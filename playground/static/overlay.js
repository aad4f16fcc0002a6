// What lies over one phone's screen for a moment: toasts, alerts, menus, sheets; and the one
// enlarged picture over the whole page.

import { avatar } from "./avatar.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { word } from "./words.js";

const SHORTEST = 2600;
const LONGEST = 7000;
const PER_LETTER = 55;

/** Overlays of one phone. They lie in `screen`; toasts lie over its messages, in `wall`. */
export class Overlays {
  constructor(screen, wall) {
    this.screen = screen;
    this.toasts = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
    wall.append(this.toasts);
    this.closeMenu = null;
  }

  /** Say something briefly. */
  toast(text) {
    const node = el("div", { class: "toast", dir: "auto", data: { testid: "toast" } }, text);
    this.toasts.replaceChildren(node);
    const time = Math.min(LONGEST, SHORTEST + PER_LETTER * text.length);
    setTimeout(() => node.classList.add("leaving"), time);
    setTimeout(() => node.remove(), time + 300);
  }

  /** Say something that has to be closed, as answerCallbackQuery with show_alert does. */
  alert(text) {
    const before = document.activeElement;
    const ok = button({ class: "wide", data: { testid: "alert-ok" } }, word("ok"));
    const shade = el(
      "div",
      { class: "shade", data: { testid: "alert" } },
      el(
        "div",
        { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": text },
        el("p", { dir: "auto" }, text),
        ok,
      ),
    );
    const close = () => {
      shade.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
    };
    ok.addEventListener("click", close);
    shade.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Tab") event.preventDefault();
    });
    this.screen.append(shade);
    ok.focus({ preventScroll: true });
  }

  /**
   * Open a menu beside `anchor`. Items are `{label, icon?, hint?, testid?, danger?, act}`; a list
   * of `{emoji, act}` may stand above them.
   */
  menu(anchor, items, { label, emojis = [] } = {}) {
    this.closeMenu?.();
    const menu = el("div", { class: "menu", role: "menu", "aria-label": label });
    const choose = (act) => () => {
      close();
      act();
    };
    if (emojis.length > 0) {
      const faces = emojis.map(({ emoji, act }) =>
        button(
          { role: "menuitem", "aria-label": word("react", { emoji }), on: { click: choose(act) } },
          emoji,
        ),
      );
      menu.append(el("div", { class: "faces", role: "group" }, faces));
    }
    for (const item of items) {
      menu.append(
        button(
          {
            class: item.danger ? "danger" : "",
            role: "menuitem",
            data: { testid: item.testid ?? "menu-item" },
            on: { click: choose(item.act) },
          },
          item.icon ? icon(item.icon) : null,
          el("span", { dir: "auto" }, item.label),
          item.hint ? el("small", { dir: "auto" }, item.hint) : null,
        ),
      );
    }
    const away = (event) => {
      if (!menu.contains(event.target) && !anchor.contains(event.target)) close();
    };
    const close = () => {
      menu.remove();
      document.removeEventListener("pointerdown", away, true);
      anchor.setAttribute("aria-expanded", "false");
      this.closeMenu = null;
      if (anchor.isConnected && menuHadFocus) anchor.focus({ preventScroll: true });
    };
    let menuHadFocus = true;
    menu.addEventListener("focusout", (event) => {
      menuHadFocus = event.relatedTarget === null || menu.contains(event.relatedTarget);
    });
    menu.addEventListener("keydown", (event) => walk(event, menu, close));
    document.addEventListener("pointerdown", away, true);
    anchor.setAttribute("aria-expanded", "true");
    this.screen.append(menu);
    settle(menu, anchor, this.screen);
    this.closeMenu = close;
    menu.querySelector("button")?.focus({ preventScroll: true });
  }

  /** Let somebody pick one of these chats. */
  pick(label, chats, { testid, onPick }) {
    const rows = chats.map((chat) => {
      const isBot = chat.type === "private";
      const hint = isBot ? word("bot") : word("members", { count: chat.members });
      const choose = () => {
        close();
        onPick(chat);
      };
      return button(
        { class: "chat-row", data: { testid }, on: { click: choose } },
        avatar({ id: chat.id, name: chat.title, isBot }),
        el("span", {}, el("b", { dir: "auto" }, chat.title), el("small", {}, hint)),
      );
    });
    const close = this.sheet(label, el("div", { class: "chat-rows" }, rows));
  }

  /** Slide a sheet up from the bottom; returns the function that closes it. */
  sheet(label, ...content) {
    const before = document.activeElement;
    const shade = el("div", { class: "shade low" });
    const close = () => {
      shade.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
    };
    const head = el(
      "header",
      {},
      el("b", {}, label),
      button({ class: "plain", "aria-label": word("close"), on: { click: close } }, icon("close")),
    );
    const sheet = el(
      "div",
      { class: "sheet", role: "dialog", "aria-modal": "true", "aria-label": label },
      head,
      content,
    );
    shade.append(sheet);
    shade.addEventListener("pointerdown", (event) => {
      if (event.target === shade) close();
    });
    shade.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Tab") keepInside(event, sheet);
    });
    this.screen.append(shade);
    (sheet.querySelector("input, textarea") ?? sheet.querySelector("button")).focus({
      preventScroll: true,
    });
    return close;
  }
}

/** What covers the rest of a phone keeps the keyboard to itself. */
function keepInside(event, sheet) {
  const stops = [...sheet.querySelectorAll("button, input, textarea")];
  const [first, last] = [stops.at(0), stops.at(-1)];
  if (document.activeElement === (event.shiftKey ? first : last)) {
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }
}

function settle(menu, anchor, screen) {
  const frame = screen.getBoundingClientRect();
  const spot = anchor.getBoundingClientRect();
  // What opens from the composer stands above all of it.
  const lid = (anchor.closest(".composer") ?? anchor).getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const room = { x: frame.width - width - 8, y: frame.height - height - 8 };
  const left = Math.min(Math.max(8, spot.left - frame.left), room.x);
  const below = spot.bottom - frame.top + 6;
  const above = lid.top - frame.top - height - 6;
  const top = below <= room.y ? below : Math.max(8, above);
  menu.style.left = `${left}px`;
  menu.style.top = `${Math.min(top, Math.max(8, room.y))}px`;
}

function walk(event, menu, close) {
  const items = [...menu.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const steps = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    close();
  } else if (event.key in steps) {
    event.preventDefault();
    items[(at + steps[event.key] + items.length) % items.length].focus();
  }
}

/** Show a picture over the whole page until it is tapped away. */
export function enlarge(url, caption) {
  const dialog = el(
    "dialog",
    { class: "lightbox", "aria-label": caption || word("photo"), data: { testid: "lightbox" } },
    el("img", { src: url, alt: caption || word("photo") }),
    caption ? el("p", { dir: "auto" }, caption) : null,
    button({ class: "plain", "aria-label": word("close") }, icon("close")),
  );
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
