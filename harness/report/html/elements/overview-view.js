// The first thing that is looked at: how it ended, what broke, and every scenario.
import { Part, h } from "../modules/dom.js";
import { say } from "../modules/language.js";

class OverviewView extends Part {
  render({ run, filters, found }) {
    return [
      h("run-facts", { data: { run, filters } }),
      h("failure-groups", { data: { run } }),
      h(
        "section",
        { "aria-labelledby": "all" },
        h("h2", { id: "all" }, say("scenarios")),
        h("filter-bar", { data: { run, filters, found } }),
        h("scenario-list", { data: { found } }),
      ),
    ];
  }

  // While somebody types, only the list and the count are made anew: the field keeps its caret.
  update(data) {
    const list = this.querySelector("scenario-list");
    list.data = { found: data.found };
    this.querySelector("output.found").textContent = say("found", data.found.length, data.run.scenarios.length);
  }
}

customElements.define("overview-view", OverviewView);
