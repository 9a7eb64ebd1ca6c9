// Defects of a card, and faults that strike at the reader's next command.
import { Part, h } from "../modules/dom.js";
import { pick, say } from "../modules/language.js";
import { word_button } from "./desk-reader.js";

class ChangeHarm extends Part {
  render({ desk, act }) {
    const settings = h("input", {
      type: "text",
      id: "fault-settings",
      "aria-label": say("fault_settings"),
      placeholder: "command=2 instruction=verify",
    });
    const arm = (name) => act.say(undefined, "fault", name, ...settings.value.split(/\s+/).filter(Boolean));
    return [
      h("h3", null, say("faults")),
      h(
        "div",
        { class: "buttons" },
        settings,
        word_button(say("disarm"), "fault off", () => act.say(undefined, "fault", "off"), { id: "fault-off" }),
      ),
      h(
        "ul",
        { class: "harms" },
        desk.faults.map(({ name, what }) =>
          h(
            "li",
            null,
            word_button(pick([what.en, what.ja]), `fault ${name}`, () => arm(name), { "data-fault": name }),
          ),
        ),
      ),
      h("h3", null, say("defects")),
      h(
        "ul",
        { class: "harms" },
        desk.lists.defects.map(({ name, what }) =>
          h(
            "li",
            null,
            word_button(
              pick([what.en, what.ja]),
              `defect ${name} on`,
              (event) =>
                act.say(
                  undefined,
                  "defect",
                  name,
                  event.currentTarget.getAttribute("aria-pressed") === "true" ? "off" : "on",
                ),
              { "data-defect": name, "aria-pressed": "false" },
            ),
          ),
        ),
      ),
    ];
  }

  update(id) {
    const state = this.data.desk.readers.get(id);
    if (!state) return;
    for (const button of this.querySelectorAll("[data-defect]")) {
      const on = state.defects.includes(button.dataset.defect);
      button.setAttribute("aria-pressed", String(on));
      button.querySelector("code").textContent = `defect ${button.dataset.defect} ${on ? "off" : "on"}`;
    }
    for (const button of this.querySelectorAll("[data-fault]"))
      button.classList.toggle(
        "armed",
        state.faults.some((each) => each.split(" ")[0] === button.dataset.fault),
      );
  }
}

customElements.define("change-harm", ChangeHarm);
