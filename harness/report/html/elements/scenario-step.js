// One step: what was done, how it was answered, what changed, where the readings differ, and why.
import { href } from "../modules/address.js";
import { Part, folded, h } from "../modules/dom.js";
import { has_text, label, moment, pick, say, value_label } from "../modules/language.js";
import { label_of } from "./failure-groups.js";
import { verdict_mark } from "./verdict-mark.js";

/** The number of a step in its scenario: ids may occur again. */
export function step_anchor(index) {
  return "step-" + (index + 1);
}

function answer(step) {
  const facts = step.observed.has("outcome") ? step.observed : step.predicted;
  const parts = ["outcome", "obstacles", "warnings", "fee.amount", "roadside.finding"]
    .map((name) => [name, facts.get(name)])
    .filter(([, value]) => value !== undefined && value !== "[]" && value !== "none");
  return h(
    "dl",
    { class: "answer" },
    parts.map(([name, value]) =>
      h(
        "div",
        null,
        h("dt", null, label_of(name)),
        h("dd", { title: value }, name === "outcome" && has_text(value) ? say(value) : value_label(value)),
      ),
    ),
  );
}

function actor(step) {
  return has_text("lane_" + step.actor) ? say("lane_" + step.actor) : step.actor;
}

class ScenarioStep extends Part {
  render({ run, scenario, step, index, open }) {
    const details = folded(
      [
        h("span", { class: "place" }, index + 1),
        h("span", { class: "at" }, moment(step.at)),
        h("span", { class: "by" }, actor(step)),
        h("b", { class: "what" }, step.procedure === "client" ? say("client") : label(step.procedure)),
        step.id !== step.procedure && h("code", null, step.id),
        verdict_mark(step.verdict),
        step.verdict === "pass" &&
          step.predicted.get("outcome") === "refused" &&
          h("span", { class: "refused" }, say("refused")),
      ],
      () => this.content(run, scenario, step, index),
      { open, class: `step ${step.verdict}`, id: step_anchor(index) },
    );
    return details;
  }

  content(run, scenario, step, index) {
    return [
      step.differences.length > 0 && h("reading-table", { data: { step } }),
      step.detail && h("p", { class: "detail" }, pick(step.detail)),
      step.differences.map((each) => this.remark(each)),
      step.notes.map((each) =>
        h(
          "p",
          { class: "detail" },
          say("note_of", label_of(each.name), each.expected, each.observed ?? each.predicted),
        ),
      ),
      answer(step),
      this.inputs(step),
      step.papers.length > 0 &&
        h(
          "section",
          null,
          h("h3", null, say("papers")),
          h(
            "div",
            { class: "papers" },
            step.papers.map((paper) => h("paper-sheet", { data: { paper, step } })),
          ),
        ),
      h("state-table", { data: { step } }),
      this.rules(run, step),
      step.client && this.client(step.client),
      step.apdus.length > 0 &&
        folded(
          [
            say("exchanges"),
            " ",
            h("small", null, say("exchanges_count", step.apdus.filter((each) => !each.reset).length)),
          ],
          () => h("apdu-list", { data: step }),
          { class: "exchanges" },
        ),
      this.foot(scenario, step, index),
    ];
  }

  remark(difference) {
    if (difference.reason) return h("p", { class: "detail" }, label_of(difference.name), ": ", pick(difference.reason));
    if (difference.kind !== "invariant") return undefined;
    return h(
      "div",
      { class: "detail" },
      h("p", null, h("b", null, say("invariant"), ": "), pick(difference.because) || difference.name),
      h(
        "ul",
        null,
        difference.facts.map(([name, value]) => h("li", null, label(name), " = ", h("code", null, value))),
      ),
    );
  }

  inputs(step) {
    const shown = [...step.inputs.map(([name, value]) => [label_of_input(name), value, name])];
    if (step.who !== "holder") shown.unshift([say("who"), step.who, "who"]);
    shown.unshift([say("place"), step.place, "place"]);
    return h(
      "dl",
      { class: "inputs", "aria-label": say("inputs") },
      shown
        .filter(([, value]) => value !== undefined && value !== "none" && value !== "[]" && value !== "")
        .map(([name, value, title]) =>
          h("div", null, h("dt", { title }, name), h("dd", { title: value }, value_label(value))),
        ),
    );
  }

  rules(run, step) {
    const shown = step.rules.filter((each) => each.fired || each.deciding);
    const others = step.rules.filter((each) => !shown.includes(each));
    shown.sort((a, b) => Number(b.deciding) - Number(a.deciding));
    if (step.rules.length === 0 && step.knobs.length === 0) return undefined;
    const card = (rule) => h("rule-card", { data: { run, rule, row: run.rows.get(rule.id) } });
    return h(
      "section",
      { class: "rules" },
      h("h3", null, say("rules_of_step")),
      shown.map(card),
      others.length > 0 && folded(say("other_rules", others.length), () => others.map(card)),
      step.knobs.length > 0 &&
        h(
          "p",
          null,
          h("span", { class: "key" }, say("rests_on")),
          step.knobs.map((id) => [
            h("a", { href: href({ view: "knobs", knob: id, scenario: undefined, step: undefined }) }, id),
            " ",
          ]),
        ),
    );
  }

  client(client) {
    return h(
      "section",
      { class: "client" },
      h("h3", null, say("client")),
      h("pre", null, client.command.join(" ")),
      h("p", null, client.run ? say("ended", pick(client.ending)) : say("client_not_run")),
      client.output && [h("p", { class: "key" }, say("output")), h("pre", null, client.output)],
      client.error && [h("p", { class: "key" }, say("error_output")), h("pre", null, client.error)],
    );
  }

  foot(scenario, step, index) {
    const place = `${step.spot.file}:${step.spot.line}`;
    return h(
      "p",
      { class: "foot" },
      h("code", null, place),
      h("a", { href: href({ step: step_name(step, index) }) }, say("step_link")),
    );
  }
}

/** As it stands in the address. */
export function step_name(step) {
  return step.id;
}

function label_of_input(name) {
  const known = label("input." + name);
  return known === "input." + name ? name : known;
}

customElements.define("scenario-step", ScenarioStep);
