// A verdict as a mark and a word: never by colour alone.
import { h } from "../modules/dom.js";
import { say } from "../modules/language.js";

const MARKS = { pass: "✓", skip: "–", xfail: "×", undecided: "?", flaky: "~", fail: "✗", error: "!" };

export function verdict_mark(verdict, text = say(verdict)) {
  return h("span", { class: `verdict ${verdict}` }, h("span", { "aria-hidden": "true" }, MARKS[verdict], " "), text);
}
