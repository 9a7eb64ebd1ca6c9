// A scenario, from its title to its last step.
import { href, scenario_address } from "../modules/address.js";
import { open_scenario } from "../modules/chunk.js";
import { Part, h } from "../modules/dom.js";
import { UNFILTERED } from "../modules/filter.js";
import { duration, label, pick, say } from "../modules/language.js";
import { assumed_values } from "./knob-values.js";
import { step_anchor } from "./scenario-step.js";
import { verdict_mark } from "./verdict-mark.js";

const USUAL_SEED = "karimen";
// Of --sut what follows is not told in reports: whoever types it fills it in.
const YOUR_SYSTEM = "YOUR_SYSTEM";
// What debug takes, and what run takes: without them it is another run.
const OF_RULES = ["rulebook", "data"];
const OF_RUN = [...OF_RULES, "profile", "sut", "defect", "timeout", "answers", "max-cases"];
const none = { view: undefined, scenario: undefined, step: undefined };

function shell_word(text) {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

// Under what it was run, as options; a variant of --all-assumptions has its knob in its name.
function conditions(run, id, options) {
  const named = id.match(/\[(.*)\](@\d+)?$/);
  const names = named ? named[1].split(", ") : [];
  const variant = names.filter((each) => /^A-\w+=/.test(each));
  const own = names.filter((each) => !variant.includes(each)).join(", ");
  const knobs = [
    ...Object.entries(run.assumptions)
      .map(([knob, value]) => `${knob}=${value}`)
      .filter((each) => !variant.some((other) => other.split("=")[0] === each.split("=")[0])),
    ...variant,
    ...Object.entries(run.oracle_assumptions || {}).map(([knob, value]) => `oracle:${knob}=${value}`),
  ];
  const given = Object.entries(run.origin?.options || {});
  return [
    own && ` -k ${shell_word(`${id.slice(id.indexOf("#"), named.index)}[${own}]`)}`,
    ...given
      .filter(([option]) => options.includes(option))
      .flatMap(([option, value]) => [value].flat().map((each) => ` --${option} ${shell_word(each || YOUR_SYSTEM)}`)),
    ...knobs.map((each) => ` --assume ${shell_word(each)}`),
    run.seed && run.seed !== USUAL_SEED && ` --seed ${shell_word(run.seed)}`,
    run.transport === "pcsc" && " --transport pcsc",
  ]
    .filter(Boolean)
    .join("");
}

// Whether the stream of which the page is made has kept what passed between reader and card (docs/events.md).
function has_exchanges({ run }, { verdict }) {
  return run.apdus === "all" || (run.apdus === "failed" && verdict !== "pass");
}

class ScenarioView extends Part {
  async render_into(run, scenario, found, wanted) {
    const story = await open_scenario(scenario);
    const opened = this.opened(story, wanted);
    const place = found.indexOf(scenario);
    this.replaceChildren(
      ...[
        this.ways(found, place),
        h("h1", { tabindex: "-1" }, verdict_mark(scenario.verdict), " ", pick(scenario.title) || scenario.id),
        this.facts(run, scenario, story),
        this.troubles(scenario, story),
        story.steps.length > 0 && customElements.get("swim-lanes") && h("swim-lanes", { data: { run, story, opened } }),
        h("h2", null, say("steps")),
        story.steps.length === 0 && h("p", { class: "note" }, say("no_steps")),
        story.steps.length > 0 && !has_exchanges(run, scenario) && h("p", { class: "quiet" }, say("apdus_not_kept")),
        ...story.steps.map((step, index) =>
          h("scenario-step", { data: { run, scenario, step, index, open: opened.has(index) } }),
        ),
        scenario.not_run > 0 &&
          story.steps.length > 0 &&
          h("p", { class: "note" }, say("not_run_steps", scenario.not_run)),
        this.commands(scenario, story),
      ].filter(Boolean),
    );
    const wanted_step = story.steps.findIndex((step) => step.id === wanted.step);
    if (wanted_step > 0) document.getElementById(step_anchor(wanted_step)).scrollIntoView({ block: "start" });
  }

  render({ run, found, filters }) {
    const scenario = run.by_id.get(filters.scenario);
    if (!scenario) return h("p", { class: "note" }, say("none_found"));
    this.render_into(run, scenario, found, filters).catch((error) => {
      this.replaceChildren(h("p", { class: "note alarm" }, say("broken", error.message)));
    });
    return h("p", { class: "note" }, say("loading"));
  }

  // What did not pass and what the address names; of a short story everything.
  opened(story, wanted) {
    const opened = new Set();
    story.steps.forEach((step, index) => {
      if (step.verdict !== "pass" || step.id === wanted.step || story.steps.length === 1) opened.add(index);
    });
    if (opened.size === 0 && story.steps.length > 0) opened.add(story.steps.length - 1);
    return opened;
  }

  ways(found, place) {
    const way = (scenario, key, rel) =>
      scenario &&
      h(
        "a",
        { href: scenario_address(scenario.id, scenario.step || undefined), rel, title: pick(scenario.title) },
        say(key),
      );
    return h(
      "nav",
      { class: "ways", "aria-label": say("scenarios") },
      h("a", { href: href(none), class: "back" }, "← ", say("back")),
      place >= 0 && h("span", { class: "quiet" }, `${place + 1} / ${found.length}`),
      place > 0 && way(found[place - 1], "previous", "prev"),
      place >= 0 && way(found[place + 1], "next", "next"),
    );
  }

  facts(run, scenario, story) {
    const filter = (name, value, text = value) =>
      h("a", { class: "tagged", href: href({ ...UNFILTERED, ...none, [name]: value }) }, text);
    const rows = [
      ["place_in_file", h("code", null, scenario.id)],
      ["holder", scenario.holder && this.holder(scenario.holder, filter)],
      ["tag", scenario.tags.length > 0 && scenario.tags.map((tag) => [filter("tag", tag), " "])],
      ["reason", scenario.verdict !== "pass" && pick(scenario.reason)],
      ["assumes", story.assume.length > 0 && assumed_values(run, story.assume)],
      ["judged", story.judged[0] > 0 && `${story.judged[1]} / ${story.judged[0]}`],
      ["duration", duration(scenario.ms) + (scenario.attempts > 1 ? ` · ${say("attempts", scenario.attempts)}` : "")],
      ["digest", story.digest && h("code", { title: story.digest }, story.digest.slice(0, 12))],
    ].filter(([, value]) => value);
    return h(
      "dl",
      { class: "facts" },
      rows.map(([key, value]) => h("div", null, h("dt", null, say(key)), h("dd", null, value))),
    );
  }

  // The name, and what scenarios call whoever has it.
  holder(id, filter) {
    const name = label(id);
    return [filter("holder", id, name), name !== id && [" ", h("code", null, id)]];
  }

  troubles(scenario, story) {
    if (["pass", "skip", "xfail"].includes(scenario.verdict)) return undefined;
    return h(
      "section",
      { class: `trouble ${scenario.verdict}` },
      h(
        "p",
        null,
        h("b", null, scenario.failure ? say(scenario.failure) : say(scenario.verdict)),
        scenario.step && [" · ", this.step_name(scenario, story)],
      ),
      story.mistakes ? h("pre", null, pick(story.mistakes)) : story.detail && h("p", null, pick(story.detail)),
      story.transcript.length > 0 && [
        h("p", { class: "key" }, say("transcript")),
        h("pre", null, story.transcript.join("\n")),
      ],
    );
  }

  // What was done in it, where nobody gave it a name of its own.
  step_name(scenario, story) {
    const step = story.steps.find((each) => each.id === scenario.step);
    return step && step.id === step.procedure ? label(step.procedure) : scenario.step;
  }

  commands(scenario, story) {
    const place = scenario.line > 0 ? `${scenario.file}:${scenario.line}` : scenario.file;
    if (!place) return undefined;
    const { run } = this.data.run;
    const which = shell_word(place) + conditions(run, scenario.id, OF_RUN);
    const by_us = shell_word(place) + conditions(run, scenario.id, OF_RULES);
    const failed = story.steps.find((step) => step.verdict !== "pass");
    // Before what failed, or what is looked at.
    const stop = failed || story.steps.find((step) => step.id === this.data.filters.step);
    const words = failed
      ? [
          ...failed.rules.filter((each) => each.deciding).map((each) => each.id),
          ...failed.differences.map((each) => each.name),
        ]
          .filter((word) => word.includes(".") || word.includes("-"))
          .slice(0, 4)
      : [];
    const lines = [
      ["to_run", `karimen run ${which} -v`],
      ["to_trace", `karimen run ${which} --trace traces`],
      ["to_debug", `karimen debug ${by_us}${stop ? ` --step ${shell_word(stop.id)}` : ""}`],
      ["to_replay", ["fail", "flaky", "error"].includes(scenario.verdict) && "karimen replay"],
      ["to_explain", words.length > 0 && `karimen explain ${words.join(" ")}`],
    ].filter(([, line]) => line);
    return h(
      "section",
      { class: "commands" },
      lines.map(([key, line]) => [h("h2", { class: "key" }, say(key)), h("pre", { tabindex: "0" }, line)]),
    );
  }
}

customElements.define("scenario-view", ScenarioView);
