// How long feelin takes for one decision of a DMN file, over random facts that differ each time, in microseconds: the median.
// Usage: node measure.js FILE.dmn DECISION [TIMES]
import { Chance } from "./chance.js";
import { Model, forgetAnswers, read } from "./model.js";

const [file, decision, times = "300"] = process.argv.slice(2);
const { root, byId } = await read(file);
const model = new Model(root);
model.prepare(byId);
forgetAnswers();
const answer = byId[`answer.${decision}`].name;
const chance = new Chance(
  model.inputs.map((each) => model.byName.get(each)),
  [],
  1,
);
const taken = [];
for (let i = 0; i < Number(times); ++i) {
  const facts = chance.facts([]);
  const begin = process.hrtime.bigint();
  model.value(answer, facts);
  taken.push(Number(process.hrtime.bigint() - begin) / 1000);
}
console.log(taken.sort((a, b) => a - b)[taken.length >> 1]);
