// What is kept: the card as it is, states to come back to, and what passes between reader and card.
import { Part, h } from "../modules/dom.js";
import { say } from "../modules/language.js";
import { word_button } from "./desk-reader.js";

class DeskRecordings extends Part {
  render({ desk, act }) {
    const name = h("input", {
      type: "text",
      id: "keep-name",
      placeholder: say("keep_name"),
      "aria-label": say("keep_name"),
    });
    const file = (type) => `${desk.shelf.folder}/${name.value.trim().replace(/[/\\]/g, "-") || "mine"}.${type}`;
    const say_it = (word, ...words) => act.say(undefined, word, ...words);
    return [
      h(
        "div",
        { class: "buttons" },
        name,
        desk.shelf.folder && [
          word_button(say("save_card"), "save …", () => say_it("save", file("card")), { id: "save-card" }),
          word_button(say("record"), "record …", () => say_it("record", file("ndjson")), { id: "record" }),
        ],
        word_button(say("record_off"), "record off", () => say_it("record", "off"), { id: "record-off" }),
        word_button(say("snapshot"), "snapshot …", () => say_it("snapshot", name.value.trim() || "mine"), {
          id: "snapshot",
        }),
        word_button(say("reset_card"), "reset", () => say_it("reset"), { id: "reset-card" }),
      ),
      h("p", { class: "recorded", role: "status" }),
      h("div", { class: "lists" }),
    ];
  }

  update(id) {
    const { desk, act } = this.data;
    const state = desk.readers.get(id);
    if (!state) return;
    const words = [
      state.recording && say("recording_into", state.recording),
      state.replaying && say("replaying", state.card),
    ].filter(Boolean);
    this.querySelector(".recorded").textContent = words.join(" ");
    const shows = JSON.stringify([id, state.snapshots, desk.shelf]);
    const lists = this.querySelector(".lists");
    if (lists.shows === shows) return;
    lists.shows = shows;
    lists.replaceChildren(
      h(
        "ul",
        { class: "kept" },
        state.snapshots
          .filter((each) => each !== "insertion")
          .map((each) =>
            h(
              "li",
              null,
              word_button(say("restore"), `restore ${each}`, () => act.say(id, "restore", each)),
            ),
          ),
      ),
      h(
        "ul",
        { class: "kept" },
        desk.shelf.recordings.map(({ name, file }) =>
          h(
            "li",
            { "data-recording": name },
            h("b", null, name),
            word_button(say("replay"), "replay …", () => act.say(id, "replay", file)),
            word_button(say("compare"), "compare …", () => act.say(id, "compare", file)),
          ),
        ),
      ),
    );
  }
}

customElements.define("desk-recordings", DeskRecordings);
