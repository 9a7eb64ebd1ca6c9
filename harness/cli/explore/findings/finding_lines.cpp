#include "harness/cli/explore/findings/finding_lines.hpp"

#include <algorithm>
#include <ostream>

#include "base/text.hpp"

namespace karimen::harness::cli {
namespace {

using explore::Mishap;
using explore::Walk;
using trace::JsonLine;
using Json = JsonLine::Json;

// Throws Json::exception, or std::bad_optional_access for a moment.
Walk walk_of(const Json& json) {
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

}  // namespace

void write_line(const Json& json, std::ostream& out) {
  out << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
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

void add_mishap(const Mishap& mishap, Json& to) {
  to.update({{"procedure", mishap.procedure},
             {"verdict", to_string(mishap.verdict)},
             {"failure", to_string(mishap.failure)},
             {"differences", mishap.differences},
             {"detail", mishap.detail},
             {"speaking", mishap.speaking},
             {"rules", mishap.rules}});
}

Walk walk_in(const JsonLine& line, const char* key, std::size_t least_steps) {
  Walk walk;
  bool good = true;
  try {
    walk = walk_of(line.json().at(key));
  } catch (const std::exception&) {  // of the JSON, or a moment that is none
    good = false;
  }
  if (!good || walk.steps.size() < least_steps)
    line.refuse(line.place(key), std::string("'") + key + "' is not a walk");
  return walk;
}

Mishap mishap_in(const JsonLine& line) {
  return {.verdict = verdict_in(line),
          .failure = failure_in(line),
          .procedure = procedure_in(line, "procedure"),
          .differences = texts_in(line, "differences"),
          .detail = line.text("detail"),
          .speaking = texts_in(line, "speaking"),
          .rules = texts_in(line, "rules")};
}

std::size_t number_in(const JsonLine& line, const char* key, unsigned least) {
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

std::string procedure_in(const JsonLine& line, const char* key) {
  auto name = line.text(key);
  if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos)
    line.refuse(line.place(key), "no procedure is called '" + name + "'");
  return name;
}

void check_groups(const JsonLine& line, std::size_t there_are) {
  if (number_in(line, "groups") != there_are)
    line.refuse(line.place("groups"), "there are not as many groups before this line as it says");
}

}  // namespace karimen::harness::cli
