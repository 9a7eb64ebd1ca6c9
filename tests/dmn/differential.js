// Karimen's own answers beside those of feelin over the DMN that Karimen writes.
// Usage: node differential.js KARIMEN FILE.dmn ASSIGNMENTS SEED [DECISION...]
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Chance } from "./chance.js";
import { Model, read } from "./model.js";

const [karimen, file, count, seed, ...only] = process.argv.slice(2);
const { root, warnings, byId } = await read(file);
if (warnings.length) {
  for (const each of warnings.slice(0, 10)) console.error(`dmn-moddle: ${each.message}`);
  process.exit(1);
}
const model = new Model(root);
model.prepare(byId);

const texts = [];
for (const [, element] of model.byName) {
  const logic = element.decisionLogic;
  if (logic?.text) texts.push({ text: logic.text, column: "" });
  logic?.rule?.forEach((rule) =>
    rule.inputEntry.forEach((entry, i) =>
      texts.push({ text: entry.text, column: logic.input[i].inputExpression.text }),
    ),
  );
}
const chance = new Chance(
  model.inputs.map((each) => model.byName.get(each)),
  texts,
  Number(seed),
);

/** Decisions that are tables, with the answer over them: Karimen's name is the table's id. */
const asked = model.tables
  .map((table) => ({ table, name: model.byName.get(table).id.replace(/^decision\./, "") }))
  .map((each) => ({
    ...each,
    answer: byId[`answer.${each.name}`].name,
    inputs: [...model.inputsOf(byId[`answer.${each.name}`].name)],
  }))
  .filter((each) => !only.length || only.includes(each.name));

/** The cells of one row of every decision: what is wished for first stays. */
function wishes() {
  const all = [];
  for (const each of asked) {
    const logic = model.byName.get(each.table).decisionLogic;
    const rule = chance.random.of(logic.rule);
    rule.inputEntry.forEach((entry, i) => all.push([logic.input[i].inputExpression.text, entry.text]));
  }
  const from = chance.random.below(all.length);
  return [...all.slice(from), ...all.slice(0, from)].reverse();
}

const plain = (value) =>
  value === null || value === undefined
    ? "none"
    : Array.isArray(value)
      ? value.map(plain).sort()
      : typeof value === "object"
        ? String(value)
        : value;
const told = (value) => (Array.isArray(value) ? value.map(String).sort() : value);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** What differs between an answer of feelin and one of Karimen; "": nothing. */
function difference(theirs, ours) {
  const open = Object.keys(ours.undecided);
  if (theirs?.undecided !== null && theirs?.undecided !== undefined) {
    const reasons = Object.values(ours.undecided);
    if (!open.length)
      return `feelin leaves it open (${theirs.undecided}), Karimen says ${JSON.stringify(ours.outputs)}`;
    return reasons.every((each) => each.includes(theirs.undecided))
      ? ""
      : `open, for another reason: ${theirs.undecided}; ${reasons}`;
  }
  if (open.length)
    return `Karimen leaves ${open} open (${Object.values(ours.undecided)}), feelin says ${JSON.stringify(theirs)}`;
  for (const [name, value] of Object.entries(ours.outputs))
    if (!same(plain(theirs?.[name]), told(value)))
      return `${name}: feelin ${JSON.stringify(plain(theirs?.[name]))}, Karimen ${JSON.stringify(value)}`;
  return "";
}

const folder = mkdtempSync(join(tmpdir(), "karimen-dmn-"));
const answers = new Map(asked.map((each) => [each.name, { theirs: [], lines: [] }]));
for (let i = 0; i < Number(count); ++i) {
  const facts = chance.facts(chance.random.next() < 0.8 ? wishes() : []);
  for (const each of asked) {
    const { theirs, lines } = answers.get(each.name);
    theirs.push(JSON.stringify(model.value(each.answer, facts), (_, value) => (value === undefined ? null : value)));
    const line = Object.fromEntries(each.inputs.map((name) => [chance.fact(name), chance.told(name, facts.get(name))]));
    line.now ??= chance.told("now", facts.get("now")) ?? "2026-05-01";
    lines.push(JSON.stringify(line));
  }
}

let disagreements = 0,
  open = 0;
for (const { name } of asked) {
  const { theirs, lines } = answers.get(name);
  const facts = join(folder, "facts.ndjson");
  writeFileSync(facts, lines.join("\n") + "\n");
  let out;
  try {
    out = execFileSync(karimen, ["rules", "decide", name, "--facts", facts], {
      maxBuffer: 1 << 30,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    if (error.status !== 5) {
      // 5: some answer is left open
      console.error(`${name}: ${error.stderr}${lines[Number(/:(\d+): error/.exec(error.stderr)?.[1] ?? 1) - 1]}`);
      process.exit(1);
    }
    out = error.stdout;
  }
  const ours = out.toString().trimEnd().split("\n");
  if (ours.length !== lines.length) throw new Error(`${name}: ${lines.length} asked, ${ours.length} answered`);
  let differ = 0;
  ours.forEach((line, i) => {
    const answer = JSON.parse(line);
    if (Object.keys(answer.undecided).length) ++open;
    const what = difference(JSON.parse(theirs[i]), answer);
    if (what && ++differ <= 3) console.log(`${name}: ${what}\n  ${lines[i]}`);
  });
  disagreements += differ;
}
rmSync(folder, { recursive: true });
const rules = asked.flatMap((each) => model.logic.get(each.table).rules);
const silent = rules.filter((each) => !each.fired).map((each) => each.id.replace("rule.", ""));
console.log(
  `${asked.length} decisions, ${count} assignments each, seed ${seed}: ${disagreements} disagreements, ${open} left open by both, ` +
    `${rules.length - silent.length} of ${rules.length} rows applied`,
);
if (silent.length) console.log(`never applied: ${silent.join(" ")}`);
process.exit(disagreements ? 1 : 0);
