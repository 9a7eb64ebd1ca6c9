// Cards to put into a reader: personas, and what was saved.
import { Part, h } from "../modules/dom.js";
import { pick, say } from "../modules/language.js";
import { unread } from "../modules/unread.js";
import { drag_card } from "./desk-reader.js";

class CardShelf extends Part {
  #sought = "";

  render({ desk, reader, act }) {
    const cards = desk.personas.map((each) => ({
      name: each.name,
      holder: each.holder,
      hint: pick([each.catches.en, each.catches.ja]),
    }));
    for (const { name, file } of desk.shelf.cards) cards.push({ name, file, holder: "", hint: file });
    const list = h(
      "ul",
      { class: "cards" },
      cards.map((each) => this.card(each, act)),
    );
    const seek = () => this.seek(list);
    const box = h("input", {
      type: "search",
      id: "find-card",
      value: this.#sought,
      placeholder: say("find_card"),
      "aria-label": say("find_card"),
      oninput: (event) => {
        this.#sought = event.target.value;
        seek();
      },
    });
    seek();
    return [
      h("h2", null, say("cards_to_put_in"), " ", h("small", null, say("cards_hint", reader ? reader.reader : "–"))),
      box,
      unread("unread_personas", desk.broken),
      list,
    ];
  }

  card({ name, file = name, holder, hint }, act) {
    return h(
      "li",
      { "data-words": `${name} ${holder} ${hint}`.toLowerCase() },
      h(
        "button",
        {
          type: "button",
          id: `card-${name}`,
          class: file === name ? "small-card" : "small-card saved",
          draggable: "true",
          title: holder ? `${holder} – ${hint}` : hint,
          ondragstart: (event) => drag_card(event, file),
          onclick: () => act.insert(undefined, file),
        },
        h("span", { class: "chip", "aria-hidden": "true" }),
        h("b", { lang: "ja" }, holder || name),
        h("code", null, name),
      ),
    );
  }

  seek(list) {
    const words = this.#sought.toLowerCase().split(/\s+/).filter(Boolean);
    for (const each of list.children) each.hidden = !words.every((word) => each.dataset.words.includes(word));
  }
}

customElements.define("card-shelf", CardShelf);
