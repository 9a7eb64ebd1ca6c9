#include <algorithm>
#include <array>
#include <functional>

#include "base/text.hpp"
#include "harness/report/event/event_json.hpp"
#include "harness/trace/json_line.hpp"

namespace karimen::harness::report {
namespace {

using Json = nlohmann::ordered_json;
using trace::JsonLine;

// An object of a line. What it says more than is asked for is left alone: a later program of this schema may
// say more.
class Part {
 public:
  Part(const JsonLine& line, const Json& json) : line_(line), json_(json) {}

  [[noreturn]] void refuse(const std::string& key, std::string what, std::string fix = "") const {
    line_.refuse(line_.place(key), std::move(what), std::move(fix));
  }
  void require(const char* key) const { static_cast<void>(at(key)); }
  [[nodiscard]] bool has(const char* key) const { return json_.contains(key); }
  [[nodiscard]] std::string text(const char* key) const {
    const auto& value = at(key);
    if (!value.is_string()) refuse(key, std::string("'") + key + "' is not a text");
    return value.get<std::string>();
  }
  [[nodiscard]] std::string text_or_none(const char* key) const { return has(key) ? text(key) : ""; }
  [[nodiscard]] std::optional<std::string> maybe(const char* key) const {
    return has(key) ? std::optional(text(key)) : std::nullopt;
  }
  [[nodiscard]] BilingualText both(const char* key) const {
    return {text_or_none(key), text_or_none((std::string(key) + "_ja").c_str())};
  }
  [[nodiscard]] std::size_t count(const char* key) const {
    const auto& value = at(key);
    if (!value.is_number_unsigned()) refuse(key, std::string("'") + key + "' is not a whole number from 0");
    return value.get<std::size_t>();
  }
  [[nodiscard]] std::size_t count_or_none(const char* key) const { return has(key) ? count(key) : 0; }
  [[nodiscard]] std::vector<std::size_t> counts(const char* key) const {
    std::vector<std::size_t> all;
    for (const auto& each : array(key)) {
      if (!each.is_number_unsigned())
        refuse(key, std::string("'") + key + "' is not a list of whole numbers from 0");
      all.push_back(each.get<std::size_t>());
    }
    return all;
  }
  [[nodiscard]] double real(const char* key) const {
    const auto& value = at(key);
    if (!value.is_number()) refuse(key, std::string("'") + key + "' is not a number");
    return value.get<double>();
  }
  [[nodiscard]] bool truth(const char* key) const {
    if (!has(key)) return false;
    if (!at(key).is_boolean()) refuse(key, std::string("'") + key + "' is neither true nor false");
    return at(key).get<bool>();
  }
  [[nodiscard]] Bytes bytes(const char* key, HiddenBytes& hidden) const { return line_.bytes(key, hidden); }
  [[nodiscard]] std::vector<std::string> texts(const char* key) const {
    std::vector<std::string> all;
    if (!has(key)) return all;
    for (const auto& each : array(key)) {
      if (!each.is_string()) refuse(key, std::string("'") + key + "' is not a list of texts");
      all.push_back(each.get<std::string>());
    }
    return all;
  }
  /// [[name, value], ...]
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> pairs(const char* key) const {
    std::vector<std::pair<std::string, std::string>> all;
    if (!has(key)) return all;
    for (const auto& each : array(key)) {
      if (!each.is_array() || each.size() != 2 || !each[0].is_string() || !each[1].is_string())
        refuse(key, std::string("'") + key + "' is not a list of pairs of texts");
      all.emplace_back(each[0].get<std::string>(), each[1].get<std::string>());
    }
    return all;
  }
  [[nodiscard]] Part part(const char* key) const {
    const auto& value = at(key);
    if (!value.is_object()) refuse(key, std::string("'") + key + "' is not an object");
    return {line_, value};
  }
  /// `take_name`, where what stands for an object may be its name.
  void each(const char* key, const std::function<void(const Part&)>& take,
            const std::function<void(const std::string&)>& take_name = nullptr) const {
    if (!has(key)) return;
    for (const auto& value : array(key)) {
      if (take_name && value.is_string()) {
        take_name(value.get<std::string>());
        continue;
      }
      if (!value.is_object()) refuse(key, std::string("'") + key + "' is not a list of objects");
      take({line_, value});
    }
  }
  void members(const char* key, const std::function<void(const std::string&, const Json&)>& take) const {
    if (!has(key)) return;
    if (!at(key).is_object()) refuse(key, std::string("'") + key + "' is not an object");
    for (const auto& [name, value] : at(key).items()) take(name, value);
  }
  [[nodiscard]] Facts facts(const char* key) const {
    Facts facts;
    members(key, [&](const std::string& name, const Json& value) { facts.emplace(name, fact(name, value)); });
    return facts;
  }
  /// Like `facts`; null: no such fact any more.
  [[nodiscard]] std::vector<ToldFacts::Change> changes(const char* key) const {
    std::vector<ToldFacts::Change> all;
    members(key, [&](const std::string& name, const Json& value) {
      all.push_back({name, value.is_null() ? std::nullopt : std::optional(fact(name, value))});
    });
    return all;
  }
  /// One of the words that `spell` gives for 0, 1, ... `most`.
  template <typename Word>
  [[nodiscard]] Word word(const char* key, Word most) const {
    const auto written = text(key);
    std::vector<std::string> known;
    for (int i = 0; i <= static_cast<int>(most); ++i) {
      known.emplace_back(to_string(static_cast<Word>(i)));
      if (known.back() == written) return static_cast<Word>(i);
    }
    refuse(key, "unknown word '" + written + "'", suggestion(written, known));
  }

 private:
  [[nodiscard]] const Json& at(const char* key) const {
    const auto found = json_.find(key);
    if (found == json_.end()) line_.refuse(0, std::string("'") + key + "' is missing");
    return *found;
  }
  [[nodiscard]] const Json& array(const char* key) const {
    if (!at(key).is_array()) refuse(key, std::string("'") + key + "' is not a list");
    return at(key);
  }
  [[nodiscard]] Value fact(const std::string& name, const Json& value) const {
    if (value.is_boolean()) return value.get<bool>();
    if (value.is_number_integer()) return value.get<std::int64_t>();
    if (value.is_string()) return value.get<std::string>();
    WordSet set;
    if (!value.is_array()) refuse(name, "'" + name + "' is not the value of a fact");
    for (const auto& each : value) {
      if (!each.is_string()) refuse(name, "'" + name + "' is not the value of a fact");
      set.insert(each.get<std::string>());
    }
    return set;
  }

  const JsonLine& line_;
  const Json& json_;
};

Spot spot_of(const Part& part) {
  return {{part.text("file"), static_cast<int>(part.count("line")), static_cast<int>(part.count("column"))},
          part.text("text")};
}

RunOrigin origin_of(const Part& part) {
  RunOrigin origin{.version = part.text("version"),
                   .commit = part.text_or_none("commit"),
                   .rulebook = part.text_or_none("rulebook"),
                   .pipeline = part.text_or_none("pipeline"),
                   .measured_start = part.text_or_none("measured_start"),
                   .options = part.has("options") ? part.facts("options") : Facts{}};
  if (!part.has("shard")) return origin;
  const auto shard = part.counts("shard");
  if (shard.size() != 2) part.refuse("shard", "'shard' is not a pair of numbers");
  origin.shard = static_cast<unsigned>(shard[0]);
  origin.shards = static_cast<unsigned>(shard[1]);
  return origin;
}

// What the stream has told so far.
struct Told {
  ToldFacts& facts;
  ToldRules& rules;
};

Event run_started(const Part& part, Told& told) {
  if (const auto schema = part.count("schema"); schema < oldest_event_schema || schema > event_schema)
    part.refuse("schema",
                "this stream has schema " + std::to_string(schema) + ", this program knows schema " +
                    std::to_string(event_schema),
                "use the karimen that wrote it");
  RunStarted event{.scenarios = part.count("scenarios"),
                   .seed = part.text("seed"),
                   .assumptions = part.facts("assumptions"),
                   .oracle_assumptions = part.facts("oracle_assumptions"),
                   .system = part.text_or_none("system"),
                   .transport = part.text("transport"),
                   .origin = origin_of(part.part("origin")),
                   .usual = part.facts("usual")};
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
          .consequence = part.text_or_none("consequence"),
          .explanation = part.both("explanation"),
          .says = part.pairs("says")};
}

Difference difference_event(const Part& part) {
  Difference made{.name = part.text("name"),
                  .expected = part.maybe("expected"),
                  .predicted = part.maybe("predicted"),
                  .observed = part.maybe("observed"),
                  .spot = spot_of(part.part("spot")),
                  .reason = part.text_or_none("reason"),
                  .because = part.both("because")};
  if (part.text("kind") != "undecided") made.failure = part.word("kind", last_failure);
  part.members("facts", [&](const std::string& name, const Json& value) {
    if (!value.is_string()) part.refuse(name, "'" + name + "' is not a text");
    made.facts.emplace(name, value.get<std::string>());
  });
  return made;
}

ClientEvent client_event(const Part& part) {
  ClientEvent made{.command = part.texts("command"),
                   .run = part.truth("run"),
                   .ending = part.text_or_none("exit"),
                   .output = {part.text_or_none("output"), part.count_or_none("output_left_out")},
                   .error = {part.text_or_none("error"), part.count_or_none("error_left_out")}};
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
                  .verdict = part.word("verdict", Verdict::error),
                  .detail = part.text_or_none("detail"),
                  .spot = spot_of(part.part("spot")),
                  .measured_ms = part.real("measured_ms")};
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
  if (part.has("predicted")) {  // as schema 2 tells every step
    event.predicted = part.facts("predicted");
    event.observed = part.facts("observed");
  } else {
    part.require("set");
    told.facts.take(event, {.given = part.changes("given"),
                            .set = part.changes("set"),
                            .seen = part.changes("seen"),
                            .before = part.has("before") ? std::optional(event.before) : std::nullopt});
  }
  if (part.has("failure")) event.failure = part.word("failure", last_failure);
  if (part.has("client")) event.client = client_event(part.part("client"));
  return event;
}

Event scenario_finished(const Part& part, Told& told) {
  told.facts.end_scenario();
  ScenarioFinished event{.id = part.text("id"),
                         .path = part.text_or_none("file"),
                         .line = static_cast<int>(part.count_or_none("line")),
                         .title = part.both("title"),
                         .tags = part.texts("tags"),
                         .holder = part.text_or_none("holder"),
                         .assumptions = part.has("assumptions") ? part.facts("assumptions") : Facts{},
                         .verdict = part.word("verdict", Verdict::error),
                         .reason = part.both("reason"),
                         .step = part.text_or_none("step"),
                         .detail = part.text_or_none("detail"),
                         .steps = part.count("steps"),
                         .not_run = part.count("not_run"),
                         .attempts = std::max(1u, static_cast<unsigned>(part.count_or_none("attempts"))),
                         .repetition = static_cast<unsigned>(part.count_or_none("repetition")),
                         .internal = part.truth("internal"),
                         .unread = part.truth("unread"),
                         .mistakes = part.both("mistakes"),
                         .transcript = part.texts("transcript"),
                         .digest = part.text_or_none("digest"),
                         .predicted = part.count("predicted"),
                         .observed = part.count("observed"),
                         .measured_ms = part.real("measured_ms")};
  if (part.has("failure")) event.failure = part.word("failure", last_failure);
  return event;
}

Event run_finished(const Part& part, Told&) {
  const auto counts = part.part("counts");
  RunFinished event{.counts = {.pass = counts.count("pass"),
                               .fail = counts.count("fail"),
                               .undecided = counts.count("undecided"),
                               .flaky = counts.count_or_none("flaky"),
                               .error = counts.count("error"),
                               .not_run = counts.count("not_run"),
                               .skip = counts.count_or_none("skip"),
                               .xfail = counts.count_or_none("xfail"),
                               .passed_unexpectedly = counts.count_or_none("passed_unexpectedly"),
                               .notes = counts.count_or_none("notes"),
                               .steps = counts.count("steps"),
                               .clients_not_run = counts.count("clients_not_run"),
                               .not_observed = counts.count("not_observed")},
                    .digest = part.text("digest"),
                    .interrupted = part.truth("interrupted"),
                    .measured_ms = part.real("measured_ms")};
  counts.members("assumptions", [&](const std::string& id, const Json& value) {
    if (!value.is_number_unsigned()) counts.refuse(id, "'" + id + "' is not a whole number from 0");
    event.counts.assumptions.emplace(id, value.get<std::size_t>());
  });
  return event;
}

struct EventKind {
  std::string_view name;
  Event (*parse)(const Part&, Told&);
};
constexpr std::array event_kinds_known{
    EventKind{"run_started", run_started},  EventKind{"reset", reset_event},
    EventKind{"apdu", apdu_event},          EventKind{"paper", paper_event},
    EventKind{"step", step_event},          EventKind{"scenario_finished", scenario_finished},
    EventKind{"run_finished", run_finished}};

}  // namespace

std::optional<Event> EventParser::parse(std::string_view text) {
  const JsonLine line(text, {.file = file_, .line = ++line_, .column = 0});
  const Part part(line, line.json());
  if (!part.has("event"))
    line.refuse(0, "this is no event of a run", "write one with --reporter ndjson=FILE");
  const auto name = part.text("event");
  if (name.starts_with("swe")) return std::nullopt;
  if (name == "rule") {
    rules_.tell(rule_event(part));
    return std::nullopt;
  }
  Told told{facts_, rules_};
  std::vector<std::string> known;
  for (const auto& kind : event_kinds_known) {
    known.emplace_back(kind.name);
    if (kind.name != name) continue;
    if (!started_ && name != "run_started")
      line.refuse(0, "the stream does not begin with 'run_started'", "give the whole of it");
    if (started_ && name == "run_started")
      line.refuse(0, "another run begins here", "report one run after the other");
    started_ = true;
    return kind.parse(part, told);
  }
  part.refuse("event", "unknown event '" + name + "'", suggestion(name, known));
}

}  // namespace karimen::harness::report
