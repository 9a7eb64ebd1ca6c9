
#include "harness/report/event/event_json.hpp"

#include "harness/report/reporter.hpp"
#include "harness/trace/json_line.hpp"

namespace karimen::harness::report {
namespace {

using Json = nlohmann::ordered_json;

// A text under its key, where it has words; the Japanese beside it.
void put(Json& object, const std::string& key, const BilingualText& text) {
  if (!text.empty()) object[key] = text.in(Language::en);
  if (!text.ja.empty() && !text.en.empty()) object[key + "_ja"] = text.ja;
}

// The texts of a step's lines stand in it: the file may be another one when the stream is read.
Json json(const Spot& spot) {
  return {{"file", spot.file()}, {"line", spot.line()}, {"column", spot.column()}, {"text", spot.text()}};
}

Json json(const RuleEvent& rule) {
  Json object{{"id", rule.id}, {"decision", rule.decision}, {"fired", rule.fired}};
  put(object, "because", rule.because);
  if (!rule.consequence.empty()) object["consequence"] = rule.consequence;
  put(object, "explanation", rule.explanation);
  for (const auto& [name, value] : rule.says) object["says"].push_back({name, value});
  return object;
}

Json json(const RunOrigin& origin) {
  Json object{{"version", origin.version}};
  for (const auto& [name, text] :
       {std::pair("commit", &origin.commit), std::pair("rulebook", &origin.rulebook),
        std::pair("build", &origin.build), std::pair("program", &origin.program),
        std::pair("pipeline", &origin.pipeline), std::pair("folder", &origin.folder),
        std::pair("measured_start", &origin.measured_start)})
    if (!text->empty()) object[name] = *text;
  if (origin.shards > 1) object["shard"] = {origin.shard, origin.shards};
  if (!origin.options.empty()) object["options"] = json_of(origin.options);
  return object;
}

Json json(const Difference& each) {
  Json object{{"name", each.name},
              {"kind", each.failure == Failure::none ? "undecided" : to_string(each.failure)}};
  if (each.expected) object["expected"] = *each.expected;
  if (each.predicted) object["predicted"] = *each.predicted;
  if (each.observed) object["observed"] = *each.observed;
  if (!each.reason.empty()) object["reason"] = each.reason;
  put(object, "because", each.because);
  if (!each.facts.empty()) object["facts"] = each.facts;
  object["spot"] = json(each.spot);
  return object;
}

Json json(const ClientEvent& client) {
  Json object{{"command", client.command}, {"run", client.run}};
  if (client.ending.empty()) return object;
  object["exit"] = client.ending;
  for (const auto& [name, written] :
       {std::pair("output", &client.output), std::pair("error", &client.error)}) {
    object[name] = written->text;
    if (written->left_out > 0) object[std::string(name) + "_left_out"] = written->left_out;
  }
  return object;
}

Json json(const Counts& counts) {
  return {{"pass", counts.pass},
          {"skip", counts.skip},
          {"xfail", counts.xfail},
          {"fail", counts.fail},
          {"passed_unexpectedly", counts.passed_unexpectedly},
          {"undecided", counts.undecided},
          {"flaky", counts.flaky},
          {"error", counts.error},
          {"not_run", counts.not_run},
          {"notes", counts.notes},
          {"steps", counts.steps},
          {"clients_not_run", counts.clients_not_run},
          {"not_observed", counts.not_observed},
          {"assumptions", counts.assumptions}};
}

struct ToJson {
  /// Of a stream; nullptr: the event stands alone, and a step has all its facts.
  ToldFacts* told = nullptr;
  ToldRules* told_rules = nullptr;
  /// Lines that the event's own refers to.
  std::string* lines_before = nullptr;

  void put_facts(Json& object, const StepEvent& event) const {
    if (told != nullptr) return told->put(object, event);
    object["predicted"] = json_of(event.predicted);
    object["observed"] = json_of(event.observed);
    if (!event.before.empty()) object["before"] = json_of(event.before);
  }

  Json told_json(const RuleEvent& rule) const {
    const auto telling = told_rules->told(rule);
    if (telling == ToldRules::Telling::whole) return json(rule);
    if (telling == ToldRules::Telling::first) {
      Json line{{"event", "rule"}};
      line.update(json(rule));
      *lines_before += spelled(line) + '\n';
    }
    return rule.id;
  }

  Json operator()(const RunStarted& event) const {
    Json object{{"event", "run_started"},
                {"schema", event_schema},
                {"scenarios", event.scenarios},
                {"seed", event.seed},
                {"assumptions", json_of(event.assumptions)},
                {"oracle_assumptions", json_of(event.oracle_assumptions)},
                {"transport", event.transport},
                {"origin", json(event.origin)}};
    if (!event.system.empty()) object["system"] = event.system;
    if (told != nullptr) {
      object["apdus"] = to_string(event.apdus);
      object["usual"] = json_of(event.usual);
      told->begin(event.usual);
    }
    return object;
  }
  Json operator()(const ApduEvent& event) const {
    if (event.reset)
      return {{"event", "reset"},
              {"scenario", event.scenario},
              {"step", event.step},
              {"atr", to_hex(event.response)}};
    Json object{{"event", "apdu"},
                {"scenario", event.scenario},
                {"step", event.step},
                {"command", to_hex(event.command, event.hidden_command)},
                {"response", to_hex(event.response, event.hidden_response)}};
    put(object, "cause", event.cause);
    return object;
  }
  Json operator()(const PaperEvent& event) const {
    auto lines = Json::array();
    for (const auto& [label, text] : event.lines) lines.push_back({label, text});
    return {{"event", "paper"},
            {"scenario", event.scenario},
            {"step", event.step},
            {"kind", event.kind},
            {"lines", lines}};
  }
  Json operator()(const StepEvent& event) const {
    auto rules = Json::array(), differences = Json::array();
    for (const auto& rule : event.rules)
      rules.push_back(told_rules != nullptr ? told_json(rule) : json(rule));
    for (const auto& each : event.differences) differences.push_back(json(each));
    Json object{{"event", "step"},
                {"scenario", event.scenario},
                {"id", event.id},
                {"procedure", event.procedure},
                {"at", event.at},
                {"actor", event.actor},
                {"who", event.who},
                {"place", event.place},
                {"inputs", json_of(event.inputs)}};
    put_facts(object, event);
    object.update({{"not_observed", event.not_observed},
                   {"rules", rules},
                   {"assumptions", event.assumptions},
                   {"verdict", to_string(event.verdict)}});
    if (event.failure != Failure::none) object["failure"] = to_string(event.failure);
    if (event.client) object["client"] = json(*event.client);
    if (!differences.empty()) object["differences"] = differences;
    for (const auto& each : event.notes) object["notes"].push_back(json(each));
    if (!event.detail.empty()) object["detail"] = event.detail;
    object["spot"] = json(event.spot);
    for (const auto& each : event.used_at) object["used_at"].push_back(json(each));
    object["measured_ms"] = event.measured_ms;
    return object;
  }
  Json operator()(const ScenarioFinished& event) const {
    if (told != nullptr) told->end_scenario();
    Json object{{"event", "scenario_finished"}, {"id", event.id}, {"title", event.title.in(Language::en)}};
    if (!event.title.ja.empty()) object["title_ja"] = event.title.ja;
    if (!event.path.empty()) object["file"] = event.path;
    if (event.line > 0) object["line"] = event.line;
    if (!event.tags.empty()) object["tags"] = event.tags;
    if (!event.holder.empty()) object["holder"] = event.holder;
    if (!event.assumptions.empty()) object["assumptions"] = json_of(event.assumptions);
    object["verdict"] = to_string(event.verdict);
    if (event.failure != Failure::none) object["failure"] = to_string(event.failure);
    put(object, "reason", event.reason);
    if (!event.step.empty()) object["step"] = event.step;
    if (!event.detail.empty()) object["detail"] = event.detail;
    if (event.attempts > 1) object["attempts"] = event.attempts;
    if (event.repetition > 0) object["repetition"] = event.repetition;
    if (event.internal) object["internal"] = true;
    if (event.unread) object["unread"] = true;
    put(object, "mistakes", event.mistakes);
    if (!event.transcript.empty()) object["transcript"] = event.transcript;
    if (!event.digest.empty()) object["digest"] = event.digest;
    if (!event.text.empty()) object["text_digest"] = event.text;
    object["predicted"] = event.predicted;
    object["observed"] = event.observed;
    object["steps"] = event.steps;
    object["not_run"] = event.not_run;
    object["measured_ms"] = event.measured_ms;
    return object;
  }
  Json operator()(const RunFinished& event) const {
    return {{"event", "run_finished"},
            {"counts", json(event.counts)},
            {"digest", event.digest},
            {"interrupted", event.interrupted},
            {"measured_ms", event.measured_ms}};
  }
};

// As `spelled` writes the event. Exchanges are most of a stream, and nearly all of one are digits, which need
// not be looked at one by one for what a JSON text cannot hold.
std::string line_of(const ApduEvent& event) {
  using trace::quoted;
  std::string line = R"({"event":"apdu","scenario":)" + quoted(event.scenario);
  const auto put = [&](std::string_view key, const std::string& value) {
    line.append(",\"").append(key).append("\":").append(value);
  };
  const auto digits = [](ByteView bytes, const HiddenBytes& hidden) {
    return '"' + to_hex(bytes, hidden) + '"';
  };
  put("step", quoted(event.step));
  put("command", digits(event.command, event.hidden_command));
  put("response", digits(event.response, event.hidden_response));
  if (!event.cause.empty()) put("cause", quoted(event.cause.in(Language::en)));
  if (!event.cause.ja.empty() && !event.cause.en.empty()) put("cause_ja", quoted(event.cause.ja));
  return line + '}';
}

}  // namespace

Json event_json(const Event& event) {
  return std::visit(ToJson{}, event);
}

std::string spelled(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string to_json(const Event& event) {
  return spelled(event_json(event));
}

std::string EventWriter::lines(const Event& event) {
  if (const auto* apdu = std::get_if<ApduEvent>(&event); apdu != nullptr && !apdu->reset)
    return line_of(*apdu) + '\n';
  std::string all;
  const auto own = spelled(std::visit(ToJson{&facts_, &rules_, &all}, event));
  return all + own + '\n';
}

}  // namespace karimen::harness::report
