#include <fstream>

#include "harness/cli/explore/findings/finding_lines.hpp"
#include "harness/cli/explore/findings/findings.hpp"
#include "harness/cli/explore/findings/ground.hpp"
#include "harness/report/output_file.hpp"

namespace karimen::harness::cli {
namespace {

using trace::JsonLine;
using Json = JsonLine::Json;

constexpr auto findings_format = "karimen findings";
constexpr auto findings_are_made_by = "write one with 'karimen explore --findings FILE'";
constexpr Bilingual unwritten_words{"{} was not written: it would be of a part of what was asked for\n",
                                    "{} は書き出していない（一部だけの結果になるため）\n"};
constexpr Bilingual interrupted_words{"interrupted: this is what was explored so far\n",
                                      "中断: ここまでの結果\n"};

void take_head(const JsonLine& line, Findings& into) {
  if (line.text("format", "") != findings_format || !line.is("schema", 1))
    line.refuse(0, "these are no findings that this program knows", findings_are_made_by);
  into.ground = ground_in(line, {"format", "schema", "shard"});
  into.found = nothing_found(into.ground);
  const auto shard = line.json().find("shard");
  if (shard == line.json().end()) return;
  const bool good = shard->is_array() && shard->size() == 2 && shard->at(0).is_number_unsigned() &&
                    shard->at(1).is_number_unsigned() && shard->at(0) >= 1U && shard->at(0) <= shard->at(1);
  if (!good) line.refuse(line.place("shard"), "'shard' is not a part and the number of all");
  into.shard = shard->at(0);
  into.shards = shard->at(1);
}

std::string way_out(const Findings& findings) {
  return findings.ground.empty() ? findings_are_made_by
                                 : "walk it again: " + command_for(findings, findings.shard);
}

}  // namespace

std::string command_for(const Findings& findings, unsigned shard) {
  auto command = command_of(findings.ground);
  if (findings.shards > 1)
    command += " --shard " + std::to_string(shard) + '/' + std::to_string(findings.shards);
  return command + " --findings FILE";
}

void write_findings(const Findings& findings, const std::filesystem::path& path) {
  report::OutputFile file(path);
  Json head{{"format", findings_format}, {"schema", 1}};
  head.update(findings.ground);
  if (findings.shards > 1) head["shard"] = {findings.shard, findings.shards};
  write_line(head, file.stream());
  std::visit([&](const auto& found) { write_lines(found, file.stream()); }, findings.found);
  file.commit();
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
        take_head(line, findings);
        continue;
      }
      whole = line.has("groups");
      std::visit([&](auto& found) { whole ? take_counts(line, found) : take_group(line, found); },
                 findings.found);
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

ExitCode tell_and_keep(const Findings& findings, const std::filesystem::path& folder, bool interrupted,
                       const Invocation& invocation, const Streams& streams) {
  const Telling telling{folder, invocation.language, streams.out, interrupted};
  const auto code = std::visit([&](const auto& found) { return tell(found, telling); }, findings.found);
  const auto file = invocation.get("findings");
  if (interrupted) {
    streams.err << say(interrupted_words, invocation.language);
    if (!file.empty()) streams.err << say(unwritten_words, invocation.language, {file});
    return ExitCode::interrupted;
  }
  if (!file.empty()) write_findings(findings, file);
  return code;
}

}  // namespace karimen::harness::cli
