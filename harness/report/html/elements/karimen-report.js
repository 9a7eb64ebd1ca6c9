// The page: its head, the view that the address names, keys.
import { address, go, href } from "../modules/address.js";
import { open_run } from "../modules/data.js";
import { h } from "../modules/dom.js";
import { filtered, prepare } from "../modules/filter.js";
import { language, say, speak } from "../modules/language.js";

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
    addEventListener("keydown", (event) => this.key(event));
    this.follow();
    performance.mark("shown");
    prepare(this.#run);
  }

  // Of what the address says, this is where we are.
  follow() {
    const wanted = address();
    const spoken = wanted.lang || (WRITTEN_IN === "ja" || navigator.language.startsWith("ja") ? "ja" : "en");
    const view =
      Object.hasOwn(VIEWS, wanted.view || "overview") && customElements.get(VIEWS[wanted.view || "overview"])
        ? wanted.view || "overview"
        : "overview";
    const found = filtered(this.#run, wanted);
    const { q, ...rest } = wanted;
    const key = JSON.stringify([view, spoken, rest]);
    const data = { run: this.#run, filters: wanted, found };
    if (key === this.#shown.key && view === "overview") {
      this.querySelector("overview-view").update(data);
      return;
    }
    const moved =
      this.#shown.view !== undefined && (this.#shown.view !== view || this.#shown.scenario !== wanted.scenario);
    this.#shown = { key, view, scenario: wanted.scenario };
    speak(spoken, this.#run.rulebook && this.#run.rulebook.words);
    document.title = say("title");
    this.replaceChildren(
      this.head(view),
      h("main", { id: "main", tabindex: "-1" }, h(VIEWS[view], { data })),
      h("footer", null, h("p", null, say("test_material"))),
      h("key-help", { data: {} }),
    );
    if (moved) scrollTo(0, 0);
  }

  head(view) {
    const link = (name) =>
      customElements.get(VIEWS[name]) &&
      h(
        "a",
        {
          href: href({ view: name === "overview" ? undefined : name, scenario: undefined, step: undefined }),
          "aria-current": view === name ? "page" : undefined,
        },
        say(name),
      );
    const other = language() === "ja" ? "en" : "ja";
    return h(
      "header",
      null,
      h(
        "button",
        { type: "button", class: "to-main", onclick: () => this.querySelector("main").focus() },
        say("skip_main"),
      ),
      h("p", { class: "brand" }, h("span", { lang: "ja", "aria-hidden": "true" }, "仮免"), " Karimen"),
      h(
        "nav",
        { "aria-label": say("title") },
        link("overview"),
        this.#run.rulebook && [link("rules"), link("knobs")],
        this.#run.other && link("comparison"),
      ),
      h(
        "p",
        { class: "switches" },
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

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const act = {
      "?": () => this.querySelector("key-help").open(),
      "/": () => this.find(),
      l: () => go({ lang: language() === "ja" ? "en" : "ja" }),
      j: () => this.move(1),
      k: () => this.move(-1),
      u: () => go({ view: undefined, scenario: undefined, step: undefined }),
    }[event.key];
    const view = VIEW_KEYS[event.key];
    if (!act && !view) return;
    event.preventDefault();
    if (act) act();
    else go({ view: view === "overview" ? undefined : view, scenario: undefined, step: undefined });
  }

  find() {
    if (!this.querySelector("#find")) {
      go({ view: undefined, scenario: undefined, step: undefined });
      this.follow();
    }
    this.querySelector("#find").focus();
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
