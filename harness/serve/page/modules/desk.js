// What lies on the desk, as this window knows it: told by the stream of events, the same in every window.
import { Refused, ask, listen } from "./service.js";

const MOST_IN_FEED = 4096; // as many as the desk itself keeps
const DROPPED_AT_ONCE = 512; // to drop each alone would cost as much as all of them
const QUIET = 400; // ms without traffic, after which a reader is looked at again
const PATIENCE = 1000; // ms between attempts to reach the desk
const TOGETHER = 40; // ms in which changes are collected before they are drawn: a burst must not cost the client time

/** An event of a recording as the list of exchanges takes it. */
function exchange_of_event(event) {
  if (event.event !== "apdu") return { power: event.event, response: event.atr || "" };
  return {
    command: event.command,
    response: event.response,
    command_words: [event.words.en[0], event.words.ja[0]],
    response_words: [event.words.en[1], event.words.ja[1]],
    cause: event.cause ? [event.cause, event.cause_ja] : undefined,
  };
}

/** Fires "change" with {readers, feeds: sets of ids, line: the connection, others by name} when something is otherwise. */
export class Desk extends EventTarget {
  readers = new Map();
  feeds = new Map();
  statuses = new Map();
  faces = new Map();
  line = "live";
  #after = 0;
  #looks = new Map();
  #takers = new Map();
  #untold;

  async open() {
    // First how far the stream has come: what is asked for afterwards is at least as new.
    this.lists = await ask("GET", "/desk/lists");
    const [service, personas, faults, words] = await Promise.all(
      ["/", "/personas", "/faults", "/words"].map((path) => ask("GET", path)),
    );
    this.service = service;
    this.shelf = await ask("GET", "/desk/shelf");
    Object.assign(this, {
      personas: personas.personas,
      broken: personas.broken,
      faults: faults.faults,
      words: words.words,
    });
    await this.look();
    this.follow();
  }

  /** Who takes lines of another kind: a function of the line, that answers what changed. */
  on(kind, take) {
    this.#takers.set(kind, take);
  }

  /** Together with what else changes in this moment. */
  tell({ readers = [], feeds = [], ...rest }) {
    if (!this.#untold) {
      this.#untold = { readers: new Set(), feeds: new Set() };
      setTimeout(() => this.tell_now(), TOGETHER);
    }
    for (const each of readers) this.#untold.readers.add(each);
    for (const each of feeds) this.#untold.feeds.add(each);
    Object.assign(this.#untold, rest);
  }

  tell_now() {
    const detail = this.#untold;
    this.#untold = undefined;
    this.dispatchEvent(new CustomEvent("change", { detail }));
  }

  /** Which readers there are. */
  async look() {
    const { readers } = await ask("GET", "/readers");
    this.readers = new Map(readers.map((each) => [each.id, each]));
    await Promise.all(readers.map((each) => this.look_at(each.id)));
    this.tell({ readers: new Set(this.readers.keys()), shelf: true });
  }

  /** The card of a reader, behind its back. Where something came meanwhile, that is newer. */
  async look_at(id) {
    const come = () => this.feeds.get(id)?.total;
    const before = come();
    const [state, face, status] = await Promise.all([
      ask("GET", `/readers/${id}`),
      ask("GET", `/desk/readers/${id}/face`),
      ask("GET", `/desk/readers/${id}/status`),
    ]);
    if (come() !== before && this.readers.has(id)) return this.look_soon(id);
    this.readers.set(id, state);
    this.faces.set(id, face);
    this.statuses.set(id, status);
  }

  async look_at_shelf() {
    this.shelf = await ask("GET", "/desk/shelf");
    this.tell({ shelf: true });
  }

  look_soon(id) {
    clearTimeout(this.#looks.get(id));
    const look = () => this.look_at(id).then(() => this.tell({ readers: new Set([id]) }));
    this.#looks.set(
      id,
      setTimeout(() => look().catch(() => undefined), QUIET),
    );
  }

  async follow() {
    for (;;) {
      try {
        await listen(this.#after, (events) => this.take(events));
      } catch (error) {
        if (error instanceof Refused) this.line = "ended";
      }
      if (this.line === "ended") break;
      this.line = "lost";
      this.tell({ line: true });
      await new Promise((done) => setTimeout(done, PATIENCE));
    }
    this.tell({ line: true });
  }

  take(events) {
    const change = { readers: new Set(), feeds: new Set(), quiet: new Set() };
    if (this.line === "lost") Object.assign(change, { line: true }, (this.line = "live"));
    for (const { kind, number, data } of events) {
      if (kind === "end") this.line = "ended";
      if (kind !== "") continue;
      this.#after = number;
      this.take_line(data, change, number <= this.lists.last);
    }
    const { quiet, ...told } = change;
    for (const each of quiet) this.look_soon(each);
    this.tell(told);
  }

  // `past`: what it says of the state of things is old.
  take_line(line, change, past) {
    if (line.kind === "passed") {
      this.put(line.reader, { number: line.number, ...exchange_of_event(line.event), status: line.status });
      change.feeds.add(line.reader);
      if (past) return;
      if (line.status) this.statuses.set(line.reader, line.status);
      change.quiet.add(line.reader);
    } else if (line.kind === "word") {
      this.put(line.reader, { word: line.word, said: [line.said.en, line.said.ja] });
      change.feeds.add(line.reader);
      if (past) return;
      this.readers.set(line.reader, line.state);
      if (/^(save|record) /.test(line.word)) this.look_at_shelf().catch(() => undefined);
      change.readers.add(line.reader);
      change.quiet.add(line.reader);
    } else if (line.kind === "readers") {
      if (!past) this.look().catch(() => undefined);
    } else if (this.#takers.has(line.kind)) {
      Object.assign(change, this.#takers.get(line.kind)(line));
    }
  }

  put(id, entry) {
    if (!this.feeds.has(id)) this.feeds.set(id, { total: 0, entries: [] });
    const feed = this.feeds.get(id);
    feed.entries.push(entry);
    feed.total += 1;
    if (feed.entries.length >= MOST_IN_FEED + DROPPED_AT_ONCE) feed.entries.splice(0, DROPPED_AT_ONCE);
  }

  /** A word of the console to a reader. */
  say(id, word, ...words) {
    return ask("POST", `/readers/${id}/words/${word}`, { arguments: words });
  }

  insert(id, card) {
    return ask("POST", `/readers/${id}/insert`, card === undefined ? {} : { card });
  }
}
