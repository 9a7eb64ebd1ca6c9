// karimen card limits: what the chip deliberately leaves out, and what it does instead.
#include <ostream>

#include "harness/cli/frame/subcommands.hpp"
#include "sim/chip/cause/limits.hpp"

namespace karimen::harness::cli {

ExitCode card_limits(const Invocation& invocation, const Streams& streams) {
  if (!invocation.arguments.empty()) throw bad_command_line("card limits takes no arguments");
  constexpr Bilingual lines{"{} ({})\n  why: {}\n  instead: {}\n", "{}（{}）\n  理由: {}\n  代わりに: {}\n"};
  const auto language = invocation.language;
  for (const auto& limit : sim::chip::limits()) {
    streams.out << say(lines, language,
                       {limit.what.in(language), std::string(limit.section), limit.why.in(language),
                        limit.instead.in(language)});
  }
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
