// Which keys do what.
import { Part, h } from "../modules/dom.js";
import { say } from "../modules/language.js";

class KeyHelp extends Part {
  render({ keys }) {
    const dialog = h(
      "dialog",
      { "aria-labelledby": "keys-title" },
      h("h2", { id: "keys-title" }, say("keys_title")),
      h(
        "dl",
        null,
        keys.map(([key, text]) => h("div", null, h("dt", null, h("kbd", null, key)), h("dd", null, say(text)))),
      ),
      h("form", { method: "dialog" }, h("button", { type: "submit" }, say("close"))),
    );
    return dialog;
  }

  open() {
    this.querySelector("dialog").showModal();
  }
}

customElements.define("key-help", KeyHelp);
