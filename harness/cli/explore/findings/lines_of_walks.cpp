// What random walks found, as lines: of the system under test, and of institutions that err.
#include <algorithm>
#include <ostream>

#include "harness/cli/explore/findings/finding_lines.hpp"

namespace karimen::harness::cli {
namespace {

using explore::Finding;
using trace::JsonLine;
using Json = JsonLine::Json;

constexpr auto open_group = "undecided";
constexpr auto noticed_group = "noticed", unnoticed_group = "unnoticed";

void write_finding(const Finding& finding, const char* group, std::ostream& out) {
  Json line{{"group", group}, {"walks", finding.walks}};
  add_mishap(finding.mishap, line);
  line.update(
      {{"number", finding.number}, {"length", finding.length}, {"shortest", json_of(finding.shortest)}});
  write_line(line, out);
}

[[noreturn]] void refuse_group(const JsonLine& line, const std::string& group) {
  line.refuse(line.place("group"), "there is no group '" + group + "'");
}

}  // namespace

void write_lines(const explore::Explored& all, std::ostream& out) {
  for (const auto& each : all.failures) write_finding(each, failure_group, out);
  for (const auto& each : all.open) write_finding(each, open_group, out);
  write_line({{"walked", all.walks},
              {"impossible", all.not_possible},
              {"steps", all.steps},
              {"undecided", all.undecided},
              {"done", Json(all.done)},
              {"refused", Json(all.refused)},
              {"groups", all.failures.size() + all.open.size()}},
             out);
}

void take_group(const JsonLine& line, explore::Explored& into) {
  line.only({"group", "walks", "procedure", "verdict", "failure", "differences", "detail", "speaking",
             "rules", "number", "length", "shortest"});
  Finding finding{.mishap = mishap_in(line),
                  .walks = number_in(line, "walks", 1),
                  .number = number_in(line, "number"),
                  .length = number_in(line, "length", 1),
                  .shortest = walk_in(line, "shortest")};
  finding.mishap.step = finding.shortest.steps.size() - 1;
  const auto group = line.text("group");
  if (group != failure_group && group != open_group) refuse_group(line, group);
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
  check_groups(line, into.failures.size() + into.open.size());
}

void write_lines(const HuntReport& report, std::ostream& out) {
  for (const auto& each : report.all) {
    Json line{{"group", each.kill ? noticed_group : unnoticed_group}, {"defect", each.defect->name}};
    if (each.kill) {
      add_mishap(each.kill->mishap, line);
      line.update({{"number", each.kill->number}, {"walk", json_of(each.kill->walk)}});
    }
    write_line(line, out);
  }
  write_line({{"groups", report.all.size()}}, out);
}

void take_group(const JsonLine& line, HuntReport& into) {
  const auto group = line.text("group"), name = line.text("defect");
  Hunted hunted{.defect = sim::world::find_defect(name), .kill = {}};
  if (hunted.defect == nullptr || hunted.defect->name != name)
    line.refuse(line.place("defect"), "no defect of an institution is called '" + name + "'");
  if (group == noticed_group) {
    line.only({"group", "defect", "procedure", "verdict", "failure", "differences", "detail", "speaking",
               "rules", "number", "walk"});
    hunted.kill = explore::Kill{number_in(line, "number"), walk_in(line, "walk"), mishap_in(line)};
    hunted.kill->mishap.step = hunted.kill->walk.steps.size() - 1;
  } else if (group == unnoticed_group) {
    line.only({"group", "defect"});
  } else {
    refuse_group(line, group);
  }
  if (std::ranges::find(into.all, hunted.defect, &Hunted::defect) != into.all.end())
    line.refuse(line.place("defect"), "'" + name + "' stands here twice");
  into.all.push_back(std::move(hunted));
}

void take_counts(const JsonLine& line, HuntReport& into) {
  line.only({"groups"});
  check_groups(line, into.all.size());
}

}  // namespace karimen::harness::cli
