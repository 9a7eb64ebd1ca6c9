// A line of the console, as `karimen card insert` takes it.
import { Part, h } from "../modules/dom.js";
import { pick, say } from "../modules/language.js";

/** Words of a line; "..." keeps together what stands in it. */
export function words_of_line(line) {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((found) => found[1] ?? found[2]);
}

class ConsoleLine extends Part {
  #said = [];
  #at = 0;

  render({ desk, act }) {
    const box = h("input", {
      type: "text",
      id: "console-line",
      list: "console-words",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: "tries authentication 1",
      "aria-label": say("console_line"),
      onkeydown: (event) => this.back(event, box),
    });
    return h(
      "form",
      {
        class: "console",
        onsubmit: (event) => {
          event.preventDefault();
          const [word, ...words] = words_of_line(box.value);
          if (!word) return;
          this.#said.push(box.value);
          this.#at = this.#said.length;
          box.value = "";
          act.say(undefined, word, ...words);
        },
      },
      h("span", { "aria-hidden": "true" }, "›"),
      box,
      h(
        "datalist",
        { id: "console-words" },
        desk.words.map((each) =>
          h("option", { value: each.word + (each.arguments ? " " : ""), label: pick([each.what.en, each.what.ja]) }),
        ),
      ),
    );
  }

  back(event, box) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by || this.#said.length === 0) return;
    event.preventDefault();
    this.#at = Math.min(Math.max(this.#at + by, 0), this.#said.length);
    box.value = this.#said[this.#at] || "";
  }
}

customElements.define("console-line", ConsoleLine);
