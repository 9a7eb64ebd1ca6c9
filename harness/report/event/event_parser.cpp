#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.hpp"
#include "harness/report/event/event_json.hpp"
#include "harness/report/event/event_part.hpp"
#include "harness/trace/json_line.hpp"

namespace karimen::harness::report {
namespace {

using Part = EventPart;
using trace::JsonLine;

Spot spot_of(const Part& part) {
  return {{part.text("file"), static_cast<int>(part.count("line")), static_cast<int>(part.count("column"))},
          part.text("text")};
}

RunOrigin origin_of(const Part& part) {
  RunOrigin origin{.version = part.text("version"),
                   .commit = part.text("commit"),
                   .rulebook = part.text("rulebook"),
                   .build = part.text("build"),
                   .program = part.text("program"),
                   .pipeline = part.text("pipeline"),
                   .folder = part.text("folder"),
                   .measured_start = part.text("measured_start"),
                   .options = part.facts("options")};
  if (part.has("shard")) std::tie(origin.shard, origin.shards) = part.shard("shard");
  return origin;
}

Failure failure_of(const Part& part) {
  return static_cast<Failure>(part.word("failure") + 1);  // none is not written
}

// What the stream has told so far.
struct Told {
  ToldFacts& facts;
  ToldRules& rules;
};

Event run_started(const Part& part, Told& told) {
  RunStarted event{.scenarios = part.count("scenarios"),
                   .seed = part.text("seed"),
                   .assumptions = part.facts("assumptions"),
                   .oracle_assumptions = part.facts("oracle_assumptions"),
                   .system = part.text("system"),
                   .transport = part.text("transport"),
                   .origin = origin_of(part.part("origin")),
                   .usual = part.facts("usual")};
  if (part.has("apdus")) event.apdus = all_kept_apdus.at(part.word("apdus"));  // before schema 4 all
  told.facts.begin(event.usual);
  return event;
}

Event reset_event(const Part& part, Told&) {
  ApduEvent event{.scenario = part.text("scenario"), .step = part.text("step"), .reset = true};
  event.response = part.bytes("atr", event.hidden_response);
  return event;
}

Event apdu_event(const Part& part, Told&) {
  ApduEvent event{.scenario = part.text("scenario"), .step = part.text("step"), .cause = part.both("cause")};
  event.command = part.bytes("command", event.hidden_command);
  event.response = part.bytes("response", event.hidden_response);
  if (event.command.empty()) part.refuse("command", "a command has at least one byte");
  if (event.response.size() == 1) part.refuse("response", "a response has two bytes or none");
  return event;
}

Event paper_event(const Part& part, Told&) {
  return PaperEvent{.scenario = part.text("scenario"),
                    .step = part.text("step"),
                    .kind = part.text("kind"),
                    .lines = part.pairs("lines")};
}

RuleEvent rule_event(const Part& part) {
  return {.id = part.text("id"),
          .decision = part.text("decision"),
          .fired = part.truth("fired"),
          .because = part.both("because"),
          .consequence = part.text("consequence"),
          .explanation = part.both("explanation"),
          .says = part.pairs("says")};
}

Difference difference_event(const Part& part) {
  Difference made{.name = part.text("name"),
                  .expected = part.maybe("expected"),
                  .predicted = part.maybe("predicted"),
                  .observed = part.maybe("observed"),
                  .spot = spot_of(part.part("spot")),
                  .reason = part.text("reason"),
                  .because = part.both("because")};
  made.failure = static_cast<Failure>(part.word("kind"));  // undecided: none
  made.facts = part.text_by_name("facts");
  return made;
}

ClientEvent client_event(const Part& part) {
  ClientEvent made{.command = part.texts("command"),
                   .run = part.truth("run"),
                   .ending = part.text("exit"),
                   .output = {part.text("output"), part.count("output_left_out")},
                   .error = {part.text("error"), part.count("error_left_out")}};
  return made;
}

Event step_event(const Part& part, Told& told) {
  StepEvent event{.scenario = part.text("scenario"),
                  .id = part.text("id"),
                  .procedure = part.text("procedure"),
                  .at = part.text("at"),
                  .actor = part.text("actor"),
                  .who = part.text("who"),
                  .place = part.text("place"),
                  .inputs = part.facts("inputs"),
                  .before = part.facts("before"),
                  .not_observed = part.texts("not_observed"),
                  .assumptions = part.texts("assumptions"),
                  .verdict = static_cast<Verdict>(part.word("verdict")),
                  .detail = part.text("detail"),
                  .spot = spot_of(part.part("spot")),
                  .measured_ms = part.number("measured_ms")};
  part.each(
      "rules", [&](const Part& each) { event.rules.push_back(rule_event(each)); },
      [&](const std::string& id) {
        const auto* rule = told.rules.find(id);
        if (rule == nullptr) part.refuse("rules", "the stream has not told of rule '" + id + "'");
        event.rules.push_back(*rule);
      });
  part.each("differences", [&](const Part& each) { event.differences.push_back(difference_event(each)); });
  part.each("notes", [&](const Part& each) { event.notes.push_back(difference_event(each)); });
  part.each("used_at", [&](const Part& each) { event.used_at.push_back(spot_of(each)); });
  if (part.has("predicted")) {  // schema 2 tells every step so
    event.predicted = part.facts("predicted");
    event.observed = part.facts("observed");
  } else {
    told.facts.take(event, {.given = part.changes("given"),
                            .set = part.changes("set"),
                            .seen = part.changes("seen"),
                            .before = part.has("before") ? std::optional(event.before) : std::nullopt});
  }
  if (part.has("failure")) event.failure = failure_of(part);
  if (part.has("client")) event.client = client_event(part.part("client"));
  return event;
}

Event scenario_finished(const Part& part, Told& told) {
  told.facts.end_scenario();
  ScenarioFinished event{.id = part.text("id"),
                         .path = part.text("file"),
                         .line = static_cast<int>(part.count("line")),
                         .title = part.both("title"),
                         .tags = part.texts("tags"),
                         .holder = part.text("holder"),
                         .assumptions = part.facts("assumptions"),
                         .verdict = static_cast<Verdict>(part.word("verdict")),
                         .reason = part.both("reason"),
                         .step = part.text("step"),
                         .detail = part.text("detail"),
                         .steps = part.count("steps"),
                         .not_run = part.count("not_run"),
                         .attempts = std::max(1u, static_cast<unsigned>(part.count("attempts"))),
                         .repetition = static_cast<unsigned>(part.count("repetition")),
                         .internal = part.truth("internal"),
                         .unread = part.truth("unread"),
                         .mistakes = part.both("mistakes"),
                         .transcript = part.texts("transcript"),
                         .digest = part.text("digest"),
                         .text = part.text("text_digest"),
                         .predicted = part.count("predicted"),
                         .observed = part.count("observed"),
                         .measured_ms = part.number("measured_ms")};
  if (part.has("failure")) event.failure = failure_of(part);
  return event;
}

Event run_finished(const Part& part, Told&) {
  const auto counts = part.part("counts");
  RunFinished event{.counts = {.pass = counts.count("pass"),
                               .fail = counts.count("fail"),
                               .undecided = counts.count("undecided"),
                               .flaky = counts.count("flaky"),
                               .error = counts.count("error"),
                               .not_run = counts.count("not_run"),
                               .skip = counts.count("skip"),
                               .xfail = counts.count("xfail"),
                               .passed_unexpectedly = counts.count("passed_unexpectedly"),
                               .notes = counts.count("notes"),
                               .steps = counts.count("steps"),
                               .clients_not_run = counts.count("clients_not_run"),
                               .not_observed = counts.count("not_observed"),
                               .assumptions = counts.count_by_name("assumptions")},
                    .digest = part.text("digest"),
                    .interrupted = part.truth("interrupted"),
                    .measured_ms = part.number("measured_ms")};
  return event;
}

// Of each line that is an event by itself.
struct EventKind {
  std::string_view name;
  Event (*read)(const Part&, Told&);
};
constexpr std::array event_kinds{
    EventKind{"run_started", run_started},  EventKind{"reset", reset_event},
    EventKind{"apdu", apdu_event},          EventKind{"paper", paper_event},
    EventKind{"step", step_event},          EventKind{"scenario_finished", scenario_finished},
    EventKind{"run_finished", run_finished}};

int schema_of(const JsonLine& line) {
  const auto found = line.json().find("schema");
  if (found == line.json().end()) line.refuse(0, "'schema' is missing");
  if (!found->is_number_unsigned())
    line.refuse(line.place("schema"), "'schema' is not a whole number from 0");
  const auto schema = found->get<std::size_t>();
  if (schema < oldest_event_schema || schema > event_schema)
    line.refuse(line.place("schema"),
                "this stream has schema " + std::to_string(schema) + ", this program knows schema " +
                    std::to_string(event_schema),
                "use the karimen that wrote it");
  return static_cast<int>(schema);
}

}  // namespace

std::optional<Event> EventParser::parse(std::string_view text) {
  const JsonLine line(text, {.file = file_, .line = ++line_, .column = 0});
  if (!line.has("event"))
    line.refuse(0, "this is no event of a run", "write one with --reporter ndjson=FILE");
  const auto name = line.text("event");
  const auto* shape = shape_called(line_shapes(), name);
  if (shape == nullptr) {
    std::vector<std::string> known;
    for (const auto& each : line_shapes()) known.emplace_back(each.name);
    line.refuse(line.place("event"), "unknown event '" + name + "'", suggestion(name, known));
  }
  if (shape->of_a_sweep) {
    static_cast<void>(Part(line, line.json(), *shape, event_schema));
    return std::nullopt;
  }
  if (!schema_ && name != "run_started")
    line.refuse(0, "the stream does not begin with 'run_started'", "give the whole of it");
  if (schema_ && name == "run_started")
    line.refuse(0, "another run begins here", "report one run after the other");
  if (!schema_) schema_ = schema_of(line);
  const Part part(line, line.json(), *shape, *schema_);
  if (name == "rule") {
    rules_.tell(rule_event(part));
    return std::nullopt;
  }
  Told told{facts_, rules_};
  return std::ranges::find(event_kinds, name, &EventKind::name)->read(part, told);
}

}  // namespace karimen::harness::report
