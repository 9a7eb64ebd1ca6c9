// The view of scenarios: a list to pick from and to run, and the one that is open.
import { address, go } from "../modules/address.js";
import { h } from "../modules/dom.js";
import { say } from "../modules/language.js";
import { Staged } from "../modules/staged.js";

class ScenarioDesk extends Staged {
  draw() {
    const data = { stage: this.stage, report: this.report };
    this.picker = h("scenario-picker", { data });
    this.view = h("stage-view", { data });
    this.replaceChildren(
      h("h1", { class: "unseen" }, say("scenarios")),
      h(
        "div",
        { class: "table stage" },
        h("div", { class: "left" }, this.picker),
        h("div", { class: "right" }, this.view),
      ),
    );
  }

  update(change) {
    if (!this.view) return;
    const focus = document.activeElement && document.activeElement.id;
    if (change.stage) this.view.show();
    if (change.stage || change.run) this.picker.update();
    if (focus && document.activeElement === document.body) document.getElementById(focus)?.focus();
  }

  // The address names another step, or what the step rests on.
  moved() {
    if (!this.view) return;
    const { rule, knob, step } = address();
    this.querySelector("look-up")?.remove();
    if (rule || knob) {
      const left = () => go({ view: "scenarios", rule: undefined, knob: undefined, step: this.step });
      this.append(h("look-up", { data: { run: this.stage.run, rule, knob, left } }));
    } else if (step !== this.step) {
      this.step = step;
      this.view.show();
    }
  }

  /** False: no key of this view. */
  key(key) {
    const { stage } = this;
    if (key === "/") {
      document.getElementById("find-scenario").focus();
      return true;
    }
    const { open } = stage;
    if (!open) return false;
    const to = { j: open.done + 1, k: open.done - 1, 0: 0, e: open.steps.length }[key];
    if (to === undefined) return false;
    go({ step: undefined }, true);
    if (to >= 0 && to <= open.steps.length) stage.go(to).catch((error) => this.report(error));
    return true;
  }
}

customElements.define("scenario-desk", ScenarioDesk);
