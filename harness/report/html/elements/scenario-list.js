// The scenarios that were found, a screen at a time: twenty thousand rows at once would be slow.
import { scenario_address } from "../modules/address.js";
import { Part, h } from "../modules/dom.js";
import { duration, label, pick, say } from "../modules/language.js";
import { verdict_mark } from "./verdict-mark.js";

const AT_ONCE = 100;

class ScenarioList extends Part {
  #shown = AT_ONCE;

  render({ found }) {
    this.#shown = AT_ONCE;
    if (found.length === 0) return h("p", { class: "note" }, say("none_found"));
    const body = h(
      "tbody",
      null,
      found.slice(0, AT_ONCE).map((each) => this.row(each)),
    );
    const heads = ["verdict", "scenarios", "tag", "holder", "steps", "duration"];
    return [
      h(
        "table",
        { class: "scenarios" },
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            heads.map((each) => h("th", { scope: "col", class: each }, say(each))),
          ),
        ),
        body,
      ),
      this.more(found, body),
    ];
  }

  more(found, body) {
    const left = () => Math.min(found.length - this.#shown, AT_ONCE);
    if (left() <= 0) return undefined;
    const button = h("button", { type: "button", class: "more" }, say("more", left()));
    const told = h("p", { class: "on-paper" }, say("on_paper", this.#shown));
    const add = () => {
      body.append(...found.slice(this.#shown, this.#shown + AT_ONCE).map((each) => this.row(each)));
      this.#shown += AT_ONCE;
      told.textContent = left() > 0 ? say("on_paper", this.#shown) : "";
      if (left() > 0) button.textContent = say("more", left());
      else button.remove();
    };
    button.addEventListener("click", add);
    return [told, button];
  }

  row(scenario) {
    const title = pick(scenario.title) || scenario.id;
    return h(
      "tr",
      { class: scenario.verdict },
      h("td", { class: "verdict" }, verdict_mark(scenario.verdict)),
      h(
        "th",
        { scope: "row" },
        h("a", { class: "open", href: scenario_address(scenario.id, scenario.step || undefined) }, title),
        h("span", { class: "id" }, scenario.id),
      ),
      h(
        "td",
        { class: "tag" },
        scenario.tags.map((tag) => h("span", { class: "tagged" }, tag)),
      ),
      h("td", { class: "holder", title: scenario.holder }, label(scenario.holder)),
      h("td", { class: "number steps" }, scenario.steps + (scenario.not_run ? `+${scenario.not_run}` : "")),
      h("td", { class: "number duration" }, duration(scenario.ms)),
    );
  }
}

customElements.define("scenario-list", ScenarioList);
