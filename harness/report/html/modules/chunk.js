// The steps of a scenario, told in full again: a chunk says what differs from the step before (chunk.cpp).
import { VERDICTS, block } from "./data.js";

function pairs(numbers, strings) {
  const all = [];
  for (let i = 0; i < (numbers || []).length; i += 2)
    all.push([strings[numbers[i]], numbers[i + 1] < 0 ? undefined : strings[numbers[i + 1]]]);
  return all;
}

function changed(facts, changes) {
  const after = new Map(facts);
  for (const [name, value] of changes) value === undefined ? after.delete(name) : after.set(name, value);
  return after;
}

function spot_of([file, line, text], strings) {
  return { file: strings[file], line, text: strings[text] };
}

function both(pair, strings) {
  return pair && pair.map((number) => strings[number]);
}

function rule_of(rule, strings) {
  return {
    id: strings[rule.id],
    decision: strings[rule.in],
    fired: rule.fired,
    because: both(rule.because, strings),
    then: strings[rule.then],
    why: both(rule.why, strings),
  };
}

function difference_of(each, strings) {
  return {
    name: strings[each.name],
    kind: strings[each.kind],
    expected: strings[each.expected],
    predicted: strings[each.predicted],
    observed: strings[each.observed],
    reason: both(each.reason, strings),
    told: both(each.told, strings),
    because: both(each.because, strings),
    facts: pairs(each.facts, strings),
    spot: spot_of(each.spot, strings),
  };
}

function exchange_of(row, strings) {
  const text = (number) => (number === undefined ? undefined : strings[number]);
  if (row[0] < 0) return { reset: true, response: text(row[1]) };
  return {
    command: text(row[0]),
    response: text(row[1]),
    command_words: [text(row[2]), text(row[4])],
    response_words: [text(row[3]), text(row[5])],
    cause: row[6] === undefined ? undefined : [text(row[6]), text(row[7])],
  };
}

/** What is known of the card after each exchange, where it changes: [[number, words], ...]. */
function statuses(numbers, strings) {
  const all = new Map();
  for (let i = 0; i < (numbers || []).length; i += 2) all.set(numbers[i], both(numbers[i + 1], strings));
  return all;
}

function client_of(client, strings) {
  return (
    client && {
      run: client.run,
      command: client.command.map((number) => strings[number]),
      ending: both(client.ending, strings),
      output: strings[client.output],
      error: strings[client.error],
    }
  );
}

// What was otherwise before: as it is observed, or, where it is not, as it is predicted.
function changes_of(step, strings, facts, predicted, observed) {
  const before = new Map(pairs(step.was, strings));
  for (const [name] of pairs(step.seen, strings))
    if (facts.has(name) && !before.has(name)) before.set(name, facts.get(name));
  return [...before]
    .map(([name, was]) => ({ name, was, is: observed.get(name) ?? predicted.get(name) }))
    .filter(({ was, is }) => was !== is);
}

function step_of(step, chunk, facts) {
  const { strings } = chunk;
  const text = (number) => strings[number];
  const predicted = changed(facts, pairs(step.set, strings));
  const observed = changed(predicted, pairs(step.seen, strings));
  return {
    id: text(step.id),
    procedure: text(step.do),
    at: text(step.at),
    actor: text(step.by),
    who: text(step.who),
    place: text(step.place),
    inputs: pairs(step.with, strings),
    predicted,
    observed,
    changes: changes_of(step, strings, facts, predicted, observed),
    rules: (step.rules || []).map((number, place) => ({
      ...rule_of(chunk.rules[number], strings),
      deciding: (step.deciding || []).includes(place),
    })),
    knobs: (step.knobs || []).map(text),
    differences: (step.differ || []).map((each) => difference_of(each, strings)),
    notes: (step.notes || []).map((each) => difference_of(each, strings)),
    client: client_of(step.client, strings),
    verdict: VERDICTS[step.verdict || 0],
    failure: text(step.failure) || "",
    detail: both(step.detail, strings),
    spot: spot_of(step.spot, strings),
    papers: (step.papers || []).map(([kind, lines]) => ({ kind: text(kind), lines: pairs(lines, strings) })),
    statuses: statuses(step.status, strings),
    apdus: (step.apdus || []).map((number) => exchange_of(chunk.apdus[number], strings)),
  };
}

/** The story of one of the catalogue's scenarios. */
export async function open_scenario(scenario) {
  return story_of(await block(scenario.prefix + "chunk-" + scenario.chunk), scenario.place);
}

/** The story at that place of a chunk. */
export function story_of(chunk, place) {
  const { strings } = chunk;
  const told = chunk.scenarios[place];
  const last = new Map();
  const steps = told.steps.map((each) => {
    const who = strings[each.who];
    const step = step_of(each, chunk, last.get(who) || new Map());
    last.set(who, step.predicted);
    return step;
  });
  return {
    steps,
    detail: both(told.detail, strings),
    mistakes: both(told.mistakes, strings),
    transcript: (told.transcript || []).map((number) => strings[number]),
    digest: strings[told.digest],
    assume: pairs(told.assume, strings),
    judged: told.judged,
  };
}
