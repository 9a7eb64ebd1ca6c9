// Knobs: what the sources leave open, how many verdicts rest on each, and which turn where it was tried otherwise.
import { href, scenario_address } from "../modules/address.js";
import { Part, folded, h } from "../modules/dom.js";
import { UNFILTERED } from "../modules/filter.js";
import { number, pick, say } from "../modules/language.js";
import { knob_value, knob_values } from "./knob-values.js";
import { verdict_mark } from "./verdict-mark.js";

// "file#id[case, A-10=erased]": --all-assumptions names a variant so.
const VARIANT = /^(.*?)(?:\[(?:(.*), )?(A-\w+)=([^\],]+)\])$/;

/** knob → value → [[scenario, variant], ...] */
function variants_of(run) {
  const all = new Map();
  for (const variant of run.scenarios) {
    const [, head, own_case, knob, value] = variant.id.match(VARIANT) || [];
    const scenario = knob && run.by_id.get(own_case ? `${head}[${own_case}]` : head);
    if (!scenario) continue;
    if (!all.has(knob)) all.set(knob, new Map());
    const values = all.get(knob);
    if (!values.has(value)) values.set(value, []);
    values.get(value).push([scenario, variant]);
  }
  return all;
}

/** Of two runs that differ in one knob every verdict that both have. */
function turned_by_run(run) {
  if (!run.other) return undefined;
  const value = (each, knob) => each.run.assumptions[knob.id] ?? knob.default;
  const different = run.rulebook.knobs.filter((knob) => value(run, knob) !== value(run.other, knob));
  if (different.length !== 1) return undefined;
  const pairs = run.other.scenarios.map((each) => [each, run.by_id.get(each.id)]).filter(([, now]) => now);
  return { knob: different[0].id, value: value(run, different[0]), pairs };
}

function turning(pairs) {
  return pairs.filter(([one, other]) => one.verdict !== other.verdict);
}

function count(sizes) {
  return sizes.reduce((sum, each) => sum + each, 0);
}

class KnobsView extends Part {
  render({ run, filters }) {
    const variants = variants_of(run);
    const by_run = turned_by_run(run);
    if (by_run) variants.set(by_run.knob, new Map([[by_run.value, by_run.pairs]]));
    const rest = run.end.counts.assumptions;
    const turned = new Map(
      [...variants].map(([id, values]) => [id, count([...values.values()].map((pairs) => turning(pairs).length))]),
    );
    // Those on which a verdict hangs first: that is what one comes for.
    const order = (knob) => [turned.get(knob.id) || 0, rest[knob.id] || 0];
    const knobs = [...run.rulebook.knobs].sort((a, b) => {
      const [[a_turned, a_rest], [b_turned, b_rest]] = [order(a), order(b)];
      return b_turned - a_turned || b_rest - a_rest;
    });
    const turning_ones = [...turned.values()].filter((each) => each > 0);
    const heads = ["knob", "value_here", "verdicts_rest", "turns"];
    return [
      h("h1", null, say("knobs")),
      h("p", { class: "quiet" }, say("knobs_hint")),
      variants.size > 0 &&
        h(
          "p",
          { class: "tried" },
          say(
            "knobs_tried",
            number(
              count([...variants.values()].flatMap((values) => [...values.values()].map((pairs) => pairs.length))),
            ),
            number(count(turning_ones)),
            number(turning_ones.length),
            number(variants.size),
          ),
        ),
      h(
        "table",
        { class: "knobs" },
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            heads.map((each) => h("th", { scope: "col" }, say(each))),
          ),
        ),
        h(
          "tbody",
          null,
          knobs.map((knob) => this.row(run, knob, rest[knob.id] || 0, variants.get(knob.id), filters)),
        ),
      ),
    ];
  }

  row(run, knob, resting, variants, filters) {
    const here = run.run.assumptions[knob.id] ?? knob.default;
    return h(
      "tr",
      { class: filters.knob === knob.id ? "chosen" : undefined, id: knob.id },
      h("th", { scope: "row" }, h("code", null, knob.id), " ", pick(knob.question)),
      h("td", null, knob_values(knob, here)),
      h(
        "td",
        { class: "number", "data-head": say("verdicts_rest") },
        resting > 0
          ? h(
              "a",
              { href: href({ ...UNFILTERED, view: undefined, knob: knob.id, scenario: undefined }) },
              number(resting),
            )
          : "0",
      ),
      h(
        "td",
        { "data-head": say("turns") },
        variants
          ? [...variants].map(([value, pairs]) => this.turns(knob_value(knob, value), pairs))
          : h("span", { class: "quiet" }, "–"),
      ),
    );
  }

  turns(value, pairs) {
    const turned = turning(pairs);
    if (turned.length === 0) return h("p", { class: "quiet" }, say("none_turns", value, number(pairs.length)));
    return folded(say("turned", value, number(turned.length), number(pairs.length)), () =>
      h(
        "ul",
        null,
        turned.map(([one, other]) =>
          h(
            "li",
            null,
            h("a", { href: scenario_address(other.id) }, pick(other.title) || other.id),
            " ",
            verdict_mark(one.verdict),
            " → ",
            verdict_mark(other.verdict),
          ),
        ),
      ),
    );
  }
}

customElements.define("knobs-view", KnobsView);
