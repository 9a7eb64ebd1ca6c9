// Scenarios on the desk: what there is, the one that is open, and a run of many.
import { story_of } from "./chunk.js";
import { ask } from "./service.js";

/** The rulebook as elements of the report know it. */
function run_of(rulebook) {
  const run = { rulebook, rows: new Map() };
  for (const decision of rulebook.decisions)
    for (const rule of decision.rules) run.rows.set(rule.id, { ...rule, decision });
  return run;
}

export class Stage {
  scenarios = [];
  open;
  story;
  counts = new Map();
  verdicts = new Map();
  last = { number: 0, running: false, all: 0 };
  #desk;
  #looking = false;
  #again = false;

  constructor(desk) {
    this.#desk = desk;
    desk.on("scenario", () => this.soon());
    desk.on("run", () => this.soon());
  }

  /** The key of a card that has this name. */
  key(name) {
    return this.#desk.lists.keys.find((each) => each.name === name);
  }

  async load() {
    const [{ scenarios, broken }, rulebook] = await Promise.all([
      ask("GET", "/desk/scenarios"),
      ask("GET", "/desk/rulebook"),
    ]);
    Object.assign(this, { scenarios, broken });
    this.run = run_of(rulebook);
    this.words = rulebook.words;
    await this.look();
  }

  // Lines only say that something is otherwise; however many come, it is looked at once.
  soon() {
    if (this.run) this.look().catch(() => undefined);
    return {};
  }

  async look() {
    if (this.#looking) {
      this.#again = true;
      return;
    }
    this.#looking = true;
    try {
      do {
        this.#again = false;
        const [open, run] = await Promise.all([
          ask("GET", "/desk/scenario"),
          ask("GET", `/desk/run?after=${this.verdicts.size}`),
        ]);
        this.take(open);
        this.take_run(run);
      } while (this.#again);
    } finally {
      this.#looking = false;
    }
  }

  take(open) {
    this.open = open.scenario ? open : undefined;
    this.story = this.open && this.open.story ? story_of(this.open.story, 0) : undefined;
    this.#desk.tell({ stage: true });
  }

  take_run(run) {
    if (run.number !== this.last.number) {
      this.verdicts.clear();
      this.counts.clear();
      if (run.after > 0) this.#again = true;
    }
    if (run.after === this.verdicts.size)
      for (const [id, verdict, step] of run.results) {
        this.verdicts.set(id, { verdict, step });
        this.counts.set(verdict, (this.counts.get(verdict) || 0) + 1);
      }
    this.last = run;
    this.#desk.tell({ run: true });
  }

  async play(id) {
    this.take(await ask("POST", "/desk/scenario", { scenario: id }));
  }

  async go(done) {
    this.take(await ask("POST", "/desk/scenario/steps", { done }));
  }

  async leave() {
    this.take(await ask("DELETE", "/desk/scenario"));
  }

  async start(folder) {
    this.take_run(await ask("POST", "/desk/run", { folder }));
  }

  async stop() {
    await ask("DELETE", "/desk/run");
    await this.look();
  }
}
