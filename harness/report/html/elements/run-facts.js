// How the run ended: counts that filter the list, and what was run on what.
import { address, go } from "../modules/address.js";
import { VERDICTS_BY_WEIGHT } from "../modules/data.js";
import { Part, h } from "../modules/dom.js";
import { duration, number, say } from "../modules/language.js";
import { assumed_values } from "./knob-values.js";
import { verdict_mark } from "./verdict-mark.js";

function short(digest) {
  return digest && h("code", { title: digest }, digest.slice(0, 12));
}

function started(text) {
  return text && text.replace("T", " ").replace(/\.\d+Z$/, " UTC");
}

class RunFacts extends Part {
  render({ run, filters }) {
    const { counts } = run.end;
    const told = run.scenarios.length;
    const tile = (verdict) =>
      h(
        "button",
        {
          type: "button",
          class: `tile ${verdict}`,
          "aria-pressed": String(filters.verdict === verdict),
          "data-verdict": verdict,
          onclick: () => go({ verdict: address().verdict === verdict ? undefined : verdict }),
        },
        h("span", { class: "count" }, number(counts[verdict])),
        verdict_mark(verdict),
      );
    const bad = counts.fail + counts.error + counts.undecided + counts.flaky;
    return [
      h("h1", null, say("overview")),
      run.end.interrupted && h("p", { class: "note alarm" }, say("interrupted")),
      told === 0
        ? h("p", { class: "note" }, say("nothing_ran"))
        : bad === 0 && h("p", { class: "note good" }, say("all_passed")),
      h(
        "div",
        { class: "tiles" },
        VERDICTS_BY_WEIGHT.filter((each) => counts[each] > 0 || ["pass", "fail"].includes(each)).map(tile),
        counts.not_run > 0 &&
          h(
            "div",
            { class: "tile" },
            h("span", { class: "count" }, number(counts.not_run)),
            h("span", null, say("not_run")),
          ),
      ),
      this.bar(counts, told),
      this.facts(run),
    ];
  }

  /** Which counts filter the list. */
  press(filters) {
    for (const each of this.querySelectorAll("button.tile"))
      each.setAttribute("aria-pressed", String(filters.verdict === each.dataset.verdict));
  }

  bar(counts, all) {
    return h(
      "div",
      { class: "bar", "aria-hidden": "true" },
      VERDICTS_BY_WEIGHT.filter((each) => counts[each] > 0).map((each) => {
        const part = h("span", { class: each });
        part.style.flexGrow = String(Math.max(counts[each], all / 100));
        return part;
      }),
    );
  }

  facts(run) {
    const { origin } = run.run;
    const assumed = Object.entries({ ...run.run.assumptions, ...run.run.oracle_assumptions });
    const rows = [
      ["scenarios", number(run.scenarios.length)],
      ["steps", number(run.end.counts.steps)],
      ["duration", duration(run.end.measured_ms)],
      ["started", started(origin.measured_start)],
      ["judged", this.judged(run)],
      ["system", run.run.system || say("builtin")],
      ["transport", run.run.transport],
      ["assumed", assumed.length > 0 && assumed_values(run, assumed)],
      ["seed", run.run.seed && h("code", null, run.run.seed)],
      ["version", origin.version],
      ["commit", short(origin.commit)],
      ["rulebook", short(origin.rulebook)],
      ["digest", short(run.end.digest)],
    ].filter(([, value]) => value);
    return h(
      "dl",
      { class: "facts", "aria-label": say("run") },
      rows.map(([key, value]) => h("div", null, h("dt", null, say(key)), h("dd", null, value))),
    );
  }

  judged({ judged: [predicted, observed] }) {
    if (predicted === 0) return undefined;
    return say("judged_value", Math.floor((100 * observed) / predicted), number(predicted - observed));
  }
}

customElements.define("run-facts", RunFacts);
