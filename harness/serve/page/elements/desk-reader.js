// A reader with its card in it, or beside it. Cards are dropped into it.
import { Part, h } from "../modules/dom.js";
import { say } from "../modules/language.js";

/** A button that names the word of the console that does the same. */
export function word_button(text, line, act, attributes) {
  return h(
    "button",
    { type: "button", class: "word", onclick: act, ...attributes },
    h("span", null, text),
    " ",
    h("code", null, line),
  );
}

const CARD_TYPE = "application/x-karimen-card";

/** What is dragged is the name of a card. */
export function drag_card(event, name) {
  event.dataTransfer.setData(CARD_TYPE, name);
  event.dataTransfer.setData("text/plain", name);
  event.dataTransfer.effectAllowed = "copy";
}

class DeskReader extends Part {
  render({ desk, id, selected, act, number }) {
    const state = desk.readers.get(id);
    const face = desk.faces.get(id);
    const lies = state.in ? "in" : "beside";
    return h(
      "section",
      {
        class: `reader ${lies}` + (selected ? " selected" : ""),
        "aria-label": state.reader,
        ondragover: (event) => this.over(event),
        ondragleave: () => this.firstElementChild.classList.remove("over"),
        ondrop: (event) => this.drop(event),
        onclick: () => act.select(id),
      },
      h(
        "h2",
        null,
        h(
          "button",
          {
            type: "button",
            id: `select-${id}`,
            class: "select",
            "aria-pressed": String(selected),
            onclick: () => act.select(id),
          },
          h("kbd", null, number),
          " ",
          state.reader,
        ),
        h("span", { class: "where" }, h("span", { class: "lamp", "aria-hidden": "true" }), say(lies + "_reader")),
      ),
      h(
        "div",
        { class: "slot" },
        face && h("card-face", { data: { face, lies, replaying: state.replaying && state.card } }),
      ),
      h(
        "p",
        { class: "doing" },
        h("b", { class: "card-name" }, state.card.split("/").at(-1)),
        state.recording && h("span", { class: "recording" }, say("record")),
        h("span", { class: "quiet" }, say(state.interface)),
        state.defects.map((each) => h("code", { class: "harm" }, `defect ${each}`)),
        state.faults.map((each) => h("code", { class: "harm" }, `fault ${each}`)),
      ),
      h(
        "div",
        { class: "buttons" },
        state.in
          ? word_button(say("take_out"), "out", () => act.out(id), { id: `move-${id}` })
          : word_button(say("put_in"), "in", () => act.in(id), { id: `move-${id}` }),
        word_button(say("blink"), "blink", () => act.say(id, "blink"), { id: `blink-${id}`, disabled: !state.in }),
        state.interface === "contact"
          ? word_button(
              say("use_contactless"),
              "interface contactless",
              () => act.say(id, "interface", "contactless"),
              {
                id: `interface-${id}`,
              },
            )
          : word_button(say("use_contact"), "interface contact", () => act.say(id, "interface", "contact"), {
              id: `interface-${id}`,
            }),
      ),
    );
  }

  over(event) {
    if (!event.dataTransfer.types.includes(CARD_TYPE)) return;
    event.preventDefault();
    this.firstElementChild.classList.add("over");
  }

  drop(event) {
    event.preventDefault();
    this.firstElementChild.classList.remove("over");
    const name = event.dataTransfer.getData(CARD_TYPE);
    if (name) this.data.act.insert(this.data.id, name);
  }
}

customElements.define("desk-reader", DeskReader);
