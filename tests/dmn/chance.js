// Random facts: of every input data a value of its type, often one that a table or a formula names.
import { evaluate } from "feelin";

const DAY = 86400000;

function chances(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { next, below: (n) => Math.floor(next() * n), of: (list) => list[Math.floor(next() * list.length)] };
}

const plus = (day, n) => new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10);

/** The type as Karimen spells it stands in the last line of the description: "card.expires: date_or_none". */
export function typeOf(input) {
  const [, fact, spelled] = /^(\S+): (.*)$/.exec(input.description.split("\n").at(-1));
  const words = (/\[(.*)\]/.exec(spelled)?.[1] ?? "").split(", ").filter(Boolean);
  if (/_or_none$/.test(spelled)) words.push("none");
  const base = spelled.startsWith("[") ? "words" : /^[a-z]+/.exec(spelled.replace("version", "integer"))[0];
  return { fact, base, words };
}

export class Chance {
  /** `texts`: every piece of FEEL of the document, with the variable whose column it stands in, or "". */
  constructor(inputs, texts, seed) {
    this.random = chances(seed);
    this.types = new Map(inputs.map((each) => [each.name, typeOf(each)]));
    const all = texts.map((each) => each.text).join("\n");
    const named = new Set(all.match(/\d{4}-\d\d-\d\d(?=["T])/g));
    const law = [...named].filter((day) => day > "2024-06").flatMap((day) => [plus(day, -1), day, plus(day, 1)]);
    const now = [...law];
    for (let i = 0; i < 24; ++i) now.push(plus("2024-11-15", i * 37 + this.random.below(30)));
    this.days = [
      ...now,
      "2028-02-29",
      "2027-02-28",
      "2026-12-28",
      "2027-01-04",
      "2026-05-02",
      "2031-07-20",
      "2030-03-20",
    ];
    this.births = [
      "1956-02-29",
      "1988-07-20",
      "1996-02-29",
      "1954-12-01",
      "1960-04-30",
      "2000-08-31",
      "2006-01-15",
      "1952-03-01",
    ];
    this.times = [
      "00:00:00",
      "08:29:59",
      "08:30:00",
      "08:59:59",
      "09:00:00",
      "10:15:00",
      "11:00:00",
      "11:30:00",
      "14:45:00",
      "16:00:00",
      "17:15:00",
      "17:16:00",
    ];
    this.said = new Map([...this.types.keys()].map((name) => [name, this.#saidOf(name, texts)]));
  }

  #saidOf(name, texts) {
    const mentions = new RegExp(`(?<![\\w.])${name}(?!\\w)`);
    const near = texts
      .filter((each) => each.column === name || mentions.test(each.text))
      .map((each) => each.text)
      .join("\n");
    return {
      texts: [...new Set([...near.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((each) => each[1]))].slice(0, 40),
      numbers: [
        ...new Set([...near.matchAll(/(?<![\w".-])(\d{1,6})(?![\w"-])/g)].map((each) => Number(each[1]))),
      ].slice(0, 40),
    };
  }

  /** A value as FEEL has it; words of the type as often as values. */
  #drawn(name, { base, words }) {
    const { random } = this;
    const said = this.said.get(name);
    if (base !== "words" && base !== "set" && words.length && random.next() < 0.3)
      return this.#word(random.of(words), base);
    switch (base) {
      case "words":
        return random.of(words);
      case "boolean":
        return random.next() < 0.5;
      case "integer":
        return said.numbers.length && random.next() < 0.6
          ? random.of(said.numbers) + random.below(3) - 1
          : random.below(6);
      case "date":
        return evaluate(`date("${random.of(/birth/.test(name) ? this.births : this.days)}")`).value;
      case "moment":
        return evaluate(`date and time("${random.of(this.days)}T${random.of(this.times)}")`).value;
      case "time":
        return evaluate(`time("${random.of(this.times)}")`).value;
      case "set": {
        const members = words.length ? words : said.texts;
        return members.filter(() => random.next() < 1.6 / Math.max(2, members.length));
      }
      default:
        return random.of([...said.texts, ...said.texts, "none", "305012345677", "8642", "x1"]);
    }
  }

  #word(word, base) {
    return word === "none" && base !== "text" && base !== "facility" ? null : word;
  }

  /** One value for every input data. `wishes`: [variable, entry] of rows that are to apply this time. */
  facts(wishes) {
    const facts = new Map();
    for (const [name, type] of this.types) facts.set(name, this.#drawn(name, type));
    for (const [name, entry] of wishes) {
      const type = this.types.get(name);
      if (!type) continue;
      if (type.base === "boolean" && /^(true|false)$/.test(entry)) facts.set(name, entry === "true");
      const words = [...entry.matchAll(/"([^"]*)"/g)].map((each) => each[1]);
      if (["words", "text", "facility"].includes(type.base) && words.length && !entry.startsWith("not("))
        facts.set(name, this.random.of(words));
      if (type.base === "set" && words.length)
        facts.set(name, [...new Set([...facts.get(name), this.random.of(words)])]);
      if (entry === "null") facts.set(name, null);
    }
    return facts;
  }

  /** As a line of `rules decide --facts` has it. */
  told(name, value) {
    if (value === null) return "none";
    return typeof value === "object" && !Array.isArray(value) ? String(value) : value;
  }

  fact(name) {
    return this.types.get(name).fact;
  }
}
