// The first thing that is looked at: how it ended, what broke, and every scenario.
import { Part, h } from "../modules/dom.js";
import { say } from "../modules/language.js";

class OverviewView extends Part {
  render({ run, filters, found }) {
    return [
      h("run-facts", { data: { run, filters } }),
      h("failure-groups", { data: { run } }),
      // Where nothing was run nobody looks for anything in it.
      run.scenarios.length > 0 &&
        h(
          "section",
          { "aria-labelledby": "all" },
          h("h2", { id: "all" }, say("scenarios")),
          h("filter-bar", { data: { run, filters, found } }),
          h("scenario-list", { data: { found } }),
        ),
    ];
  }

  // Only what follows the filters is made anew: whoever types or chooses keeps the place.
  update({ run, filters, found }) {
    this.querySelector("run-facts").press(filters);
    if (run.scenarios.length === 0) return;
    this.querySelector("filter-bar").update({ run, filters, found });
    this.querySelector("scenario-list").data = { found };
  }
}

customElements.define("overview-view", OverviewView);
