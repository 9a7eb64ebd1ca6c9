#include "harness/cli/coverage/coverage_file.hpp"

#include <fstream>

#include "harness/report/output_file.hpp"
#include "harness/trace/json_line.hpp"

namespace karimen::harness::cli {
namespace {

using trace::JsonLine;
constexpr auto coverage_format = "karimen coverage";
constexpr auto made_by = "write one with 'karimen run --coverage=FILE'";

std::string coverage_line(const JsonLine::Json& json) {
  return json.dump(-1, ' ', false, JsonLine::Json::error_handler_t::replace);
}

void take_goal(const JsonLine& line, coverage::Coverage& into) {
  line.only({"goal", "of", "is", "table", "by", "nearest", "distance", "never"});
  const auto kind = coverage::kind_called(line.text("goal"));
  if (!kind) line.refuse(line.place("goal"), "there is no goal of the kind '" + line.text("goal") + "'");
  coverage::Reached reached{.by = line.text("by", ""), .nearest = line.text("nearest", "")};
  if (line.has("distance")) {
    const auto& distance = line.json()["distance"];
    if (!distance.is_number_unsigned())
      line.refuse(line.place("distance"), "'distance' is not a whole number from 0");
    reached.distance = distance.get<unsigned>();
  }
  const auto never = coverage::never_called(line.text("never", ""));
  if (!never)
    line.refuse(line.place("never"),
                "there is no reason '" + line.text("never") + "' for which nothing shows a goal");
  reached.never = *never;
  into.goals[{*kind, line.text("of"), line.text("is", ""), line.text("table", "")}].take(reached);
}

}  // namespace

void write_coverage(const CoverageFile& file, const std::filesystem::path& path) {
  report::OutputFile out(path);
  out.stream() << coverage_line({{"format", coverage_format}, {"schema", 1}, {"rulebook", file.rulebook}})
               << '\n';
  for (const auto& [goal, reached] : file.coverage.goals) {
    JsonLine::Json json{{"goal", coverage::name_of(goal.kind)}, {"of", goal.subject}};
    if (!goal.detail.empty()) json["is"] = goal.detail;
    if (!goal.table.empty()) json["table"] = goal.table;
    if (!reached.by.empty()) json["by"] = reached.by;
    if (reached.by.empty() && !reached.nearest.empty()) {
      json["nearest"] = reached.nearest;
      json["distance"] = reached.distance;
    }
    if (reached.never != coverage::Never::no) json["never"] = coverage::name_of(reached.never);
    out.stream() << coverage_line(json) << '\n';
  }
  out.commit();
}

CoverageFile read_coverage(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in)
    throw DiagnosticError(
        Diagnostic{.where = {path.string()}, .what = "the file cannot be read", .fix = made_by});
  CoverageFile file;
  int number = 0;
  for (std::string text; std::getline(in, text);) {
    const JsonLine line(text, {path.string(), ++number, 0});
    if (number > 1) {
      take_goal(line, file.coverage);
      continue;
    }
    if (line.text("format", "") != coverage_format || !line.is("schema", 1))
      line.refuse(0, "this is no coverage that this program knows", made_by);
    file.rulebook = line.text("rulebook");
  }
  if (number == 0)
    throw DiagnosticError(Diagnostic{.where = {path.string()}, .what = "the file is empty", .fix = made_by});
  return file;
}

}  // namespace karimen::harness::cli
