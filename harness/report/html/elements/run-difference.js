// A scenario of two runs side by side: the first step that ended otherwise, and in what.
import { open_scenario } from "../modules/chunk.js";
import { Part, breakable, h } from "../modules/dom.js";
import { label, say, value_label } from "../modules/language.js";
import { label_of } from "./failure-groups.js";
import { verdict_mark } from "./verdict-mark.js";

const COLUMNS = [
  ["earlier", "predicted"],
  ["earlier", "observed"],
  ["later", "predicted"],
  ["later", "observed"],
];

function facts_that_differ(before, now) {
  const names = new Set([
    ...before.predicted.keys(),
    ...now.predicted.keys(),
    ...before.observed.keys(),
    ...now.observed.keys(),
  ]);
  return [...names]
    .filter((name) => ["predicted", "observed"].some((reading) => before[reading].get(name) !== now[reading].get(name)))
    .sort();
}

class RunDifference extends Part {
  render({ before, now }) {
    Promise.all([open_scenario(before), open_scenario(now)]).then(([one, other]) =>
      this.replaceChildren(...this.compared(one, other).flat()),
    );
    return h("p", { class: "quiet" }, say("loading"));
  }

  compared(one, other) {
    const steps = Math.max(one.steps.length, other.steps.length);
    for (let i = 0; i < steps; ++i) {
      const [before, now] = [one.steps[i], other.steps[i]];
      if (!before || !now) break;
      const names = facts_that_differ(before, now);
      if (names.length === 0 && before.verdict === now.verdict) continue;
      return [
        h(
          "p",
          null,
          say("first_different_step", `${i + 1}. ${label(now.procedure)}`),
          " ",
          verdict_mark(before.verdict),
          " → ",
          verdict_mark(now.verdict),
        ),
        names.length > 0 && this.table(before, now, names),
        ...this.rules(before, now),
      ].filter(Boolean);
    }
    return [h("p", null, say("same_steps"))];
  }

  table(before, now, names) {
    const cell = ([run, reading], name) => {
      const value = (run === "earlier" ? before : now)[reading].get(name);
      const same = (run === "earlier" ? now : before)[reading].get(name) === value;
      const text = value === undefined ? say("no_word") : value_label(value);
      return h(
        "td",
        { class: value === undefined ? "quiet" : undefined, title: value, "data-head": `${say(run)}: ${say(reading)}` },
        same ? text : h("mark", null, text),
      );
    };
    return h(
      "table",
      { class: "readings" },
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          h("th", { scope: "col" }, say("fact")),
          COLUMNS.map(([run, reading]) => h("th", { scope: "col" }, `${say(run)}: ${say(reading)}`)),
        ),
      ),
      h(
        "tbody",
        null,
        names.map((name) =>
          h(
            "tr",
            null,
            h("th", { scope: "row" }, label_of(name), h("span", { class: "id" }, breakable(name))),
            COLUMNS.map((column) => cell(column, name)),
          ),
        ),
      ),
    );
  }

  rules(before, now) {
    const fired = (step) => new Set(step.rules.filter((each) => each.fired).map((each) => each.id));
    const [was, is] = [fired(before), fired(now)];
    const why = (step, id) => step.rules.find((each) => each.id === id);
    const card = (step, id) =>
      h("rule-card", { data: { run: this.data.run, rule: why(step, id), row: this.data.run.rows.get(id) } });
    return [
      ...[...was]
        .filter((id) => !is.has(id))
        .map((id) => [h("p", { class: "key" }, say("rests_no_more", id)), card(before, id)]),
      ...[...is]
        .filter((id) => !was.has(id))
        .map((id) => [h("p", { class: "key" }, say("rests_newly", id)), card(now, id)]),
    ].flat();
  }
}

customElements.define("run-difference", RunDifference);
