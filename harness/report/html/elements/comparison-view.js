// Two runs: what they were run on, which verdicts changed, and why.
import { scenario_address } from "../modules/address.js";
import { Part, folded, h } from "../modules/dom.js";
import { number, pick, say } from "../modules/language.js";
import { verdict_mark } from "./verdict-mark.js";

const MOST_CHANGES = 200;

function without(one, other) {
  return one.filter((each) => !other.includes(each));
}

// Ids that are not broken at their hyphens.
function listed(ids) {
  return ids.map((id, place) => [place > 0 && ", ", h("span", { class: "whole" }, id)]);
}

class ComparisonView extends Part {
  render({ run }) {
    const { other } = run;
    if (!other) return h("p", { class: "note" }, say("none_found"));
    const both = other.scenarios.map((before) => [before, run.by_id.get(before.id)]).filter(([, now]) => now);
    const changed = both.filter(([before, now]) => before.verdict !== now.verdict);
    const only_before = other.scenarios.filter((each) => !run.by_id.has(each.id));
    const only_now = run.scenarios.filter((each) => !other.by_id.has(each.id));
    return [
      h("h1", null, say("comparison")),
      h(
        "p",
        null,
        say(
          "comparison_hint",
          ...[changed.length, both.length - changed.length, only_before.length, only_now.length].map(number),
        ),
      ),
      this.wholes(other, run),
      h("h2", null, say("changed_verdicts")),
      changed.length === 0
        ? h("p", { class: "note good" }, say("nothing_turned"))
        : h(
            "ol",
            { class: "groups" },
            changed.slice(0, MOST_CHANGES).map((pair) => this.change(run, ...pair)),
          ),
      this.missing("only_before", only_before),
      this.missing("only_now", only_now),
    ];
  }

  wholes(before, now) {
    const told = ({ run, end }) => ({
      version: run.origin.version,
      commit: run.origin.commit,
      rulebook: run.origin.rulebook,
      seed: run.seed,
      system: run.system || say("builtin"),
      transport: run.transport,
      assumed: Object.entries(run.assumptions)
        .map(([id, value]) => `${id}=${value}`)
        .join(", "),
      digest: end.digest,
    });
    const [one, other] = [told(before), told(now)];
    const different = Object.keys(one).filter((key) => (one[key] || "") !== (other[key] || ""));
    if (different.length === 0) return h("p", { class: "quiet" }, say("no_difference"));
    const short = (text) =>
      /^[0-9a-f]{40,}$/.test(text) ? h("code", { title: text }, text.slice(0, 12)) : text || "–";
    return h(
      "table",
      { class: "wholes" },
      h("caption", null, say("runs_differ")),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          h("td", null),
          ["earlier", "later"].map((each) => h("th", { scope: "col" }, say(each))),
        ),
      ),
      h(
        "tbody",
        null,
        different.map((key) =>
          h(
            "tr",
            null,
            h("th", { scope: "row" }, say(key)),
            h("td", null, short(one[key])),
            h("td", null, short(other[key])),
          ),
        ),
      ),
    );
  }

  change(run, before, now) {
    const gone = [...without(before.rules, now.rules), ...without(before.knobs, now.knobs)];
    const come = [...without(now.rules, before.rules), ...without(now.knobs, before.knobs)];
    return h(
      "li",
      { class: `group ${now.verdict}` },
      h(
        "p",
        { class: "head" },
        verdict_mark(before.verdict),
        "→",
        verdict_mark(now.verdict),
        h("a", { class: "open", href: scenario_address(now.id, now.step || undefined) }, pick(now.title) || now.id),
      ),
      h("p", { class: "id" }, now.id),
      (gone.length > 0 || come.length > 0) &&
        h(
          "p",
          null,
          h("span", { class: "key" }, say("why_changed")),
          gone.length > 0 && [say("rests_no_more", ""), listed(gone)],
          gone.length > 0 && come.length > 0 && " · ",
          come.length > 0 && [say("rests_newly", ""), listed(come)],
        ),
      folded(say("side_by_side"), () => h("run-difference", { data: { run, before, now } })),
    );
  }

  missing(key, scenarios) {
    if (scenarios.length === 0) return undefined;
    return folded([say(key), " ", h("small", null, number(scenarios.length))], () =>
      h(
        "ul",
        null,
        scenarios.slice(0, MOST_CHANGES).map((each) => h("li", null, h("code", null, each.id))),
      ),
    );
  }
}

customElements.define("comparison-view", ComparisonView);
