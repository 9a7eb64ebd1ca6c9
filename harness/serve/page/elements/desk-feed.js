// What passes between a reader and its card, as it passes, and what was said to it.
import { h } from "../modules/dom.js";
import { language, number, pick, say } from "../modules/language.js";
import { exchange_item } from "./apdu-list.js";

const AT_ONCE = 400; // so many are shown, and so many more when they are asked for
const FLOOD = 40; // exchanges between two drawings: nobody reads them, and the client needs the processor
const CALM_AFTER = 300; // ms without another one, after which all are shown again
const NEAR = 40; // pixels from the end: whoever is there follows

/** Only what is new is added: a list that is rebuilt at each exchange would cost the reader time, and lose its place. */
class DeskFeed extends HTMLElement {
  #shown = {};
  #calm;
  #given;

  update(given, calm = false) {
    const { desk, id, chosen } = given;
    this.#given = given;
    const feed = desk.feeds.get(id) || { total: 0, entries: [] };
    const key = `${id} ${language()}`;
    if (this.#shown.key !== key || !this.querySelector("ol")) this.begin(key, desk);
    this.querySelector(".nothing").hidden = feed.total > 0;
    const fresh = feed.total - this.#shown.total;
    if (fresh > 0 || calm) this.draw(feed, fresh, given, calm);
    for (const each of this.querySelectorAll(".chosen")) if (each.entry !== chosen) each.classList.remove("chosen");
    for (const each of this.querySelector("ol").children)
      if (chosen && each.entry === chosen) each.classList.add("chosen");
  }

  draw(feed, fresh, given, calm) {
    const list = this.querySelector("ol");
    const follows = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
    const last = (count) => feed.entries.slice(-count).map((each) => this.entry(each, given.choose));
    if (fresh > FLOOD && this.#shown.total > 0 && !calm) {
      clearTimeout(this.#calm);
      this.#calm = setTimeout(() => this.isConnected && this.update(this.#given, true), CALM_AFTER);
      if (!follows) return;
      this.#shown.cut = true;
      list.replaceChildren(h("li", { class: "reset" }, say("shown_when_quiet")), ...last(FLOOD));
    } else if (this.#shown.cut || this.#shown.total === 0 || fresh > feed.entries.length) {
      this.#shown.cut = false;
      list.replaceChildren(...last(this.#shown.most));
    } else if (fresh > 0) {
      list.append(...last(fresh));
      // Whoever has gone back reads there.
      const shown = follows ? [...list.children].filter((each) => each.entry) : [];
      for (const each of shown.slice(0, -this.#shown.most)) each.remove();
    }
    this.#shown.total = feed.total;
    if (!this.#shown.cut) this.tell_earlier(list, feed, given);
    if (follows) list.scrollTop = list.scrollHeight;
  }

  // Above the first that is shown: how many there are before it.
  tell_earlier(list, feed, given) {
    list.querySelector(".earlier")?.remove();
    const first = list.firstElementChild;
    const before = first ? feed.entries.indexOf(first.entry) : 0;
    if (before > 0) {
      const more = () => {
        const earlier = feed.entries.slice(Math.max(0, before - AT_ONCE), before);
        this.#shown.most += earlier.length;
        first.before(...earlier.map((each) => this.entry(each, given.choose)));
        this.tell_earlier(list, feed, given);
        first.scrollIntoView({ block: "nearest" });
      };
      const button = h("button", { type: "button", onclick: more }, say("earlier_ones", number(before)));
      list.prepend(h("li", { class: "earlier" }, button));
    } else if (feed.total > feed.entries.length) {
      list.prepend(h("li", { class: "earlier" }, say("no_longer_kept")));
    }
  }

  begin(key, desk) {
    this.#shown = { key, total: 0, most: AT_ONCE };
    const variables = Object.entries(desk.service.environment).map(([name, value]) => `export ${name}=${value}`);
    this.replaceChildren(
      h("h2", null, say("traffic")),
      h(
        "div",
        { class: "nothing" },
        h("p", null, say("nothing_passed")),
        h("pre", { tabindex: "0" }, variables.join("\n")),
      ),
      h("ol", { class: "apdus feed", "aria-label": say("traffic"), tabindex: "0" }),
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
        pick(each.said) && h("pre", null, pick(each.said).trim()),
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
    const items = [...this.querySelectorAll("ol > li")].filter((each) => each.entry);
    const at = items.findIndex((each) => each.entry === chosen);
    const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + by, 0), items.length - 1)];
    if (next) next.scrollIntoView({ block: "nearest" });
    return next && next.entry;
  }
}

customElements.define("desk-feed", DeskFeed);
