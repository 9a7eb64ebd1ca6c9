// Scenarios to pick, a folder of them to run, and verdicts as they fall.
import { h } from "../modules/dom.js";
import { number, pick, say } from "../modules/language.js";
import { unread } from "../modules/unread.js";
import { verdict_mark } from "./verdict-mark.js";

const MOST_LISTED = 200;

function folders_of(scenarios) {
  const all = new Set();
  for (const { file } of scenarios) if (file.includes("/")) all.add(file.slice(0, file.lastIndexOf("/")));
  return [...all].sort();
}

class ScenarioPicker extends HTMLElement {
  #rows = new Map();
  #told = 0;

  set data({ stage, report }) {
    this.stage = stage;
    this.report = report;
  }

  connectedCallback() {
    const { stage } = this;
    const does = (promise) => promise.catch((error) => this.report(error));
    this.folder = h(
      "select",
      { id: "folder", "aria-label": say("folder"), onchange: () => this.list() },
      h("option", { value: "" }, say("all_folders")),
      folders_of(stage.scenarios).map((each) => h("option", { value: each }, each)),
    );
    this.box = h("input", {
      type: "search",
      id: "find-scenario",
      placeholder: say("find_scenario"),
      "aria-label": say("find_scenario"),
      oninput: () => this.list(),
    });
    this.not_passed = h("input", { type: "checkbox", id: "not-passed", onchange: () => this.list() });
    this.go = h("button", {
      type: "button",
      id: "run-folder",
      onclick: () => does(stage.last.running ? stage.stop() : stage.start(this.folder.value)),
    });
    this.rows = h("ul", { class: "scenario-rows" });
    this.append(
      h("div", { class: "buttons" }, this.folder, this.go),
      h("div", { class: "run-state", role: "status" }),
      h(
        "div",
        { class: "buttons" },
        this.box,
        h("label", { class: "check" }, this.not_passed, " ", say("only_not_passed")),
      ),
      unread("unread_files", this.stage.broken),
      this.rows,
    );
    this.list();
    this.update();
    // Where the open one stands, without moving the page.
    const current = this.rows.querySelector(".current");
    if (current) this.rows.scrollTop = current.offsetTop - this.rows.offsetTop - this.rows.clientHeight / 3;
  }

  list() {
    const words = this.box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const folder = this.folder.value && this.folder.value + "/";
    const found = this.stage.scenarios.filter((each) => {
      const text = `${each.id} ${each.title[0]} ${each.title[1]}`.toLowerCase();
      const verdict = this.stage.verdicts.get(each.id)?.verdict;
      if (this.not_passed.checked && (!verdict || verdict === "pass")) return false;
      return each.id.startsWith(folder) && words.every((word) => text.includes(word));
    });
    this.#rows = new Map();
    // The open one is among them.
    const open = found.findIndex((each) => each.id === this.stage.open?.scenario);
    const begin = open < MOST_LISTED ? 0 : open - MOST_LISTED / 2;
    const others = (count) => (count > 0 ? [h("li", { class: "quiet" }, say("and_more", number(count)))] : []);
    this.rows.replaceChildren(
      ...others(begin),
      ...found.slice(begin, begin + MOST_LISTED).map((each) => this.row(each)),
      ...others(found.length - begin - MOST_LISTED),
    );
  }

  row(scenario) {
    const verdict = h("span", { class: "fallen" });
    const row = h(
      "li",
      null,
      h(
        "button",
        {
          type: "button",
          class: "open",
          "data-scenario": scenario.id,
          onclick: () => this.stage.play(scenario.id).catch((error) => this.report(error)),
        },
        h("span", null, pick(scenario.title) || scenario.id),
        h("code", null, scenario.id),
      ),
      verdict,
    );
    this.#rows.set(scenario.id, { row, verdict });
    this.mark(scenario.id);
    return row;
  }

  mark(id) {
    const shown = this.#rows.get(id);
    if (!shown) return;
    const result = this.stage.verdicts.get(id);
    shown.verdict.replaceChildren(...(result ? [verdict_mark(result.verdict)] : []));
    shown.row.className = this.stage.open?.scenario === id ? "current" : "";
  }

  update() {
    const { last, counts, verdicts } = this.stage;
    this.go.replaceChildren(say(last.running ? "stop_run" : "run_folder"));
    const state = this.querySelector(".run-state");
    state.replaceChildren(
      ...(last.number === 0
        ? []
        : [
            h("progress", { max: last.all, value: verdicts.size, "aria-label": say("run_folder") }),
            h("span", null, `${number(verdicts.size)} / ${number(last.all)}`),
            ...[...counts].map(([verdict, count]) => h("span", null, verdict_mark(verdict), ` ${number(count)}`)),
            last.broken?.en && h("span", { class: "alarm" }, pick([last.broken.en, last.broken.ja])),
            last.digest && h("code", { title: last.digest }, last.digest.slice(0, 12)),
          ].filter(Boolean)),
    );
    if (this.not_passed.checked && verdicts.size !== this.#told) this.list();
    else for (const id of this.#rows.keys()) this.mark(id);
    this.#told = verdicts.size;
  }
}

customElements.define("scenario-picker", ScenarioPicker);
