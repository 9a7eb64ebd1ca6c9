// karimen card limits: what the chip deliberately leaves out, and what it does instead.
#include <fmt/format.h>

#include <ostream>

#include "harness/cli/frame/subcommands.hpp"
#include "sim/chip/cause/limits.hpp"

namespace karimen::harness::cli {

ExitCode card_limits(const Invocation& invocation, const Streams& streams) {
  if (!invocation.arguments.empty()) throw bad_command_line("card limits takes no arguments");
  const bool japanese = invocation.has("ja");
  const auto language = japanese ? sim::chip::Language::japanese : sim::chip::Language::english;
  for (const auto& limit : sim::chip::limits()) {
    streams.out << fmt::format("{} ({})\n  {}{}\n  {}{}\n", limit.what.in(language), limit.section,
                               japanese ? "理由: " : "why: ", limit.why.in(language),
                               japanese ? "代わりに: " : "instead: ", limit.instead.in(language));
  }
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
