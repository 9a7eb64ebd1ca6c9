// The page: its head, the view that the address names, keys, and what the desk would not do.
import { address, go } from "../modules/address.js";
import { Desk } from "../modules/desk.js";
import { focused, h, refocus } from "../modules/dom.js";
import { on_keys } from "../modules/keys.js";
import { language, say, speak } from "../modules/language.js";
import { open_window, take_token } from "../modules/service.js";
import { Stage } from "../modules/stage.js";

const DESK_VIEWS = { readers: "desk-table", scenarios: "scenario-desk", rulebook: "rule-book" };
// Views of the report to which a step has links: here they are looked up over the step.
const LOOKED_UP = ["rules", "knobs"];
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
  ["r", "rulebook"],
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
      return this.fail(error.status === 401 ? say("not_this_desk") : error.message);
    }
    this.#desk.addEventListener("change", ({ detail }) => this.update(detail));
    addEventListener("hashchange", () => this.follow());
    on_keys((key) => this.key(key));
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
    if (LOOKED_UP.includes(wanted)) return "scenarios";
    return Object.hasOwn(DESK_VIEWS, wanted) ? wanted : "readers";
  }

  follow() {
    if (address().token) take_token();
    this.speak();
    const { view } = this;
    const shown = `${view} ${language()}`;
    const moved = !this.#shown.startsWith(view + " ");
    if (shown === this.#shown) return this.querySelector(DESK_VIEWS[this.view]).moved?.();
    this.#shown = shown;
    const focus = focused(this);
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
    if (focus && (moved || !refocus(this, focus))) this.querySelector("main").focus({ preventScroll: true });
  }

  head() {
    const more = [
      h("span", { class: "line", role: "status" }),
      h("button", { type: "button", onclick: open_window }, say("new_window")),
    ];
    return h("page-head", { data: { views: Object.keys(DESK_VIEWS), view: this.view, more } });
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

  /** What the desk would not do, and why; nothing: it did what was asked last. */
  report(error) {
    if (!error) return this.querySelector(".alerts").replaceChildren();
    const note = h(
      "p",
      { class: "note alarm" },
      error.message,
      " ",
      h("button", { type: "button", onclick: () => note.remove() }, say("close")),
    );
    this.querySelector(".alerts").replaceChildren(note);
  }

  key(key) {
    const act = {
      w: open_window,
      o: () => go({ view: undefined }),
      s: () => go({ view: "scenarios", rule: undefined }),
      r: () => go({ view: "rulebook", rule: undefined }),
    }[key];
    if (act) act();
    return act !== undefined || this.querySelector(DESK_VIEWS[this.view]).key(key);
  }
}

customElements.define("karimen-desk", KarimenDesk);
