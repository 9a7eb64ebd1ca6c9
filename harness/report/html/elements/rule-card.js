// A rule: what it says, its quotation, where that stands, when it is in force, and why it fired or did not.
import { following } from "../modules/address.js";
import { Part, h } from "../modules/dom.js";
import { label, language, moment, pick, say, value_label } from "../modules/language.js";

export function rule_link(id) {
  const changes = { view: "rules", rule: id, scenario: undefined, step: undefined };
  return following(h("a", { class: "rule-id" }, id), changes);
}

function window_of(rule) {
  const parts = [
    rule.from && say("from_day", moment(rule.from)),
    rule.until && say("until_day", moment(rule.until)),
    rule.where && say("only_in", rule.where.map(label).join(", ")),
  ].filter(Boolean);
  return parts.length === 0 ? undefined : h("p", null, h("span", { class: "key" }, say("valid")), parts.join(" · "));
}

function source_of(run, source) {
  if (source.from) return h("p", null, say("inferred", source.from.join(", ")));
  if (source.defined) return h("p", null, say("defined", pick(source.defined)));
  const document = run.rulebook.documents[source.document];
  return h(
    "figure",
    null,
    (source.quotes || []).map((quote) => h("blockquote", { lang: "ja" }, "「", quote, "」")),
    h("figcaption", null, document ? pick(document) : source.document),
  );
}

/** `rule`: what an event says of it, else nothing; `row`: the rulebook's row of that id; `here`: this is where its link leads. */
class RuleCard extends Part {
  render({ run, rule, row, here }) {
    const shown = row || rule;
    const head = h(
      "p",
      { class: "head" },
      here ? h("b", { class: "rule-id" }, shown.id) : rule_link(shown.id),
      rule && h("span", { class: rule.fired ? "did" : "did-not" }, rule.fired ? say("fired") : say("did_not_fire")),
      rule && rule.deciding && h("span", { class: "deciding" }, say("decides")),
      h("span", null, pick((rule && rule.because) || shown.because)),
    );
    return [
      head,
      rule && rule.why && h("p", { class: "why" }, pick(rule.why).replace(/[;；。]\s*(source|出典).*$/s, "")),
      row && row.when && this.cells(row),
      shown.then &&
        h(
          "p",
          null,
          h("span", { class: "key" }, say("then")),
          h("code", null, (rule && rule.then) || shown.then),
          " ",
          label_after(shown.then),
        ),
      row && window_of(row),
      row && (row.sources || []).map((source) => source_of(run, source)),
      row && h("p", { class: "quiet" }, `${row.place[0]}:${row.place[1]}`),
    ];
  }

  cells(row) {
    return h(
      "ul",
      { class: "cells", "aria-label": say("when") },
      row.when.map(([fact, test]) =>
        h("li", null, h("span", { title: fact }, label(fact)), " ", h("code", null, test), " ", words_of(test)),
      ),
    );
  }
}

// A cell that lists words, in words.
function words_of(test) {
  const named = test.split(/, ?/).map((each) => value_label(each));
  return named.join(", ") === test ? "" : h("span", { class: "quiet" }, named.join(language() === "ja" ? "、" : ", "));
}

// "NOT_SUBMITTED" means something to whoever knows the code.
function label_after(then) {
  const named = value_label(then);
  return named === then ? "" : h("span", { class: "quiet" }, named);
}

customElements.define("rule-card", RuleCard);
