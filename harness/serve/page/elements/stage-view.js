// The open scenario: forward and back, with the lanes and steps of the report, and where its card lies.
import { address, go } from "../modules/address.js";
import { Part, h } from "../modules/dom.js";
import { label, moment, pick, say } from "../modules/language.js";

class StageView extends Part {
  render({ stage, report }) {
    const { open, story } = stage;
    if (!open) return h("p", { class: "note" }, say("pick_one"));
    const does = (promise) => promise.catch((error) => report(error));
    const last = open.steps.length;
    const button = (id, text, key, done, able) =>
      h(
        "button",
        { type: "button", id, disabled: !able, onclick: () => does(stage.go(done)) },
        text,
        " ",
        h("kbd", null, key),
      );
    const wanted = story ? story.steps.findIndex((step) => step.id === address().step) : -1;
    const shown = wanted >= 0 && wanted < open.done ? wanted : open.done - 1;
    return [
      h("h2", null, pick([open.title.en, open.title.ja]) || open.scenario),
      h(
        "div",
        { class: "buttons" },
        button("step-start", say("to_start"), "0", 0, open.done > 0),
        button("step-back", say("step_back"), "k", open.done - 1, open.done > 0),
        button("step-on", say("step_on"), "j", open.done + 1, !open.over && open.done < last),
        button("step-end", say("to_end"), "e", last, !open.over && open.done < last),
        h("button", { type: "button", id: "leave", onclick: () => does(stage.leave()) }, say("leave")),
        h("span", { class: "done", role: "status" }, say("steps_done", open.done, last)),
      ),
      open.why.en && h("p", { class: "note alarm" }, pick([open.why.en, open.why.ja])),
      this.lying(open, stage),
      h(
        "ol",
        { class: "coming" },
        open.steps.map((step, i) => this.step_button(step, i, open, stage, does)),
      ),
      story &&
        story.steps.length > 0 && [
          h("swim-lanes", { data: { run: stage.run, story } }),
          h("scenario-step", {
            data: {
              run: stage.run,
              scenario: { id: open.scenario },
              step: story.steps[shown],
              index: shown,
              open: true,
            },
          }),
        ],
    ];
  }

  lying(open, stage) {
    if (!open.reader) return h("p", { class: "quiet" }, say("in_no_reader"));
    return h(
      "p",
      { class: "note good lying" },
      say("lies_in", open.reader),
      Object.entries(open.secrets).map(([name, value]) => [
        " ",
        h("span", { class: "secret" }, this.secret(stage, name), " ", h("code", null, value)),
      ]),
    );
  }

  // "licence_pin" as the list of keys calls it.
  secret(stage, name) {
    const key = stage.key(name.replace(/_(pin|password)$/, "").replace("card_text", "text"));
    return key ? pick([key.what.en, key.what.ja]) : name;
  }

  step_button(step, i, open, stage, does) {
    const state = i < open.done ? "past" : i === open.done ? "next" : "later";
    return h(
      "li",
      { class: state },
      h(
        "button",
        {
          type: "button",
          "data-step": i + 1,
          title: say("go_after", i + 1),
          onclick: () => this.to(i + 1, stage, does),
        },
        h("span", { class: "quiet" }, moment(step.at)),
        " ",
        step.procedure === "client" ? say("client") : label(step.procedure),
      ),
    );
  }

  to(done, stage, does) {
    go({ step: undefined }, true);
    does(stage.go(done));
  }
}

customElements.define("stage-view", StageView);
