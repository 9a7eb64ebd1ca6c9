// Which scenarios are shown: filters and words, as the address says them.
import { VERDICTS_BY_WEIGHT } from "./data.js";
import { both_labels } from "./language.js";

/** Each filter with what a scenario has of it. */
export const FACETS = [
  ["verdict", (each) => [each.verdict]],
  ["tag", (each) => each.tags],
  ["area", (each) => each.areas],
  ["actor", (each) => each.actors],
  ["facility", (each) => each.facilities],
  ["holder", (each) => (each.holder ? [each.holder] : [])],
  ["knob", (each) => each.knobs],
  ["procedure", (each) => each.procedures],
  ["rule", (each) => each.rules],
  ["group", (each) => (each.group < 0 ? [] : [String(each.group)])],
];

/** An address without any filter. */
export const UNFILTERED = Object.fromEntries([...FACETS.map(([name]) => [name, undefined]), ["q", undefined]]);

function plain(text) {
  return text.normalize("NFKC").toLowerCase();
}

function hay(scenario) {
  scenario.hay ??= plain(
    [
      scenario.id,
      ...scenario.title,
      ...scenario.tags,
      both_labels(scenario.holder),
      ...scenario.rules,
      ...scenario.procedures,
      ...scenario.facilities.map(both_labels),
    ].join("\n"),
  );
  return scenario.hay;
}

// So many are prepared between two things that somebody does.
const PREPARED_AT_ONCE = 500;

/** Makes ready what is searched in, a few at a time: the first letter that is typed is as fast as the others. */
export async function prepare(run) {
  for (const [i, each] of run.scenarios.entries()) {
    hay(each);
    if (i % PREPARED_AT_ONCE === 0) await new Promise((done) => setTimeout(done));
  }
}

/** The scenarios that the address asks for, the worst first. */
export function filtered(run, wanted) {
  const words = plain(wanted.q || "")
    .split(/\s+/)
    .filter(Boolean);
  const asked = FACETS.filter(([name]) => wanted[name] !== undefined);
  const found = run.scenarios.filter(
    (each) =>
      asked.every(([name, of]) => of(each).includes(wanted[name])) && words.every((word) => hay(each).includes(word)),
  );
  if (found.some((each) => each.verdict !== "pass"))
    found.sort(
      (a, b) => VERDICTS_BY_WEIGHT.indexOf(a.verdict) - VERDICTS_BY_WEIGHT.indexOf(b.verdict) || a.index - b.index,
    );
  return found;
}

/** How many scenarios of the run have each value of a filter: [[value, count], ...]. Counted once. */
export function counted(run, name) {
  run.counted ??= new Map();
  if (!run.counted.has(name)) {
    const of = FACETS.find(([known]) => known === name)[1];
    const counts = new Map();
    for (const each of run.scenarios) for (const value of of(each)) counts.set(value, (counts.get(value) || 0) + 1);
    run.counted.set(
      name,
      [...counts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    );
  }
  return run.counted.get(name);
}
