// Two runs: what they were run on, which verdicts changed, and why.
import { scenario_address } from "../modules/address.js";
import { Part, folded, h } from "../modules/dom.js";
import { label, number, pick, say } from "../modules/language.js";
import { cause_of } from "./failure-groups.js";
import { rule_link } from "./rule-card.js";
import { verdict_mark } from "./verdict-mark.js";

const MOST_CHANGES = 200;

function without(one, other) {
  return one.filter((each) => !other.includes(each));
}

/** Changes by what they share: from which verdict to which, and the cause of the one that did not pass. */
function by_cause(run, changed) {
  const all = new Map();
  for (const [before, now] of changed) {
    const [whose, { group }] = now.group >= 0 ? [run, now] : [run.other, before];
    const key = [before.verdict, now.verdict, whose.prefix, group].join(" ");
    if (!all.has(key)) all.set(key, { verdicts: [before.verdict, now.verdict], cause: whose.groups[group], pairs: [] });
    all.get(key).pairs.push([before, now]);
  }
  return [...all.values()].sort((a, b) => b.pairs.length - a.pairs.length);
}

// Rules and knobs, with what they say; ids are not broken at their hyphens.
function listed(run, ids) {
  const knobs = run.rulebook ? run.rulebook.knobs : [];
  return ids.map((id, place) => {
    const row = run.rows.get(id);
    const knob = knobs.find((each) => each.id === id);
    const title = pick(row ? row.because : knob && knob.question) || undefined;
    return [place > 0 && ", ", h("span", { class: "whole", title }, row ? rule_link(id) : id)];
  });
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
            by_cause(run, changed).map((each) => this.group(run, each)),
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

  group(run, { verdicts: [before, now], cause, pairs }) {
    const changes = () =>
      h(
        "ol",
        { class: "turned" },
        pairs.slice(0, MOST_CHANGES).map((pair) => this.change(run, ...pair)),
      );
    return h(
      "li",
      { class: `group ${now}` },
      h(
        "p",
        { class: "head" },
        verdict_mark(before),
        "→",
        verdict_mark(now),
        h("b", null, say("verdicts_changed", number(pairs.length))),
        cause && cause.do && h("span", null, label(cause.do)),
      ),
      cause && cause_of(run, cause),
      pairs.length === 1 ? changes() : folded(say("show_group", number(pairs.length)), changes),
    );
  }

  change(run, before, now) {
    const gone = [...without(before.rules, now.rules), ...without(before.knobs, now.knobs)];
    const come = [...without(now.rules, before.rules), ...without(now.knobs, before.knobs)];
    return h(
      "li",
      null,
      h(
        "p",
        null,
        h("a", { class: "open", href: scenario_address(now.id, now.step || undefined) }, pick(now.title) || now.id),
      ),
      h("p", { class: "id" }, now.id),
      (gone.length > 0 || come.length > 0) &&
        h(
          "p",
          null,
          h("span", { class: "key" }, say("why_changed")),
          gone.length > 0 && [say("rests_no_more", ""), listed(run, gone)],
          gone.length > 0 && come.length > 0 && " · ",
          come.length > 0 && [say("rests_newly", ""), listed(run, come)],
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
