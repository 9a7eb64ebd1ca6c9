// A DMN file as dmn-moddle reads it, and its decisions as feelin answers them.
import { readFileSync } from "node:fs";
import { DmnModdle } from "dmn-moddle";
import { evaluate, unaryTest } from "feelin";

// dmn-moddle is written for 1.3; of what is used here 1.5 has nothing else, but its own namespace.
const DMN_1_5 = "https://www.omg.org/spec/DMN/20230324/MODEL/";

const typeOf = (element) => element.$type.replace("dmn:", "");
const mentioned = (text, names) => names.filter((name) => new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(text));

export async function read(file) {
  const moddle = new DmnModdle({}, { nsMap: { [DMN_1_5]: "dmn" } });
  const { rootElement, warnings, elementsById } = await moddle.fromXML(readFileSync(file, "utf8"), "dmn:Definitions");
  return { root: rootElement, warnings, byId: elementsById };
}

/** A part of FEEL that is asked again and again: with the same values it answers the same. */
class Asked {
  static remembers = true;

  constructor(text, variables) {
    [this.text, this.variables, this.known] = [text, variables, new Map()];
  }

  answer(values, subject, compute) {
    if (!Asked.remembers) return compute();
    const key = JSON.stringify([subject, ...values]);
    if (this.known.size > 20000) this.known.clear();
    if (!this.known.has(key)) this.known.set(key, compute());
    return this.known.get(key);
  }
}

/** From now on everything is asked again, as whoever measures wants it. */
export function forgetAnswers() {
  Asked.remembers = false;
}

export class Model {
  constructor(root) {
    this.byName = new Map();
    this.functions = {};
    this.inputs = [];
    this.tables = [];
    for (const element of root.drgElement) this.#take(element);
    for (const element of root.drgElement.filter((each) => typeOf(each) === "BusinessKnowledgeModel"))
      this.#define(element);
  }

  #take(element) {
    if (typeOf(element) === "InputData") this.inputs.push(element.name);
    if (typeOf(element) === "Decision" || typeOf(element) === "InputData") this.byName.set(element.name, element);
  }

  /** The functions that it calls come before it. */
  #define(element) {
    const { formalParameter, body } = element.encapsulatedLogic;
    const parameters = formalParameter.map((each) => each.name).join(", ");
    const { value, warnings } = evaluate(`function(${parameters}) ${body.text}`, this.functions);
    if (warnings.length) throw new Error(`${element.name}: ${JSON.stringify(warnings)}`);
    this.functions[element.name] = value;
  }

  /** Names of what a decision requires, by its information requirements alone. */
  required(element, idToName) {
    return (element.informationRequirement ?? []).map((each) =>
      idToName((each.requiredDecision ?? each.requiredInput).href.slice(1)),
    );
  }

  prepare(byId) {
    const name = (id) => byId[id].name;
    this.needs = new Map();
    this.logic = new Map();
    for (const [own, element] of this.byName) {
      const needs = typeOf(element) === "InputData" ? [] : this.required(element, name);
      this.needs.set(own, needs);
      const logic = element.decisionLogic;
      if (!logic) continue;
      if (typeOf(logic) === "LiteralExpression") this.logic.set(own, this.#expression(logic.text, needs));
      else this.logic.set(own, this.#table(own, logic, needs));
    }
  }

  #expression(text, needs) {
    const variables = mentioned(text, needs);
    const made = evaluate(`function(${variables.join(", ")}) ${text}`, this.functions);
    return { variables, call: made.value, text, asked: new Asked(text, variables) };
  }

  #table(name, logic, needs) {
    this.tables.push(name);
    const rules = logic.rule.map((rule) => ({
      id: rule.id,
      tests: rule.inputEntry.map((each) => new Asked(each.text, mentioned(each.text, needs))),
      outputs: rule.outputEntry.map((each) => this.#expression(each.text, needs)),
      fired: 0,
    }));
    return {
      policy: logic.hitPolicy,
      columns: logic.input.map((each) => this.#expression(each.inputExpression.text, needs)),
      outputs: logic.output.map((each) => each.name),
      defaults: logic.output.map(
        (each) => each.defaultOutputEntry && this.#expression(each.defaultOutputEntry.text, needs),
      ),
      rules,
    };
  }

  /** Every input data that a decision needs, through others. */
  inputsOf(name, found = new Set()) {
    const needs = this.needs.get(name);
    if (typeOf(this.byName.get(name)) === "InputData") found.add(name);
    for (const each of needs) this.inputsOf(each, found);
    return found;
  }

  value(name, known) {
    if (known.has(name)) return known.get(name);
    const logic = this.logic.get(name);
    if (!logic) throw new Error(`${name} has neither a value nor logic`);
    const value = logic.rules ? this.#decide(logic, known) : this.#evaluated(logic, known);
    known.set(name, value);
    return value;
  }

  #evaluated(expression, known) {
    const values = expression.variables.map((each) => this.value(each, known));
    return expression.asked.answer(values, null, () => expression.call.invoke(values) ?? null);
  }

  #holds(test, subject, known) {
    if (test.text === "-") return true;
    const values = test.variables.map((each) => this.value(each, known));
    return test.answer(values, subject, () => {
      const context = Object.fromEntries(test.variables.map((each, i) => [each, values[i]]));
      const { value, warnings } = unaryTest(test.text, { ...context, "?": subject });
      const unknown = warnings.find((each) => /^NO_(VARIABLE|FUNCTION)_FOUND$/.test(each.type));
      if (unknown) throw new Error(`${test.text}: ${unknown.message}`);
      return value === true;
    });
  }

  /** As the hit policy has it: a value, or a list of them; null where none is said. */
  #decide(table, known) {
    const subjects = table.columns.map((each) => this.#evaluated(each, known));
    const hit = [];
    for (const rule of table.rules) {
      if (!rule.tests.every((test, i) => this.#holds(test, subjects[i], known))) continue;
      ++rule.fired;
      hit.push(this.#output(table, rule.outputs, known));
      if (table.policy === "FIRST") break;
    }
    if (!hit.length && table.defaults.every(Boolean)) hit.push(this.#output(table, table.defaults, known));
    if (table.policy === "COLLECT") return hit;
    return hit.length === 1 ? hit[0] : null;
  }

  #output(table, entries, known) {
    const values = entries.map((each) => this.#evaluated(each, known));
    return values.length === 1 ? values[0] : Object.fromEntries(table.outputs.map((name, i) => [name, values[i]]));
  }
}
