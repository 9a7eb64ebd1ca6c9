// karimen rules export: the rulebook in a form that other programs read.
#include <ostream>

#include "base/phrases/phrasebook.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/report/dmn/dmn_document.hpp"
#include "harness/report/output_file.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual gap_line{"{}: FEEL cannot say it: {}\n", "{}: FEELでは表せない: {}\n"};
constexpr Bilingual exported_line{"{} decisions written to {}\n", "決定表{}件を {} に書いた\n"};

}  // namespace

ExitCode rules_export(const Invocation& invocation, const Streams& streams) {
  const auto format = invocation.get("format", "dmn");
  if (format != "dmn") throw bad_command_line("unknown format '" + format + "'", "--format dmn");
  if (invocation.arguments.size() > 1) throw bad_command_line("rules export takes one file");
  const auto folders = data_of(invocation);
  const auto rulebook = sound_rulebook(folders);
  const auto document = report::dmn_document(rulebook, Calendar::load(folders.holidays()), KARIMEN_VERSION);
  if (invocation.arguments.empty() || invocation.arguments.front() == "-") {
    streams.out << document.xml;
  } else {
    report::OutputFile file(invocation.arguments.front());
    file.stream() << document.xml;
    file.commit();
    streams.err << say(exported_line, invocation.language,
                       {std::to_string(rulebook.decisions().size()), invocation.arguments.front()});
  }
  for (const auto& gap : document.gaps)
    streams.err << say(gap_line, invocation.language, {gap.name, translated(gap.why, invocation.language)});
  return document.gaps.empty() ? ExitCode::ok : ExitCode::undecided;
}

}  // namespace karimen::harness::cli
