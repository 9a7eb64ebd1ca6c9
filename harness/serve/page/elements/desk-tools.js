// What can be done to the card of the chosen reader, a section a subject.
import { h } from "../modules/dom.js";
import { language, say } from "../modules/language.js";

const TOOLS = [
  ["tool_keys", "change-keys"],
  ["tool_terms", "change-terms"],
  ["tool_harm", "change-harm"],
  ["tool_recordings", "desk-recordings"],
];

/** Made once for each language: what is being typed stays when the card changes. */
class DeskTools extends HTMLElement {
  #spoken = "";

  update({ desk, id, act }) {
    if (this.#spoken !== language()) {
      this.#spoken = language();
      const open = new Set([...this.querySelectorAll("details[open]")].map((each) => each.id));
      this.replaceChildren(
        h("h2", null, say("tools"), " ", h("small", { class: "of" })),
        ...TOOLS.map(([key, tag]) =>
          h(
            "details",
            { id: key, class: "tool", open: open.has(key) },
            h("summary", null, say(key)),
            h(tag, { data: { desk, act } }),
          ),
        ),
      );
    }
    const state = desk.readers.get(id);
    this.querySelector(".of").textContent = state ? `${state.reader}: ${state.card}` : "";
    for (const [, tag] of TOOLS) this.querySelector(tag).update(id);
  }
}

customElements.define("desk-tools", DeskTools);
