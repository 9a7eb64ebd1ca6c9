// What did not pass, by cause: a hundred failures of one cause are one row.
import { following } from "../modules/address.js";
import { VERDICTS, VERDICTS_BY_WEIGHT } from "../modules/data.js";
import { Part, h } from "../modules/dom.js";
import { UNFILTERED } from "../modules/filter.js";
import { label, number, pick, say, short_label } from "../modules/language.js";
import { rule_link } from "./rule-card.js";
import { verdict_mark } from "./verdict-mark.js";

const MOST_NAMES = 4;

function because(run, id) {
  const row = run.rows.get(id);
  return row && row.because ? h("span", { class: "quiet" }, pick(row.because), " ") : "";
}

/** Which rules decide where the readings differ, and in what they do. */
export function cause_of(run, group) {
  const names = Object.entries(group.names).sort(([, a], [, b]) => b - a);
  const open = (VERDICTS[group.verdict] ?? group.verdict) === "undecided";
  return [
    group.failure && pick(group.detail) && h("p", null, pick(group.detail)),
    group.rules.length > 0 &&
      h(
        "p",
        null,
        h("span", { class: "key" }, say(open ? "rules_that_leave_open" : "rules_that_decide")),
        group.rules.map((id) => [rule_link(id), " ", because(run, id)]),
      ),
    names.length > 0 &&
      h(
        "p",
        null,
        h("span", { class: "key" }, say(open ? "what_is_open" : "what_differs")),
        names
          .slice(0, MOST_NAMES)
          .map(([name, count], place) => [
            place > 0 && " · ",
            h("span", { title: name }, label_of(name)),
            count < group.scenarios && ` (${count})`,
          ]),
        names.length > MOST_NAMES && ` · +${names.length - MOST_NAMES}`,
      ),
  ];
}

class FailureGroups extends Part {
  render({ run }) {
    const groups = run.groups.map((group, index) => ({ ...group, index, verdict: VERDICTS[group.verdict] }));
    if (groups.length === 0) return [];
    groups.sort(
      (a, b) =>
        VERDICTS_BY_WEIGHT.indexOf(a.verdict) - VERDICTS_BY_WEIGHT.indexOf(b.verdict) || b.scenarios - a.scenarios,
    );
    const bad = groups.reduce((sum, group) => sum + group.scenarios, 0);
    return h(
      "section",
      { "aria-labelledby": "failures" },
      h(
        "h2",
        { id: "failures" },
        say("failures"),
        " ",
        h("small", null, say("failures_hint", number(bad), groups.length)),
      ),
      h(
        "ol",
        { class: "groups" },
        groups.map((group) => this.group(run, group)),
      ),
    );
  }

  group(run, group) {
    const first = run.scenarios.find((each) => each.group === group.index);
    return h(
      "li",
      { class: `group ${group.verdict}` },
      h(
        "p",
        { class: "head" },
        verdict_mark(group.verdict),
        h("b", null, group.failure ? say(group.failure) : pick(group.detail) || say(group.verdict)),
        group.do && h("span", null, label(group.do)),
      ),
      cause_of(run, group),
      h(
        "p",
        { class: "actions" },
        group.scenarios > 1 &&
          following(h("a", { class: "strong" }, say("show_group", number(group.scenarios))), {
            ...UNFILTERED,
            group: String(group.index),
          }),
        first &&
          following(h("a", null, say("example", pick(first.title) || first.id)), {
            view: "scenario",
            scenario: first.id,
            step: first.step,
          }),
      ),
    );
  }
}

export function label_of(name) {
  return ["outcome", "obstacles", "warnings"].includes(name) ? say(name) : short_label(name);
}

customElements.define("failure-groups", FailureGroups);
