// karimen new scenario|card|rule: a template of one, to standard output or into a file.
#include <algorithm>
#include <ostream>

#include "base/process/shell_word.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/cli/frame/outputs.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/new/templates.hpp"
#include "harness/report/output_file.hpp"

namespace karimen::harness::cli {

namespace {

// What editors with a YAML language server complete and underline by. Nothing where there is no data.
std::string schema_line(const Template& made) {
  try {
    const auto schema = find_data("", "").root / "docs/schema" / (std::string(made.schema) + ".json");
    return "# yaml-language-server: $schema=" + schema.string() + '\n';
  } catch (const DiagnosticError&) {
    return "";
  }
}

}  // namespace

ExitCode print_template(const Invocation& invocation, const Streams& streams) {
  const auto kind = invocation.command.substr(invocation.command.find(' ') + 1);
  const auto& made = *std::ranges::find(templates(), kind, &Template::kind);
  if (invocation.arguments.size() > 1) throw bad_command_line("new " + kind + " takes one file");
  if (invocation.arguments.empty() || invocation.arguments.front() == "-") {
    streams.out << schema_line(made) << made.text.in(invocation.language);
    return ExitCode::ok;
  }
  const auto& path = invocation.arguments.front();
  must_be_new(path);
  report::OutputFile file(path);
  file.stream() << schema_line(made) << made.text.in(invocation.language);
  file.commit();
  streams.err << say(made.next, invocation.language, {shell_path(path)});
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
