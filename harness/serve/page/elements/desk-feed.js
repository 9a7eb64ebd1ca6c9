// What passes between a reader and its card, as it passes, and what was said to it.
import { h } from "../modules/dom.js";
import { language, say } from "../modules/language.js";
import { exchange_item } from "./apdu-list.js";

const MOST_SHOWN = 400;
const NEAR = 40; // pixels from the end: whoever is there follows

/** Only what is new is added: a list that is rebuilt at each exchange would cost the reader time, and lose its place. */
class DeskFeed extends HTMLElement {
  #shown = {};

  update({ desk, id, chosen, choose }) {
    const feed = desk.feeds.get(id) || { total: 0, entries: [] };
    const key = `${id} ${language()}`;
    if (this.#shown.key !== key || !this.querySelector("ol")) this.begin(key, desk);
    const list = this.querySelector("ol");
    const fresh = Math.min(feed.total - this.#shown.total, feed.entries.length, MOST_SHOWN);
    this.#shown.total = feed.total;
    this.querySelector(".nothing").hidden = feed.total > 0;
    if (fresh > 0) {
      const follows = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
      list.append(...feed.entries.slice(-fresh).map((each) => this.entry(each, choose)));
      while (list.children.length > MOST_SHOWN) list.firstElementChild.remove();
      if (follows) list.scrollTop = list.scrollHeight;
    }
    for (const each of list.querySelectorAll(".chosen")) if (each.entry !== chosen) each.classList.remove("chosen");
    for (const each of list.children) if (chosen && each.entry === chosen) each.classList.add("chosen");
  }

  begin(key, desk) {
    this.#shown = { key, total: 0 };
    const variables = Object.entries(desk.service.environment).map(([name, value]) => `export ${name}=${value}`);
    this.replaceChildren(
      h("h2", null, say("traffic")),
      h(
        "div",
        { class: "nothing" },
        h("p", null, say("nothing_passed")),
        h("pre", { tabindex: "0" }, variables.join("\n")),
      ),
      h("ol", { class: "apdus feed", role: "log", "aria-live": "off", "aria-label": say("traffic"), tabindex: "0" }),
    );
  }

  entry(each, choose) {
    const attributes = {
      tabindex: "-1",
      "data-number": each.number,
      onclick: () => choose(each),
    };
    const item = this.item(each, attributes);
    item.entry = each;
    return item;
  }

  item(each, attributes) {
    if (each.word !== undefined)
      return h(
        "li",
        { ...attributes, class: "said" },
        h("p", null, h("span", { class: "key" }, say("said_here")), " ", h("code", null, each.word)),
        each.said && h("pre", null, each.said.trim()),
      );
    if (each.power === "reset") return exchange_item({ reset: true, response: each.response }, undefined, attributes);
    if (each.power)
      return h(
        "li",
        { ...attributes, class: "reset" },
        say(each.power),
        " ",
        h("code", null, each.response.replace(/(..)(?=.)/g, "$1 ")),
      );
    return exchange_item(each, undefined, attributes);
  }

  /** The entry after (or before) the chosen one. */
  neighbour(chosen, by) {
    const items = [...this.querySelectorAll("ol > li")];
    const at = items.findIndex((each) => each.entry === chosen);
    const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + by, 0), items.length - 1)];
    if (next) next.scrollIntoView({ block: "nearest" });
    return next && next.entry;
  }
}

customElements.define("desk-feed", DeskFeed);
