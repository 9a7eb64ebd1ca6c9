// The rulebook in this run: every rule by area, the holes first; the one that was chosen; invariants.
import { href } from "../modules/address.js";
import { area_name } from "../modules/areas.js";
import { Part, h } from "../modules/dom.js";
import { UNFILTERED } from "../modules/filter.js";
import { number, pick, say } from "../modules/language.js";

// Of the colour scale: as many steps as can be told apart.
const HEATS = 5;

/** How often each rule fired, and was asked and did not: {fired, silent, asked}. */
function counts_of(run) {
  const asked = new Map();
  for (const [procedure, decisions] of Object.entries(run.rulebook.procedures))
    for (const decision of decisions) asked.set(decision, (asked.get(decision) || 0) + (run.performed[procedure] || 0));
  return (row) => {
    const fired = run.fired[row.id] || 0;
    const all = asked.get(row.decision.name) || 0;
    return { fired, silent: Math.max(all - fired, 0), asked: all > 0 || fired > 0 };
  };
}

class RulesView extends Part {
  render({ run, filters }) {
    const counts = counts_of(run);
    const rows = [...run.rows.values()].map((row) => ({ row, ...counts(row) }));
    const holes = rows.filter((each) => each.fired === 0);
    const most = Math.max(...rows.map((each) => each.fired), 1);
    const areas = Map.groupBy ? Map.groupBy(rows, (each) => run.areas.get(each.row.id)) : this.grouped(run, rows);
    return [
      h("h1", null, say("rules")),
      h("p", { class: "quiet" }, say("rules_hint", number(rows.length - holes.length), number(rows.length))),
      filters.rule &&
        run.rows.has(filters.rule) &&
        this.chosen(
          run,
          rows.find((each) => each.row.id === filters.rule),
        ),
      h(
        "section",
        { class: "heat" },
        h(
          "h2",
          null,
          say("holes"),
          " ",
          h("small", null, say("holes_hint", holes.length, holes.filter((each) => !each.asked).length)),
        ),
        holes.length === 0
          ? h("p", { class: "note good" }, say("no_holes"))
          : h(
              "ul",
              null,
              holes.map((each) => this.tile(each, most, filters)),
            ),
      ),
      [...areas].map(([area, own]) => this.area(area, own, most, filters)),
      this.invariants(run),
    ];
  }

  grouped(run, rows) {
    const areas = new Map();
    for (const each of rows) {
      const area = run.areas.get(each.row.id);
      areas.set(area, [...(areas.get(area) || []), each]);
    }
    return areas;
  }

  area(area, rows, most, filters) {
    const fired = rows.filter((each) => each.fired > 0).length;
    const in_order = [...rows].sort((a, b) => Number(a.fired > 0) - Number(b.fired > 0));
    return h(
      "section",
      { class: "heat" },
      h("h3", { title: `${area}.yaml` }, area_name(area), " ", h("small", null, `${fired} / ${rows.length}`)),
      h(
        "ul",
        null,
        in_order.map((each) => this.tile(each, most, filters)),
      ),
    );
  }

  tile({ row, fired, asked, silent }, most, filters) {
    const heat = fired === 0 ? 0 : Math.max(1, Math.ceil((HEATS * Math.log1p(fired)) / Math.log1p(most)));
    const told = fired > 0 ? say("fired_count", fired) : asked ? say("not_fired_count", silent) : say("never_asked");
    return h(
      "li",
      null,
      h(
        "a",
        {
          href: href({ view: "rules", rule: row.id }),
          class: `heat-${heat}`,
          title: `${pick(row.because)} — ${told}`,
          "aria-label": `${row.id} ${number(fired)}: ${told}`,
          "aria-current": filters.rule === row.id ? "true" : undefined,
        },
        row.id,
        " ",
        h("span", null, number(fired)),
      ),
    );
  }

  chosen(run, { row, fired, silent, asked }) {
    const scenarios = run.scenarios.filter((each) => each.rules.includes(row.id)).length;
    return h(
      "section",
      { class: "chosen", "aria-live": "polite" },
      h("h2", null, row.id, " ", h("small", null, pick(row.decision.question))),
      h(
        "p",
        null,
        say("fired_count", number(fired)),
        " · ",
        asked ? say("not_fired_count", number(silent)) : say("never_asked"),
      ),
      h("rule-card", { data: { run, row } }),
      scenarios > 0 &&
        h(
          "p",
          null,
          h("a", { href: href({ ...UNFILTERED, view: undefined, rule: row.id }) }, say("show_rule", number(scenarios))),
        ),
    );
  }

  invariants(run) {
    const broken = new Map();
    for (const group of run.groups)
      if (group.failure === "invariant")
        for (const [name, count] of Object.entries(group.names)) broken.set(name, (broken.get(name) || 0) + count);
    const asked = Object.keys(run.performed).length > 0;
    const all = [...run.rulebook.invariants].sort((a, b) => (broken.get(b.name) || 0) - (broken.get(a.name) || 0));
    return h(
      "section",
      null,
      h("h2", null, say("invariants")),
      h(
        "table",
        { class: "invariants" },
        h(
          "tbody",
          null,
          all.map((each) =>
            h(
              "tr",
              null,
              h("th", { scope: "row" }, h("code", null, each.name)),
              h("td", null, pick(each.label)),
              h(
                "td",
                { class: broken.has(each.name) ? "verdict fail" : "quiet" },
                broken.has(each.name) ? say("broken_in", broken.get(each.name)) : say(asked ? "held" : "not_asked"),
              ),
            ),
          ),
        ),
      ),
    );
  }
}

customElements.define("rules-view", RulesView);
