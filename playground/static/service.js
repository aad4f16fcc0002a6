// The words of Telegram's own notices, and a short line for any message (quotes, pins, lists).

import { word } from "./words.js";

const SHORT = 60;

/** Say a service message. */
export function serviceWords(message) {
  const { type, data } = message.service ?? { type: "", data: null };
  const who = message.sender.name;
  switch (type) {
    case "new_chat_members":
      return word("s_joined", { who: data.map(fullName).join(", ") });
    case "left_chat_member":
      return word("s_left", { who: fullName(data) });
    case "new_chat_title":
      return word("s_title", { what: data });
    case "pinned_message":
      return word("s_pinned", { who, what: shortened(data.text ?? data.caption ?? "…") });
    case "group_chat_created":
    case "supergroup_chat_created":
      return word("s_created", { who });
    case "migrate_to_chat_id":
    case "migrate_from_chat_id":
      return word("s_migrated");
    case "forum_topic_created":
      return word("s_topic", { what: data.name });
    case "forum_topic_edited":
      return word("s_topic_renamed", { what: data.name ?? "" });
    case "forum_topic_closed":
      return word("s_topic_closed");
    case "forum_topic_reopened":
      return word("s_topic_opened");
    case "chat_shared":
      return word("s_shared", { who, what: data.title ?? "" });
    default:
      return word("s_other");
  }
}

/** One line that stands for a message. */
export function summary(message) {
  if (message.kind === "service") return serviceWords(message);
  if (message.poll) return `${word("poll")}: ${message.poll.question}`;
  if (message.kind === "text") return shortened(message.text);
  const name = word(message.kind);
  return message.text ? `${name}, ${shortened(message.text)}` : name;
}

/** One line for a quote; `message` is what it quotes, if that is still on the phone. */
export function quoteWords(quote, message) {
  if (quote.text) return shortened(quote.text);
  return message === null ? "…" : summary(message);
}

function shortened(text) {
  const line = text.replace(/\s+/g, " ").trim();
  const letters = [...line];
  return letters.length > SHORT ? `${letters.slice(0, SHORT).join("")}…` : line;
}

function fullName(user) {
  return [user.first_name, user.last_name].filter(Boolean).join(" ");
}
