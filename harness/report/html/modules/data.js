// The data of the page: blocks of compressed JSON, opened when they are needed.

import { TEXTS } from "./texts.js";

const opened = new Map();

/** What was compressed and written in base64, as a Response. */
export function inflated(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate")));
}

async function opened_block(name) {
  const packed = document.getElementById(name);
  return packed ? inflated(packed.textContent).json() : undefined;
}

/** What a block says; undefined where there is none. Opened once. */
export function block(name) {
  if (!opened.has(name)) opened.set(name, opened_block(name));
  return opened.get(name);
}

export const VERDICTS = ["pass", "skip", "xfail", "undecided", "flaky", "fail", "error"];
// What an event stream calls a run that ended before its first scenario.
const WHOLE_RUN = "(run)";
// The worst first, as people look for them.
export const VERDICTS_BY_WEIGHT = ["error", "fail", "flaky", "undecided", "xfail", "skip", "pass"];

/** The columns of a row of the catalogue (catalogue.cpp). */
function scenario_of(row, strings, index) {
  const text = (number) => strings[number];
  const texts = (numbers) => numbers.map(text);
  return {
    index,
    id: text(row[0]),
    title: text(row[0]) === WHOLE_RUN ? TEXTS.whole_run : [text(row[1]), text(row[2])],
    verdict: VERDICTS[row[3]],
    failure: text(row[4]),
    group: row[5],
    chunk: row[6],
    place: row[7],
    steps: row[8],
    not_run: row[9],
    ms: row[10],
    file: text(row[11]),
    line: row[12],
    step: text(row[13]),
    holder: text(row[14]),
    attempts: row[15],
    tags: texts(row[16]),
    actors: texts(row[17]),
    procedures: texts(row[18]),
    facilities: texts(row[19]),
    knobs: texts(row[20]),
    rules: texts(row[21]),
    reason: [text(row[22]), text(row[23])],
  };
}

/** Everything that is known of a run without opening a scenario; undefined: the page has none of that prefix. */
async function open_catalogue(rulebook, prefix) {
  const catalogue = await block(prefix + "catalogue");
  if (!catalogue) return undefined;
  const run = { ...catalogue, prefix, rulebook, rows: new Map() };
  run.scenarios = catalogue.scenarios.map((row, index) => scenario_of(row, catalogue.strings, index));
  run.by_id = new Map(run.scenarios.map((each) => [each.id, each]));
  run.areas = new Map();
  for (const decision of rulebook ? rulebook.decisions : [])
    for (const rule of decision.rules) {
      run.rows.set(rule.id, { ...rule, decision });
      run.areas.set(rule.id, decision.place[0].replace(/\.yaml$/, ""));
    }
  for (const scenario of run.scenarios) scenario.prefix = prefix;
  for (const scenario of run.scenarios)
    scenario.areas = [...new Set(scenario.rules.map((id) => run.areas.get(id)).filter(Boolean))].sort();
  return run;
}

/** The run of the page; `other`: the one with which it is compared. */
export async function open_run() {
  const rulebook = await block("rulebook");
  const [run, other] = await Promise.all([open_catalogue(rulebook, ""), open_catalogue(rulebook, "other-")]);
  return { ...run, other, words: { ...(rulebook && rulebook.words), ...(run && run.people) } };
}
