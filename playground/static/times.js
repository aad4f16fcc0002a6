// The desk's time and how the page writes it: in the desk's time zone where the server names one.

import { language } from "./words.js";

const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const DAY = { month: "short", day: "numeric", weekday: "short" };
const DATE = { year: "numeric", month: "2-digit", day: "2-digit" };
const formatters = new Map(); // options: language and zone: formatter

let zone;
let shown = null; // the desk's time when it was last told, in milliseconds
let told = 0; // the page's own steady clock at that moment

/** Take over what the server says of the desk's time; null means the time of the wall. */
export function setClock(iso) {
  shown = iso === null ? null : Date.parse(iso);
  told = performance.now();
}

/** Use this IANA time zone; null means the browser's. */
export function setZone(name) {
  zone = name ?? undefined;
}

/** The desk's time, as a Date. */
export function now() {
  return new Date(shown === null ? Date.now() : shown + performance.now() - told);
}

/** "14:05" of a Date or Unix seconds. */
export function clockTime(time) {
  return format(time, TIME);
}

/** "3月2日 周一" of a Date or Unix seconds. */
export function day(time) {
  return format(time, DAY);
}

/** A text that differs between days in the desk's time zone. */
export function dayKey(time) {
  return format(time, DATE);
}

/** "0:07" of seconds. */
export function length(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function format(time, options) {
  const date = time instanceof Date ? time : new Date(time * 1000);
  return formatter(options).format(date);
}

/** A formatter is slow to make, so each is made once for a language and zone. */
function formatter(options) {
  const key = `${language()} ${zone}`;
  const known = formatters.get(options) ?? new Map();
  formatters.set(options, known);
  if (!known.has(key)) {
    known.set(key, new Intl.DateTimeFormat(language(), { ...options, timeZone: zone }));
  }
  return known.get(key);
}
