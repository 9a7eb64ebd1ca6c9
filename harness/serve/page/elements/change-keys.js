// Counters and PINs of a card.
import { Part, h } from "../modules/dom.js";
import { pick, say } from "../modules/language.js";
import { word_button } from "./desk-reader.js";

class ChangeKeys extends Part {
  render({ desk, act }) {
    return h(
      "div",
      { class: "key-rows" },
      desk.lists.keys.map(({ name, what }) => {
        const value = h("input", {
          type: "text",
          size: 10,
          autocomplete: "off",
          spellcheck: "false",
          "aria-label": say("new_pin", pick([what.en, what.ja])),
          placeholder: say("new_value"),
        });
        const set = () => act.say(undefined, "pin", name, value.value);
        return h(
          "div",
          { class: "key-row", "data-key": name },
          h("p", null, h("b", null, pick([what.en, what.ja])), " ", h("span", { class: "told" })),
          h(
            "div",
            { class: "buttons" },
            [0, 1].map((count) =>
              word_button(say(count ? "one_left" : "block_it"), `tries ${name} ${count}`, () =>
                act.say(undefined, "tries", name, String(count)),
              ),
            ),
            word_button(
              say("all_left"),
              `tries ${name}`,
              (event) => act.say(undefined, "tries", name, event.currentTarget.dataset.limit),
              { class: "word full" },
            ),
            value,
            word_button(say("set_pin"), `pin ${name} …`, set),
            word_button(say("unset_pin"), `pin ${name} unset`, () => act.say(undefined, "pin", name, "unset")),
          ),
        );
      }),
    );
  }

  update(id) {
    const status = this.data.desk.statuses.get(id);
    for (const row of this.querySelectorAll(".key-row")) {
      const key = status && status.keys.find(([name]) => name === row.dataset.key);
      row.hidden = !key;
      if (!key) continue;
      const [name, , tries, limit] = key;
      row.querySelector(".told").textContent = tries === null ? say("unlimited") : `${tries} / ${limit}`;
      const full = row.querySelector(".full");
      full.dataset.limit = tries === null && limit === 0 ? "unlimited" : String(limit);
      full.querySelector("code").textContent = `tries ${name} ${full.dataset.limit}`;
    }
  }
}

customElements.define("change-keys", ChangeKeys);
