// The page: its head, the view that the address names, keys, and what the desk would not do.
import { address, go, href } from "../modules/address.js";
import { Desk } from "../modules/desk.js";
import { h } from "../modules/dom.js";
import { language, say, speak } from "../modules/language.js";
import { open_window, take_token } from "../modules/service.js";
import { Stage } from "../modules/stage.js";

const DESK_VIEWS = { readers: "desk-table", scenarios: "scenario-desk" };
const DESK_KEYS = [
  ["?", "key_help"],
  ["1–9", "key_reader"],
  ["i", "key_in_out"],
  ["b", "key_blink"],
  ["/", "key_card"],
  [":", "key_console"],
  ["j", "key_event"],
  ["Esc", "key_now"],
  ["o", "readers"],
  ["s", "scenarios"],
  ["j k", "key_steps"],
  ["0 e", "key_ends"],
  ["l", "key_language"],
  ["w", "key_window"],
];

class KarimenDesk extends HTMLElement {
  #desk = new Desk();
  #stage = new Stage(this.#desk);
  #shown = "";

  async connectedCallback() {
    this.speak();
    if (!take_token()) return this.fail(say("no_token"));
    this.append(h("p", { class: "note" }, say("loading")));
    try {
      await this.#desk.open();
    } catch (error) {
      return this.fail(error.message);
    }
    this.#desk.addEventListener("change", ({ detail }) => this.update(detail));
    addEventListener("hashchange", () => this.follow());
    addEventListener("keydown", (event) => this.key(event));
    this.follow();
  }

  fail(words) {
    this.replaceChildren(h("main", null, h("p", { class: "note alarm" }, words)));
  }

  speak() {
    speak(address().lang || (navigator.language.startsWith("ja") ? "ja" : "en"));
    document.title = say("title");
  }

  get view() {
    const wanted = address().view || "readers";
    return Object.hasOwn(DESK_VIEWS, wanted) ? wanted : "readers";
  }

  follow() {
    if (address().token) take_token();
    this.speak();
    const shown = `${this.view} ${language()}`;
    if (shown === this.#shown) return this.querySelector(DESK_VIEWS[this.view]).moved?.();
    this.#shown = shown;
    this.replaceChildren(
      this.head(),
      h("div", { class: "alerts", role: "alert" }),
      h(
        "main",
        { id: "main", tabindex: "-1" },
        h(DESK_VIEWS[this.view], {
          data: { desk: this.#desk, stage: this.#stage, report: (error) => this.report(error) },
        }),
      ),
      h("footer", null, h("p", null, say("test_material"))),
      h("key-help", { data: { keys: DESK_KEYS } }),
    );
    this.show_line();
  }

  head() {
    const other = language() === "ja" ? "en" : "ja";
    const link = (name) =>
      h(
        "a",
        {
          href: href({ view: name === "readers" ? undefined : name }),
          "aria-current": this.view === name ? "page" : undefined,
        },
        say(name),
      );
    return h(
      "header",
      null,
      h(
        "button",
        { type: "button", class: "to-main", onclick: () => this.querySelector("main").focus() },
        say("skip_main"),
      ),
      h("p", { class: "brand" }, h("span", { lang: "ja", "aria-hidden": "true" }, "仮免"), " Karimen"),
      h("nav", { "aria-label": say("title") }, Object.keys(DESK_VIEWS).map(link)),
      h(
        "p",
        { class: "switches" },
        h("span", { class: "line", role: "status" }),
        h("button", { type: "button", onclick: open_window }, say("new_window")),
        h("a", { href: href({ lang: other }), lang: other, hreflang: other }, say("other_language")),
        h(
          "button",
          { type: "button", onclick: () => this.querySelector("key-help").open() },
          say("keys"),
          " ",
          h("kbd", null, "?"),
        ),
      ),
    );
  }

  show_line() {
    const line = this.querySelector(".line");
    if (!line) return;
    line.textContent = say({ live: "live", lost: "reconnecting", ended: "ended_desk" }[this.#desk.line]);
    line.className = `line ${this.#desk.line}`;
  }

  update(change) {
    if (change.line || this.#desk.line !== "live") this.show_line();
    this.querySelector(DESK_VIEWS[this.view])?.update(change);
  }

  /** What the desk would not do, and why. */
  report(error) {
    const note = h(
      "p",
      { class: "note alarm" },
      error.message,
      " ",
      h("button", { type: "button", onclick: () => note.remove() }, say("close")),
    );
    this.querySelector(".alerts").replaceChildren(note);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const act = {
      "?": () => this.querySelector("key-help").open(),
      l: () => go({ lang: language() === "ja" ? "en" : "ja" }),
      w: open_window,
      o: () => go({ view: undefined }),
      s: () => go({ view: "scenarios" }),
    }[event.key];
    if (act) act();
    else if (!this.querySelector(DESK_VIEWS[this.view]).key(event.key)) return;
    event.preventDefault();
  }
}

customElements.define("karimen-desk", KarimenDesk);
