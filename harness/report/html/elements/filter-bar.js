// Filters and search. Each change goes into the address; the list follows it.
import { go, href } from "../modules/address.js";
import { area_name } from "../modules/areas.js";
import { Part, h } from "../modules/dom.js";
import { FACETS, UNFILTERED, counted } from "../modules/filter.js";
import { has_text, label, pick, say } from "../modules/language.js";

// The verdict is chosen by its tile, cause and rule where they are told.
const CHOSEN = ["tag", "area", "actor", "procedure", "facility", "holder", "knob"];

export function filter_value(name, value) {
  if (name === "verdict") return say(value);
  if (name === "group") return say("cause_number", Number(value) + 1);
  if (name === "area") return area_name(value);
  if (name === "tag" || name === "rule") return value;
  if (name === "actor") return has_text("lane_" + value) ? say("lane_" + value) : label(value);
  return label(value);
}

class FilterBar extends Part {
  render({ run, filters, found }) {
    return h(
      "form",
      { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
      h(
        "label",
        { class: "find" },
        h("span", null, say("find")),
        h("input", {
          type: "search",
          id: "find",
          value: filters.q || "",
          placeholder: say("find_hint"),
          autocomplete: "off",
          spellcheck: "false",
          oninput: (event) => go({ q: event.target.value || undefined }, true),
        }),
      ),
      CHOSEN.map((name) => this.chooser(run, filters, name)),
      h("p", { class: "chips" }, this.chips(filters)),
      h(
        "output",
        { class: "found", for: "find", "aria-live": "polite" },
        say("found", found.length, run.scenarios.length),
      ),
    );
  }

  update({ run, filters, found }) {
    const field = this.querySelector("#find");
    if (field !== document.activeElement) field.value = filters.q || "";
    for (const each of this.querySelectorAll("select")) each.value = filters[each.dataset.filter] || "";
    this.querySelector(".chips").replaceChildren(...this.chips(filters));
    this.querySelector("output.found").textContent = say("found", found.length, run.scenarios.length);
  }

  chooser(run, filters, name) {
    const values = counted(run, name);
    if (values.length < 2 && filters[name] === undefined) return undefined;
    const knobs = new Map((run.rulebook ? run.rulebook.knobs : []).map((each) => [each.id, each]));
    const words = (value) =>
      name === "knob" && knobs.has(value) ? `${value} ${pick(knobs.get(value).question)}` : filter_value(name, value);
    const select = h(
      "select",
      { "data-filter": name, onchange: (event) => go({ [name]: event.target.value || undefined }) },
      h("option", { value: "" }, say("any")),
      values.map(([value, count]) =>
        h("option", { value, selected: filters[name] === value }, `${words(value)} (${count})`),
      ),
    );
    return h("label", null, h("span", null, say(name)), select);
  }

  chips(filters) {
    const chosen = FACETS.map(([name]) => name).filter((name) => filters[name] !== undefined);
    if (chosen.length === 0) return [];
    return [
      ...chosen.map((name) => {
        const text = `${say(name)}: ${filter_value(name, filters[name])}`;
        return h(
          "a",
          { class: "chip", href: href({ [name]: undefined }), "aria-label": say("remove_filter", text) },
          text,
          " ×",
        );
      }),
      h("a", { href: href(UNFILTERED) }, say("clear")),
    ];
  }
}

customElements.define("filter-bar", FilterBar);
