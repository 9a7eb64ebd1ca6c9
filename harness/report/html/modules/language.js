// In which language the page speaks, and what things are called in it.
import { TEXTS } from "./texts.js";

let spoken = "en";
let labels = {};

export function speak(wanted, words) {
  spoken = wanted;
  if (words) labels = words;
  document.documentElement.lang = wanted;
}

export function language() {
  return spoken;
}

/** Of a pair [English, Japanese] the one that is spoken; where it is empty, the other. */
export function pick(pair) {
  if (!pair) return "";
  return (spoken === "ja" ? pair[1] || pair[0] : pair[0] || pair[1]) || "";
}

/** A text of the page with its places, {0} and so on, filled in. */
export function say(key, ...values) {
  const text = pick(TEXTS[key] || [key, key]);
  return text.replace(/\{(\d)\}/g, (_, place) => String(values[place]));
}

export function has_text(key) {
  return Object.hasOwn(TEXTS, key);
}

/** What a fact, an input, a procedure or a code is called; the name itself where nobody says. */
export function label(name) {
  return Object.hasOwn(labels, name) ? pick(labels[name]) : name;
}

/** In both languages, for whoever searches. */
export function both_labels(name) {
  return [name, ...(Object.hasOwn(labels, name) ? labels[name] : [])].join("\n");
}

/** A label without what it explains behind a semicolon: for tables. */
export function short_label(name) {
  return label(name).split(/; |, or none\b|；/)[0];
}

/** The value of a fact: a word's label, of a set each member's. */
export function value_label(text) {
  if (text.startsWith("[") && text.endsWith("]")) {
    const members = text.slice(1, -1).split(", ").filter(Boolean);
    return members.length === 0 ? pick(["none", "なし"]) : members.map(label).join(spoken === "ja" ? "、" : ", ");
  }
  if (text === "true") return pick(["yes", "はい"]);
  if (text === "false") return pick(["no", "いいえ"]);
  if (is_moment(text)) return moment(text);
  return label(text);
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/;

/** Whether it is a day or a moment as facts have it. */
export function is_moment(text) {
  return MOMENT.test(text);
}

/** "2026-05-01T09:00" as people write it, in the language of the page or another. */
export function moment(text, tongue = spoken) {
  const [day, time] = text.split("T");
  const [year, month, date] = day.split("-");
  const shown = tongue === "ja" ? `${year}年${Number(month)}月${Number(date)}日` : day;
  return time ? `${shown} ${time}` : shown;
}

export function duration(ms) {
  if (ms < 1000) return say("ms", Math.round(ms));
  if (ms < 60000) return say("seconds", (ms / 1000).toFixed(1));
  return say("minutes", Math.floor(ms / 60000), Math.round((ms % 60000) / 1000));
}

export function number(value) {
  return value.toLocaleString(spoken === "ja" ? "ja-JP" : "en-GB");
}
