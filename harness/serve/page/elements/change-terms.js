// Certificates that run out, and the licence.
import { Part, h } from "../modules/dom.js";
import { pick, say } from "../modules/language.js";
import { word_button } from "./desk-reader.js";

// What is written behind the word, by what is changed.
const EXAMPLES = {
  expires: "2028-07-15",
  class: "excellent",
  categories: "ordinary,moped",
  number: "305012345678",
  history: "305012345678",
  conditions: "眼鏡等",
  remarks: "眼鏡等",
};

class ChangeTerms extends Part {
  render({ desk, act }) {
    return [
      ["signature", "authentication"].map((kind) => this.certificate(kind, act)),
      h("h3", null, say("licence_on_card")),
      h(
        "div",
        { class: "licence-rows" },
        desk.lists.licence.filter(({ value }) => !value).map((each) => this.licence(each, act)),
      ),
      h(
        "div",
        { class: "licence-rows" },
        desk.lists.licence.filter(({ value }) => value).map((each) => this.licence(each, act)),
      ),
    ];
  }

  certificate(kind, act) {
    const day = h("input", { type: "date", class: `day-${kind}`, "aria-label": say(kind + "_certificate") });
    return h(
      "div",
      { class: "buttons" },
      h("b", null, say(kind + "_certificate")),
      day,
      word_button(say("ends_then"), `expire ${kind} …`, () => act.say(undefined, "expire", kind, day.value), {
        id: `expire-${kind}`,
      }),
    );
  }

  licence({ name, value, what }, act) {
    const words = pick([what.en, what.ja]);
    const example = EXAMPLES[name] || value;
    const lang = /[^ -~]/.test(example) ? "ja" : undefined; // as it will stand on the card
    const box = value && h("input", { type: "text", lang, placeholder: example, "aria-label": `${words}: ${example}` });
    const say_it = () => act.say(undefined, "licence", name, ...(box ? box.value.split(/\s+/).filter(Boolean) : []));
    return h(
      "div",
      { class: "licence" },
      word_button(words, `licence ${name}${value ? " …" : ""}`, say_it, { id: `licence-${name}` }),
      box,
    );
  }

  // The days as they are on the card, when they change there: a day that is being chosen stays.
  update(id) {
    const face = this.data.desk.faces.get(id);
    for (const kind of ["signature", "authentication"]) {
      const day = this.querySelector(`.day-${kind}`);
      const until = face && face[kind] ? face[kind].until : "";
      const shows = `${id} ${face && face.name} ${until}`;
      if (!day || day.shows === shows) continue;
      day.shows = shows;
      day.value = until;
    }
  }
}

customElements.define("change-terms", ChangeTerms);
