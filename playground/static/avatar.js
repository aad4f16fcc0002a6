// The round pictures beside names, and the colours that tell people apart.

import { el } from "./dom.js";
import { icon } from "./icons.js";

const ROBOT = "#2563c9";
const COLORS = ["#b3402f", "#96590a", "#6b4bc4", "#2a7a3f", "#0f6f7c", "#1f66b0", "#ab2f6f"];

/** The colour of somebody's name in a group; all bots share one. */
export function colorOf(id, isBot = false) {
  if (isBot) return ROBOT;
  return COLORS[Math.abs(Number(id)) % COLORS.length];
}

/** Draw a person's, a bot's or a group's picture; `color` replaces the one that follows the id. */
export function avatar({ id, name, isBot = false, color = null }) {
  const inside = isBot ? icon("bot") : initial(name);
  return el(
    "span",
    { class: "avatar", "aria-hidden": "true", style: { "--own": color ?? colorOf(id, isBot) } },
    inside,
  );
}

function initial(name) {
  return [...name.trim()][0]?.toUpperCase() ?? "?";
}
