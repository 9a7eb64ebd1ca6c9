// Where the readings differ: predicted, observed and expected side by side, and inside a word what is different.
import { Part, breakable, h } from "../modules/dom.js";
import { pick, say, value_label } from "../modules/language.js";
import { label_of } from "./failure-groups.js";

const READINGS = ["predicted", "observed", "expected"];

/** The parts of `text` that `other` has as well, as [part, same]: the longest common row of characters. */
export function compared(text, other) {
  const a = [...text];
  const b = [...other];
  if (a.length * b.length > 40000) return [[text, text === other]];
  const best = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; --i)
    for (let j = b.length - 1; j >= 0; --j)
      best[i][j] = a[i] === b[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
  const parts = [];
  const put = (character, same) => {
    const last = parts.at(-1);
    if (last && last[1] === same) last[0] += character;
    else parts.push([character, same]);
  };
  for (let i = 0, j = 0; i < a.length;) {
    if (j < b.length && a[i] === b[j]) {
      put(a[i++], true);
      ++j;
    } else if (j < b.length && best[i][j + 1] > best[i + 1][j]) ++j;
    else put(a[i++], false);
  }
  return parts;
}

function members(text) {
  return text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1).split(", ").filter(Boolean) : undefined;
}

// A scenario may expect "not(none)" or ">= 6600": no value that could differ in a letter.
function is_cell(text) {
  return /[()<>,]/.test(text) && !text.startsWith("[");
}

/** A value, with what is not so in `other` marked: of a set whole members, else characters of like texts. */
function marked(text, other) {
  const set = members(text);
  const others = other !== undefined ? members(other) : undefined;
  if (set && others)
    return set.length === 0
      ? h("i", null, "[ ]")
      : set.map((each) => [h(others.includes(each) ? "span" : "mark", { title: value_label(each) }, each), " "]);
  if (other === undefined || other === text || is_cell(text) || is_cell(other)) return text;
  const parts = compared(text, other);
  const same = parts.reduce((sum, [part, is]) => sum + (is ? part.length : 0), 0);
  if (2 * same < text.length) return h("mark", null, text);
  return parts.map(([part, is]) => (is ? part : h("mark", null, part)));
}

function in_words(text, words) {
  return words === text ? undefined : h("span", { class: "quiet" }, words);
}

class ReadingTable extends Part {
  render({ step }) {
    const shown = step.differences.filter((each) => READINGS.some((reading) => each[reading] !== undefined));
    return h(
      "table",
      { class: "readings" },
      h("caption", null, say("readings")),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          h("th", { scope: "col" }, say("fact")),
          READINGS.map((each) => h("th", { scope: "col" }, say(each))),
        ),
      ),
      h(
        "tbody",
        null,
        shown.map((each) => this.row(each)),
      ),
    );
  }

  row(difference) {
    const against = { predicted: "observed", observed: "predicted", expected: "observed" };
    const cell = (reading) => {
      const text = difference[reading];
      if (text === undefined) return h("td", { class: "quiet", "data-head": say(reading) }, say("no_word"));
      return h(
        "td",
        { "data-head": say(reading) },
        h("code", null, marked(text, difference[against[reading]])),
        " ",
        reading === "observed" && difference.told
          ? in_words(text, pick(difference.told))
          : in_words(text, value_label(text)),
      );
    };
    const alone =
      difference.kind === "prediction" &&
      difference.expected === difference.observed &&
      difference.expected !== undefined;
    return [
      h(
        "tr",
        null,
        h("th", { scope: "row" }, label_of(difference.name), h("span", { class: "id" }, breakable(difference.name))),
        READINGS.map(cell),
      ),
      alone && h("tr", { class: "remark" }, h("td", { colspan: 4 }, say("rulebook_alone"))),
    ];
  }
}

customElements.define("reading-table", ReadingTable);
