#include "harness/cli/explore/findings_file.hpp"

#include <algorithm>
#include <fstream>

#include "base/text.hpp"
#include "harness/report/output_file.hpp"
#include "harness/trace/json_line.hpp"

namespace karimen::harness::cli {
namespace {

using explore::Finding;
using explore::Walk;
using trace::JsonLine;
using Json = JsonLine::Json;

constexpr auto findings_format = "karimen findings";
constexpr auto findings_are_made_by = "write one with 'karimen explore --findings FILE'";
constexpr auto failure_group = "failure", open_group = "undecided";

std::string findings_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json json_of(const Walk& walk) {
  auto steps = Json::array();
  for (const auto& step : walk.steps) {
    Json each{{"do", step.procedure}, {"at", to_string(step.at)}};
    for (const auto& [name, value] : step.inputs) each["with"][name] = value;
    steps.push_back(std::move(each));
  }
  return {{"holder", walk.holder},
          {"given", Json(walk.given)},
          {"assume", Json(walk.assumptions)},
          {"steps", std::move(steps)}};
}

Json json_of(const Finding& finding, const char* group) {
  const auto& mishap = finding.mishap;
  return {{"group", group},
          {"walks", finding.walks},
          {"procedure", mishap.procedure},
          {"verdict", to_string(mishap.verdict)},
          {"failure", to_string(mishap.failure)},
          {"differences", mishap.differences},
          {"detail", mishap.detail},
          {"speaking", mishap.speaking},
          {"rules", mishap.rules},
          {"number", finding.number},
          {"length", finding.length},
          {"shortest", json_of(finding.shortest)}};
}

std::size_t number_in(const JsonLine& line, const char* key, unsigned least = 0) {
  const auto found = line.json().find(key);
  if (found == line.json().end()) line.refuse(0, std::string("'") + key + "' is missing");
  if (!found->is_number_unsigned() || *found < least)
    line.refuse(line.place(key),
                std::string("'") + key +
                    (least == 0 ? "' is not a whole number from 0" : "' is not a whole number from 1"));
  return found->get<std::size_t>();
}

std::vector<std::string> texts_in(const JsonLine& line, const char* key) {
  const auto found = line.json().find(key);
  const bool good = found != line.json().end() && found->is_array() &&
                    std::ranges::all_of(*found, [](const Json& each) { return each.is_string(); });
  if (!good) line.refuse(line.place(key), std::string("'") + key + "' is not a list of texts");
  return found->get<std::vector<std::string>>();
}

std::map<std::string, std::size_t> counts_in(const JsonLine& line, const char* key) {
  const auto found = line.json().find(key);
  const bool good = found != line.json().end() && found->is_object() &&
                    std::ranges::all_of(*found, [](const Json& each) { return each.is_number_unsigned(); });
  if (!good)
    line.refuse(line.place(key), std::string("'") + key + "' is not an object of whole numbers from 0");
  return found->get<std::map<std::string, std::size_t>>();
}

// Throws Json::exception, or std::bad_optional_access for a moment.
Walk walk_in(const Json& json) {
  Walk walk{
      .holder = json.at("holder"), .given = json.at("given"), .assumptions = json.at("assume"), .steps = {}};
  for (const auto& each : json.at("steps")) {
    auto& step = walk.steps.emplace_back();
    step.procedure = each.at("do");
    step.at = parse_moment(each.at("at").get<std::string>()).value();
    if (!each.contains("with")) continue;
    for (const auto& [name, value] : each.at("with").items()) step.inputs.emplace_back(name, value);
  }
  return walk;
}

// It names a file, too.
std::string procedure_in(const JsonLine& line) {
  auto name = line.text("procedure");
  if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos)
    line.refuse(line.place("procedure"), "no procedure is called '" + name + "'");
  return name;
}

Verdict verdict_in(const JsonLine& line) {
  const auto verdict = verdict_called(line.text("verdict"));
  if (!verdict) line.refuse(line.place("verdict"), "there is no verdict '" + line.text("verdict") + "'");
  return *verdict;
}

Failure failure_in(const JsonLine& line) {
  const auto name = line.text("failure");
  for (auto i = 0; i <= static_cast<int>(last_failure); ++i)
    if (name == to_string(static_cast<Failure>(i))) return static_cast<Failure>(i);
  line.refuse(line.place("failure"), "there is no failure '" + name + "'");
}

void take_group(const JsonLine& line, explore::Explored& into) {
  line.only({"group", "walks", "procedure", "verdict", "failure", "differences", "detail", "speaking",
             "rules", "number", "length", "shortest"});
  Finding finding;
  auto& mishap = finding.mishap;
  mishap.verdict = verdict_in(line);
  mishap.failure = failure_in(line);
  mishap.procedure = procedure_in(line);
  mishap.differences = texts_in(line, "differences");
  mishap.detail = line.text("detail");
  mishap.speaking = texts_in(line, "speaking");
  mishap.rules = texts_in(line, "rules");
  finding.walks = number_in(line, "walks", 1);
  finding.number = number_in(line, "number");
  finding.length = number_in(line, "length", 1);
  try {
    finding.shortest = walk_in(line.json().at("shortest"));
  } catch (const std::exception&) {  // of the JSON, or a moment that is none
    line.refuse(line.place("shortest"), "'shortest' is not a walk");
  }
  if (finding.shortest.steps.empty()) line.refuse(line.place("shortest"), "'shortest' is not a walk");
  mishap.step = finding.shortest.steps.size() - 1;
  const auto group = line.text("group");
  if (group != failure_group && group != open_group)
    line.refuse(line.place("group"), "there is no group '" + group + "'");
  (group == failure_group ? into.failures : into.open).push_back(std::move(finding));
}

void take_counts(const JsonLine& line, explore::Explored& into) {
  line.only({"walked", "impossible", "steps", "undecided", "done", "refused", "groups"});
  into.walks = number_in(line, "walked");
  into.not_possible = number_in(line, "impossible");
  into.steps = number_in(line, "steps");
  into.undecided = number_in(line, "undecided");
  into.done = counts_in(line, "done");
  into.refused = counts_in(line, "refused");
  if (number_in(line, "groups") != into.failures.size() + into.open.size())
    line.refuse(line.place("groups"), "there are not as many groups before this line as it says");
}

void take_ground(const JsonLine& line, Findings& into) {
  if (line.text("format", "") != findings_format || !line.is("schema", 1))
    line.refuse(0, "these are no findings that this program knows", findings_are_made_by);
  line.only({"format", "schema", "version", "rulebook", "fixtures", "seed", "depth", "walks", "assume",
             "defects", "system", "shard"});
  for (const auto* text : {"version", "rulebook", "fixtures", "seed", "system"}) (void)line.text(text);
  for (const auto* list : {"assume", "defects"}) (void)texts_in(line, list);
  (void)number_in(line, "depth", 1);
  (void)number_in(line, "walks", 1);
  into.ground = line.json();
  const auto shard = into.ground.find("shard");
  if (shard == into.ground.end()) return;
  const bool good = shard->is_array() && shard->size() == 2 && shard->at(0).is_number_unsigned() &&
                    shard->at(1).is_number_unsigned() && shard->at(0) >= 1U && shard->at(0) <= shard->at(1);
  if (!good) line.refuse(line.place("shard"), "'shard' is not a part and the number of all");
  into.shard = shard->at(0);
  into.shards = shard->at(1);
  into.ground.erase("shard");
}

void add_options(std::string& command, const char* name, const Json& values) {
  for (const auto& value : values) command += std::string(" --") + name + ' ' + value.get<std::string>();
}

std::string way_out(const Findings& findings) {
  return findings.ground.empty() ? findings_are_made_by
                                 : "walk it again: " + command_for(findings, findings.shard);
}

}  // namespace

std::string command_for(const Findings& findings, unsigned shard) {
  const auto& ground = findings.ground;
  auto command = "karimen explore --walks " + ground.at("walks").dump() + " --seed " +
                 ground.at("seed").get<std::string>() + " --depth " + ground.at("depth").dump();
  add_options(command, "assume", ground.at("assume"));
  add_options(command, "defect", ground.at("defects"));
  if (findings.shards > 1)
    command += " --shard " + std::to_string(shard) + '/' + std::to_string(findings.shards);
  if (const auto system = ground.at("system").get<std::string>(); !system.empty())
    command += " --sut " + system;
  return command + " --findings FILE";
}

void write_findings(const Findings& findings, const std::filesystem::path& path) {
  report::OutputFile out(path);
  Json head{{"format", findings_format}, {"schema", 1}};
  head.update(findings.ground);
  if (findings.shards > 1) head["shard"] = {findings.shard, findings.shards};
  out.stream() << findings_line(head) << '\n';
  const auto& all = findings.explored;
  for (const auto& each : all.failures) out.stream() << findings_line(json_of(each, failure_group)) << '\n';
  for (const auto& each : all.open) out.stream() << findings_line(json_of(each, open_group)) << '\n';
  out.stream() << findings_line({{"walked", all.walks},
                                 {"impossible", all.not_possible},
                                 {"steps", all.steps},
                                 {"undecided", all.undecided},
                                 {"done", Json(all.done)},
                                 {"refused", Json(all.refused)},
                                 {"groups", all.failures.size() + all.open.size()}})
               << '\n';
  out.commit();
}

Findings read_findings(const std::filesystem::path& path) {
  std::ifstream in(path);
  const auto refuse = [&](const char* what, std::string fix, int line = 0) {
    throw DiagnosticError(Diagnostic{.where = {path.string(), line, 0}, .what = what, .fix = std::move(fix)});
  };
  if (!in) refuse("the file cannot be read", findings_are_made_by);
  Findings findings;
  int number = 0;
  bool whole = false;
  for (std::string text; std::getline(in, text);) try {
      const JsonLine line(text, {path.string(), ++number, 0});
      if (whole) line.refuse(0, "nothing stands behind the line of what was walked");
      if (number == 1) {
        take_ground(line, findings);
        continue;
      }
      whole = line.has("walked");
      (whole ? take_counts : take_group)(line, findings.explored);
    } catch (const DiagnosticError& error) {
      auto diagnostic = error.diagnostics().front();
      if (diagnostic.fix.empty()) diagnostic.fix = way_out(findings);
      throw DiagnosticError(std::move(diagnostic));
    }
  if (number == 0) refuse("the file is empty", findings_are_made_by);
  if (!whole)
    refuse("the file is cut off: the line of what was walked is missing", way_out(findings), number);
  return findings;
}

}  // namespace karimen::harness::cli
