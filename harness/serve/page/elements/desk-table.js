// The view of readers and cards: what lies where, what passes, and the status of the card.
import { address, go } from "../modules/address.js";
import { h } from "../modules/dom.js";
import { language, say } from "../modules/language.js";

class DeskTable extends HTMLElement {
  #chosen;
  #asked = 0; // how often something was asked of the desk
  #refused = 0; // which of these was refused last

  set data({ desk, report }) {
    this.desk = desk;
    this.report = report;
  }

  connectedCallback() {
    const part = (tag) => document.createElement(tag);
    Object.assign(this, {
      shelf: part("card-shelf"),
      tools: part("desk-tools"),
      line: part("console-line"),
      feed: part("desk-feed"),
      picture: part("security-picture"),
      readers: h("div", { class: "readers" }),
    });
    this.append(
      h("h1", { class: "unseen" }, say("readers")),
      h(
        "div",
        { class: "table" },
        h("div", { class: "left" }, this.readers, this.tools, this.shelf),
        h("div", { class: "right" }, this.picture, this.feed, this.line),
      ),
    );
    this.line.data = { desk: this.desk, act: this.acts() };
    this.update({ readers: new Set(this.desk.readers.keys()), shelf: true, all: true });
  }

  get selected() {
    const wanted = address().reader;
    return this.desk.readers.has(wanted) ? wanted : [...this.desk.readers.keys()][0];
  }

  update(change) {
    const focus = document.activeElement && document.activeElement.id;
    const id = this.selected;
    if (change.readers.size > 0 || change.all) this.show_readers();
    if (change.shelf || change.all)
      this.shelf.data = { desk: this.desk, reader: this.desk.readers.get(id), act: this.acts() };
    if (change.shelf || change.all || change.feeds?.has(id) || change.readers.has(id))
      this.tools.update({ desk: this.desk, id, act: this.acts() });
    const status = this.#chosen ? this.#chosen.status : this.desk.statuses.get(id);
    if (change.feeds?.has(id) || change.readers.has(id) || change.all) {
      this.show_picture(status);
      this.feed.update({ desk: this.desk, id, chosen: this.#chosen, choose: (each) => this.choose(each) });
    }
    if (focus && document.activeElement === document.body) document.getElementById(focus)?.focus();
  }

  show_picture(status) {
    const shows = JSON.stringify([status, this.moment(), language()]);
    if (this.picture.shows === shows) return;
    this.picture.shows = shows;
    this.picture.data = { desk: this.desk, status, moment: this.moment(), back: () => this.choose(undefined) };
  }

  // Everything that the drawing of a reader depends on.
  look_of(id) {
    const { events: _events, keys: _keys, snapshots: _snapshots, ...state } = this.desk.readers.get(id);
    return JSON.stringify([state, this.desk.faces.get(id), id === this.selected, language()]);
  }

  // Each reader keeps its element, and is drawn anew only where it looks otherwise: a button must not go while it is pressed.
  show_readers() {
    const ids = [...this.desk.readers.keys()];
    const there = [...this.readers.children].map((each) => each.dataset.reader);
    if (ids.join() !== there.join())
      this.readers.replaceChildren(...ids.map((id) => h("desk-reader", { "data-reader": id })));
    ids.forEach((id, i) => {
      const element = this.readers.children[i];
      const shows = this.look_of(id);
      if (element.shows === shows) return;
      element.shows = shows;
      element.data = {
        desk: this.desk,
        id,
        number: i + 1,
        selected: id === this.selected,
        act: this.acts(),
      };
    });
  }

  moment() {
    if (!this.#chosen) return "";
    return say("as_of", this.#chosen.number ? `#${this.#chosen.number}` : this.#chosen.word);
  }

  choose(entry) {
    this.#chosen = entry && entry.status ? entry : undefined;
    this.update({ readers: new Set(), feeds: new Set([this.selected]) });
  }

  step(by) {
    let next = this.#chosen;
    do {
      const from = next;
      next = this.feed.neighbour(from, by);
      if (next === from) break;
    } while (next && !next.status);
    if (next) this.choose(next);
  }

  acts() {
    const selected = () => this.selected;
    // Answers come when they come: what was done late says nothing of what was refused since.
    const does = (promise) => {
      const mine = ++this.#asked;
      return promise.then(
        () => mine > this.#refused && this.report(),
        (error) => {
          this.#refused = mine;
          this.report(error);
        },
      );
    };
    return {
      select: (id) => this.select(id),
      insert: (id, card) => does(this.desk.insert(id || selected(), card)),
      in: (id) => does(this.desk.insert(id || selected())),
      out: (id) => does(this.desk.say(id || selected(), "out")),
      say: (id, word, ...words) => does(this.desk.say(id || selected(), word, ...words)),
    };
  }

  select(id) {
    if (id === undefined || !this.desk.readers.has(id) || id === this.selected) return;
    this.#chosen = undefined;
    go({ reader: id }, true);
    this.update({ readers: new Set(this.desk.readers.keys()), shelf: true, all: true });
  }

  /** False: no key of this view. */
  key(key) {
    const ids = [...this.desk.readers.keys()];
    const state = this.desk.readers.get(this.selected);
    const acts = this.acts();
    if (/^[1-9]$/.test(key)) this.select(ids[Number(key) - 1]);
    else if (key === "i") state.in ? acts.out() : acts.in();
    else if (key === "b") acts.say(undefined, "blink");
    else if (key === "/") document.getElementById("find-card").focus();
    else if (key === ":") document.getElementById("console-line").focus();
    else if (key === "j") this.step(1);
    else if (key === "k") this.step(-1);
    else if (key === "Escape") this.choose(undefined);
    else return false;
    return true;
  }
}

customElements.define("desk-table", DeskTable);
