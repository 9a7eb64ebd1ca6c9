// The head of every page: its views, the other language, the list of keys.
import { following } from "../modules/address.js";
import { Part, h } from "../modules/dom.js";
import { language, say } from "../modules/language.js";

/** `views`: their names, the first where the address names none; `view`: the one that is shown; `more`: what stands
 * beside the language. */
class PageHead extends Part {
  render({ views, view, more = [] }) {
    const other = language() === "ja" ? "en" : "ja";
    const link = (name, place) =>
      following(h("a", { "aria-current": view === name ? "page" : undefined }, say(name)), {
        view: place === 0 ? undefined : name,
        scenario: undefined,
        step: undefined,
      });
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
        following(h("a", { lang: other, hreflang: other }, say("other_language")), { lang: other }),
        button({}, () => document.querySelector("key-help").open(), say("keys"), " ", h("kbd", null, "?")),
      ),
    );
  }
}

customElements.define("page-head", PageHead);
