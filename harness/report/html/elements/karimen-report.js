// The page: its head, the view that the address names, keys.
import { address, go, renew } from "../modules/address.js";
import { open_run } from "../modules/data.js";
import { focused, h, refocus } from "../modules/dom.js";
import { filtered, prepare } from "../modules/filter.js";
import { on_keys } from "../modules/keys.js";
import { say, speak } from "../modules/language.js";

const VIEWS = {
  overview: "overview-view",
  scenario: "scenario-view",
  rules: "rules-view",
  knobs: "knobs-view",
  comparison: "comparison-view",
};
// As the report was written: --ja.
const WRITTEN_IN = document.documentElement.lang;
const VIEW_KEYS = { o: "overview", r: "rules", n: "knobs", c: "comparison" };
const KEYS = [
  ["?", "key_help"],
  ["/", "key_find"],
  ["j", "key_next"],
  ["k", "key_previous"],
  ["Enter", "key_open"],
  ["u", "key_back"],
  ["o", "overview"],
  ["r", "rules"],
  ["n", "knobs"],
  ["c", "comparison"],
  ["l", "key_language"],
];

class KarimenReport extends HTMLElement {
  #run;
  #shown = {};

  async connectedCallback() {
    this.append(h("p", { class: "note" }, say("loading")));
    try {
      this.#run = await open_run();
    } catch (error) {
      this.replaceChildren(h("p", { class: "note alarm" }, say("broken", error.message)));
      return;
    }
    addEventListener("hashchange", () => this.follow());
    on_keys((key) => this.key(key));
    this.follow();
    performance.mark("shown");
    prepare(this.#run);
  }

  // Of what the address says, this is where we are.
  follow() {
    const wanted = address();
    const spoken = wanted.lang || (WRITTEN_IN === "ja" || navigator.language.startsWith("ja") ? "ja" : "en");
    const view = [...this.views(), "scenario"].includes(wanted.view) ? wanted.view : "overview";
    speak(spoken, this.#run.words);
    const found = filtered(this.#run, wanted);
    const key = JSON.stringify(view === "overview" ? [view, spoken] : [view, spoken, wanted]);
    const data = { run: this.#run, filters: wanted, found };
    if (key === this.#shown.key && view === "overview") {
      this.querySelector("overview-view").update(data);
      renew(this);
      return;
    }
    const moved =
      this.#shown.view !== undefined && (this.#shown.view !== view || this.#shown.scenario !== wanted.scenario);
    this.#shown = { key, view, scenario: wanted.scenario };
    const focus = focused(this);
    document.title = say("title");
    this.replaceChildren(
      h("page-head", { data: { views: this.views(), view } }),
      h("main", { id: "main", tabindex: "-1" }, h(VIEWS[view], { data })),
      h("footer", null, h("p", null, say("test_material"))),
      h("key-help", { data: { keys: this.keys() } }),
    );
    if (moved) scrollTo(0, 0);
    // Who goes by keys goes on in what has come, not at the top of the page.
    if (focus && (moved || !refocus(this, focus))) this.querySelector("main").focus({ preventScroll: true });
    this.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
  }

  views() {
    return ["overview", ...(this.#run.rulebook ? ["rules", "knobs"] : []), ...(this.#run.other ? ["comparison"] : [])];
  }

  // Of views that this page does not have there is none.
  keys() {
    const views = this.views();
    return KEYS.filter(([key]) => !VIEW_KEYS[key] || views.includes(VIEW_KEYS[key]));
  }

  key(key) {
    const act = {
      "/": () => this.find(),
      j: () => this.move(1),
      k: () => this.move(-1),
      u: () => go({ view: undefined, scenario: undefined, step: undefined }),
    }[key];
    const view = this.views().find((each) => each === VIEW_KEYS[key]);
    if (act) act();
    else if (view) go({ view: view === "overview" ? undefined : view, scenario: undefined, step: undefined });
    else return false;
    return true;
  }

  find() {
    if (!this.querySelector("#find")) {
      go({ view: undefined, scenario: undefined, step: undefined });
      this.follow();
    }
    this.querySelector("#find")?.focus();
  }

  // Through the rows of the list, or the steps of the scenario.
  move(by) {
    const stops = [...this.querySelectorAll("a.open, details.step > summary, .heat a")];
    if (stops.length === 0) return;
    const at = stops.indexOf(document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : stops.length - 1) : Math.min(Math.max(at + by, 0), stops.length - 1);
    stops[next].focus();
    stops[next].scrollIntoView({ block: "nearest" });
  }
}

customElements.define("karimen-report", KarimenReport);
