// The view of the rulebook: every rule by area and every knob, to find by words and to look up.
import { address, go, href } from "../modules/address.js";
import { area_name } from "../modules/areas.js";
import { h } from "../modules/dom.js";
import { pick, say } from "../modules/language.js";
import { Staged } from "../modules/staged.js";
import { knob_values } from "./knob-values.js";

// In both languages, whichever is spoken.
function words_in(...texts) {
  return texts.flat(Infinity).filter(Boolean).join("\n").normalize("NFKC").toLowerCase();
}

class RuleBook extends Staged {
  draw() {
    const { rulebook } = this.stage.run;
    const box = h("input", {
      type: "search",
      id: "find-rule",
      placeholder: say("find_rule"),
      "aria-label": say("find_rule"),
      oninput: () => this.seek(box.value),
    });
    this.replaceChildren(
      h("h1", { class: "unseen" }, say("rulebook")),
      box,
      ...this.areas(rulebook).map(([area, rules]) => this.section(area_name(area), rules)),
      this.section(
        say("knobs"),
        rulebook.knobs.map((each) => this.knob(each)),
      ),
    );
  }

  areas(rulebook) {
    const areas = new Map();
    for (const decision of rulebook.decisions) {
      const area = decision.place[0].replace(/\.yaml$/, "");
      if (!areas.has(area)) areas.set(area, []);
      areas.get(area).push(...decision.rules.map((rule) => this.rule(rule, decision)));
    }
    return [...areas];
  }

  section(name, items) {
    return h("section", { class: "book" }, h("h2", null, name), h("ul", null, items));
  }

  rule(rule, decision) {
    const quotes = (rule.sources || []).map((source) => source.quotes);
    const words = words_in(rule.id, decision.question, rule.because, rule.then, quotes, rule.when);
    return h(
      "li",
      { "data-words": words },
      h("a", { class: "rule-id", href: href({ view: "rulebook", rule: rule.id }) }, rule.id),
      " ",
      pick(rule.because) || pick(decision.question),
    );
  }

  knob(knob) {
    const words = words_in(knob.id, knob.question, knob.values, Object.values(knob.answers || {}));
    return h(
      "li",
      { "data-words": words },
      h("code", null, knob.id),
      " ",
      pick(knob.question),
      h("div", null, knob_values(knob, knob.default)),
    );
  }

  seek(text) {
    const words = words_in(text).split(/\s+/).filter(Boolean);
    for (const section of this.querySelectorAll("section")) {
      const items = [...section.querySelectorAll("li")];
      for (const each of items) each.hidden = !words.every((word) => each.dataset.words.includes(word));
      section.hidden = items.every((each) => each.hidden);
    }
  }

  update() {}

  // The address names a rule: it is looked up over the others.
  moved() {
    if (!this.stage.run) return;
    const { rule } = address();
    this.querySelector("look-up")?.remove();
    const left = () => go({ rule: undefined });
    if (rule) this.append(h("look-up", { data: { run: this.stage.run, rule, left } }));
  }

  /** False: no key of this view. */
  key(key) {
    if (key !== "/") return false;
    document.getElementById("find-rule")?.focus();
    return true;
  }
}

customElements.define("rule-book", RuleBook);
