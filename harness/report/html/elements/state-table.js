// What a step changed, and the state of card, registers and papers after it.
import { Part, breakable, folded, h } from "../modules/dom.js";
import { label, say, short_label, value_label } from "../modules/language.js";

const GROUPS = [
  ["card_group", /^(card|next_card|previous_card|phone|signature_submission)\./],
  ["registry_group", /^(licence|driver_registry|resident_register|family_register|history_record|card_application)\./],
  [
    "papers_group",
    /^(delivery_notice|record_printout|receipt|licence_document|history_document|issued_document|equivalent_document|renewal_notice|holder)\./,
  ],
  ["rest_group", /\./],
];

function group_of(name) {
  return GROUPS.find(([, pattern]) => pattern.test(name));
}

function value(text) {
  if (text === undefined) return h("span", { class: "quiet" }, "–");
  return h("span", { title: text, class: text === "none" ? "quiet" : undefined }, value_label(text));
}

class StateTable extends Part {
  render({ step }) {
    return [
      step.changes.length === 0 ? h("p", { class: "quiet" }, say("nothing_changed")) : this.changes(step),
      folded(say("state"), () => this.state(step), { class: "state" }),
    ];
  }

  changes(step) {
    return h(
      "table",
      { class: "changes" },
      h("caption", null, say("changed")),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          ["fact", "before", "after"].map((each) => h("th", { scope: "col" }, say(each))),
        ),
      ),
      h(
        "tbody",
        null,
        step.changes.map(({ name, was, is }) =>
          h(
            "tr",
            null,
            h(
              "th",
              { scope: "row", title: label(name) },
              short_label(name),
              h("span", { class: "id" }, breakable(name)),
            ),
            h("td", { class: "was" }, value(was)),
            h(
              "td",
              { class: "is" },
              value(is),
              !step.observed.has(name) && h("span", { class: "quiet" }, " ", say("not_observed_mark")),
            ),
          ),
        ),
      ),
    );
  }

  state(step) {
    const facts = [...step.predicted].filter(([name]) => name.includes("."));
    const changed = new Set(step.changes.map((each) => each.name));
    return GROUPS.map((group) => {
      const own = facts.filter(([name]) => group_of(name) === group);
      if (own.length === 0) return undefined;
      return h(
        "section",
        { class: "state-group" },
        h("h3", null, say(group[0])),
        h(
          "dl",
          null,
          own.map(([name, text]) =>
            h(
              "div",
              { class: changed.has(name) ? "changed" : undefined },
              h("dt", { title: `${name}: ${label(name)}` }, short_label(name)),
              h(
                "dd",
                null,
                value(step.observed.get(name) ?? text),
                !step.observed.has(name) && h("span", { class: "quiet" }, " ", say("not_observed_mark")),
              ),
            ),
          ),
        ),
      );
    });
  }
}

customElements.define("state-table", StateTable);
