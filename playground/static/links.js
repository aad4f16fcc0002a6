// What a link leads to: the bot (with a start payload), a message of a group, or the open web.

const PAYLOAD = /^[A-Za-z0-9_-]{0,64}$/;
const WEB = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * Return `{kind: "start", payload}`, `{kind: "message", chat_id, message_id}`,
 * `{kind: "web", url}`, `{kind: "telegram"}` for what only Telegram could open, or null.
 */
export function destination(text, botName) {
  const url = parsed(text);
  if (url === null) return null;
  if (url.protocol === "tg:") return ofTelegram(url, botName);
  if (!WEB.has(url.protocol)) return null;
  if (url.hostname === "t.me" || url.hostname === "telegram.me") return ofShort(url, botName);
  return { kind: "web", url: url.href };
}

/** Whether a written text is nothing but a link that starts the bot. */
export function startsBot(text, botName) {
  if (/\s/.test(text) || !/^(https?:\/\/|tg:\/\/)?\S+$/.test(text)) return false;
  return destination(text, botName)?.kind === "start";
}

function parsed(text) {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  try {
    return new URL(whole);
  } catch {
    return null;
  }
}

function ofTelegram(url, botName) {
  const query = url.searchParams;
  const name = query.get("domain") ?? "";
  if (name.toLowerCase() === botName.toLowerCase()) return started(query);
  return { kind: "telegram" };
}

function ofShort(url, botName) {
  const [first = "", second = "", third = ""] = url.pathname.split("/").filter(Boolean);
  if (first.toLowerCase() === botName.toLowerCase()) return started(url.searchParams);
  if (first === "c" && /^\d+$/.test(second)) {
    // The app's link leaves out the -100 that the Bot API puts before a supergroup's number.
    return { kind: "message", chat_id: Number(`-100${second}`), message_id: Number(third) || null };
  }
  return { kind: "telegram" };
}

function started(query) {
  if (query.has("startgroup")) return { kind: "telegram" };
  const payload = query.get("start") ?? "";
  return PAYLOAD.test(payload) ? { kind: "start", payload } : null;
}
