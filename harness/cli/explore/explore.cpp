// karimen explore: by its options random walks, or one of the searches that chance has no part in.
#include "harness/cli/defect/defects.hpp"
#include "harness/cli/explore/exploring.hpp"
#include "harness/cli/frame/subcommands.hpp"

namespace karimen::harness::cli {
namespace {

/// A way of exploring that an option asks for.
struct Way {
  const char* option;
  ExitCode (*explore)(const Invocation&, const Streams&);
};
constexpr Way ways[] = {{"cover", cover_rule},     {"breadth", explore_breadth_first},
                        {"stuck", explore_stuck},  {"at-all-boundaries", explore_boundaries},
                        {"merge", merge_findings}, {"defects", list_defects}};

}  // namespace

ExitCode explore(const Invocation& invocation, const Streams& streams) {
  const Way* chosen = nullptr;
  for (const auto& way : ways) {
    if (!invocation.has(way.option)) continue;
    if (chosen != nullptr)
      throw bad_command_line(
          std::string("--") + chosen->option + " and --" + way.option + " contradict each other",
          "leave one of them out");
    chosen = &way;
  }
  for (const auto* alone : {"cover", "defects"})
    if (invocation.has(alone) && invocation.has("findings"))
      throw bad_command_line(std::string("--") + alone + " and --findings contradict each other",
                             "leave one of them out");
  if (chosen != nullptr && all_defects(invocation))
    throw bad_command_line(std::string("--") + chosen->option + " and --defect all contradict each other",
                           "'karimen explore --defect all' takes random walks; name one defect");
  if (chosen == nullptr && all_defects(invocation)) return explore_defects(invocation, streams);
  return (chosen == nullptr ? explore_walks : chosen->explore)(invocation, streams);
}

}  // namespace karimen::harness::cli
