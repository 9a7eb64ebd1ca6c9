// The head of every page: its views, the other language, the list of keys.
import { href } from "../modules/address.js";
import { Part, h } from "../modules/dom.js";
import { language, say } from "../modules/language.js";

/** `views`: their names, the first where the address names none; `view`: the one that is shown; `more`: what stands
 * beside the language. */
class PageHead extends Part {
  render({ views, view, more = [] }) {
    const other = language() === "ja" ? "en" : "ja";
    const link = (name, place) =>
      h(
        "a",
        {
          href: href({ view: place === 0 ? undefined : name, scenario: undefined, step: undefined }),
          "aria-current": view === name ? "page" : undefined,
        },
        say(name),
      );
    const button = (attributes, onclick, ...words) => h("button", { type: "button", ...attributes, onclick }, words);
    return h(
      "header",
      null,
      button({ class: "to-main" }, () => document.querySelector("main").focus(), say("skip_main")),
      h("p", { class: "brand" }, h("span", { lang: "ja", "aria-hidden": "true" }, "仮免"), " Karimen"),
      h("nav", { "aria-label": say("title") }, views.map(link)),
      h(
        "p",
        { class: "switches" },
        more,
        h("a", { href: href({ lang: other }), lang: other, hreflang: other }, say("other_language")),
        button({}, () => document.querySelector("key-help").open(), say("keys"), " ", h("kbd", null, "?")),
      ),
    );
  }
}

customElements.define("page-head", PageHead);
