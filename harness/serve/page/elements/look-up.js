// A rule among those of its decision, or a knob, over the step that names it.
import { Part, h } from "../modules/dom.js";
import { pick, say } from "../modules/language.js";
import { knob_values } from "./knob-values.js";

/** `run`: with the rulebook; `rule`, `knob`: an id; `left`: called when it is closed. */
class LookUp extends Part {
  render({ run, rule, knob, left }) {
    const content = this.rule(run, run.rows.get(rule)) || this.knob(run.rulebook.knobs.find(({ id }) => id === knob));
    return h(
      "dialog",
      { class: "look-up", "aria-label": rule || knob, onclose: left },
      h("form", { method: "dialog" }, h("button", { type: "submit" }, say("close"))),
      content || h("p", { class: "note" }, say("none_found")),
    );
  }

  connectedCallback() {
    super.connectedCallback();
    this.querySelector("dialog").showModal();
  }

  rule(run, row) {
    if (!row) return undefined;
    const others = row.decision.rules.filter((each) => each.id !== row.id);
    const card = (each) => h("rule-card", { data: { run, row: each, here: true } });
    return [
      h("h2", null, pick(row.decision.question)),
      card(row),
      others.length > 0 && h("h3", null, say("rules_beside")),
      others.map(card),
    ];
  }

  knob(knob) {
    return knob && [h("h2", null, h("code", null, knob.id), " ", pick(knob.question)), knob_values(knob, knob.default)];
  }
}

customElements.define("look-up", LookUp);
