// What searches found that chance has no part in, as lines.
#include <ostream>

#include "harness/cli/explore/findings/finding_lines.hpp"

namespace karimen::harness::cli {
namespace {

using trace::JsonLine;
using Json = JsonLine::Json;

constexpr auto stuck_group = "stuck";

void want_group(const JsonLine& line, const char* wanted) {
  if (const auto group = line.text("group"); group != wanted)
    line.refuse(line.place("group"), "there is no group '" + group + "'");
}

bool truth_in(const Json& json, const char* key) {
  return json.at(key).get<bool>();
}

}  // namespace

// Who found something ended there: all groups are of the last layer.
void write_lines(const explore::BreadthReport& report, std::ostream& out) {
  for (const auto& each : report.found()) {
    Json line{{"group", failure_group}, {"walks", each.times}};
    add_mishap(each.mishap, line);
    line.update({{"sides", each.sides}, {"number", each.number}, {"shortest", json_of(each.walk)}});
    write_line(line, out);
  }
  auto layers = Json::array();
  for (const auto& each : report.layers)
    layers.push_back({{"states", each.states},
                      {"model_steps", each.model_steps},
                      {"runs", each.runs},
                      {"undecided", each.undecided},
                      {"cut", each.cut}});
  write_line({{"holders", report.holders}, {"layers", std::move(layers)}, {"groups", report.found().size()}},
             out);
}

void take_group(const JsonLine& line, explore::BreadthReport& into) {
  line.only({"group", "walks", "procedure", "verdict", "failure", "differences", "detail", "speaking",
             "rules", "sides", "number", "shortest"});
  want_group(line, failure_group);
  if (into.layers.empty()) into.layers.emplace_back();
  into.layers.back().found.push_back({.mishap = mishap_in(line),
                                      .times = cli::number_in(line, "walks", 1),
                                      .number = cli::number_in(line, "number"),
                                      .sides = line.text("sides"),
                                      .walk = walk_in(line, "shortest")});
}

void take_counts(const JsonLine& line, explore::BreadthReport& into) {
  line.only({"holders", "layers", "groups"});
  auto found = into.layers.empty() ? std::vector<explore::Counterexample>{} : std::move(into.layers[0].found);
  into.layers.clear();
  into.holders = cli::number_in(line, "holders");
  try {
    for (const auto& each : line.json().at("layers"))
      into.layers.push_back({.states = each.at("states"),
                             .model_steps = each.at("model_steps"),
                             .runs = each.at("runs"),
                             .undecided = each.at("undecided"),
                             .cut = truth_in(each, "cut"),
                             .found = {}});
  } catch (const Json::exception&) {
    line.refuse(line.place("layers"), "'layers' does not count the walks of each length");
  }
  check_groups(line, into.layers.empty() ? 0 : found.size());
  if (!into.layers.empty()) into.layers.back().found = std::move(found);
}

void write_lines(const explore::StuckReport& report, std::ostream& out) {
  for (const auto& each : report.stuck)
    write_line({{"group", stuck_group},
                {"kind", each.kind},
                {"states", each.states},
                {"holders", each.holders},
                {"number", each.number},
                {"way_in", json_of(each.way_in)}},
               out);
  write_line({{"holders", report.holders},
              {"states", report.states},
              {"model_steps", report.model_steps},
              {"usable", report.usable},
              {"mended", report.mended},
              {"groups", report.stuck.size()}},
             out);
}

void take_group(const JsonLine& line, explore::StuckReport& into) {
  line.only({"group", "kind", "states", "holders", "number", "way_in"});
  want_group(line, stuck_group);
  into.stuck.push_back(
      {.way_in = walk_in(line, "way_in", 0),
       .number = cli::number_in(line, "number"),
       .kind = line.text("kind") == explore::begins_so ? explore::begins_so : procedure_in(line, "kind"),
       .states = cli::number_in(line, "states", 1),
       .holders = cli::number_in(line, "holders", 1)});
}

void take_counts(const JsonLine& line, explore::StuckReport& into) {
  line.only({"holders", "states", "model_steps", "usable", "mended", "groups"});
  into.holders = cli::number_in(line, "holders");
  into.states = cli::number_in(line, "states");
  into.model_steps = cli::number_in(line, "model_steps");
  into.usable = cli::number_in(line, "usable");
  into.mended = cli::number_in(line, "mended");
  check_groups(line, into.stuck.size());
}

void write_lines(const explore::BoundaryReport& report, std::ostream& out) {
  for (const auto& each : report.found) {
    Json line{{"group", failure_group}, {"runs", each.times}};
    add_mishap(each.mishap, line);
    line.update({{"sides", each.sides},
                 {"scenario", each.scenario},
                 {"days", each.days},
                 {"from", to_string(each.first_day)}});
    write_line(line, out);
  }
  write_line({{"scenarios", report.scenarios},
              {"runs", report.runs},
              {"impossible", report.impossible},
              {"undecided", report.undecided},
              {"groups", report.found.size()}},
             out);
}

void take_group(const JsonLine& line, explore::BoundaryReport& into) {
  line.only({"group", "runs", "procedure", "verdict", "failure", "differences", "detail", "speaking", "rules",
             "sides", "scenario", "days", "from"});
  want_group(line, failure_group);
  const auto days = line.json().find("days");
  if (days == line.json().end() || !days->is_number_integer())
    line.refuse(line.place("days"), "'days' is not a whole number");
  const auto from = parse_date(line.text("from"));
  if (!from) line.refuse(line.place("from"), "'from' is not a date that exists");
  into.found.push_back({.mishap = mishap_in(line),
                        .times = cli::number_in(line, "runs", 1),
                        .scenario = line.text("scenario"),
                        .days = *days,
                        .first_day = *from,
                        .sides = line.text("sides")});
}

void take_counts(const JsonLine& line, explore::BoundaryReport& into) {
  line.only({"scenarios", "runs", "impossible", "undecided", "groups"});
  into.scenarios = cli::number_in(line, "scenarios");
  into.runs = cli::number_in(line, "runs");
  into.impossible = cli::number_in(line, "impossible");
  into.undecided = cli::number_in(line, "undecided");
  check_groups(line, into.found.size());
}

}  // namespace karimen::harness::cli
