// --defect: the institutions err on purpose, in one thing or, one after the other, in all.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/cli/explore/exploring.hpp"
#include "harness/cli/frame/command.hpp"
#include "sim/world/defect.hpp"

namespace karimen::harness::cli {

/// --defect NAME, as often as it stands. Throws DiagnosticError (bad command line) for an unknown name.
[[nodiscard]] sim::world::Defects defects_of(const Invocation& invocation);
[[nodiscard]] sim::world::Defects defects_named(std::span<const std::string> names);
/// Whether it asks for all of them.
[[nodiscard]] bool all_defects(const Invocation& invocation);

/// Who noticed a defect; empty: nobody.
struct Noticed {
  const sim::world::DefectRow* defect = nullptr;
  std::string by;
};
/// A line each, and how many were noticed. `verdict_failed` where one was not.
[[nodiscard]] ExitCode print_noticed(const std::vector<Noticed>& all, Language language, std::ostream& out);

ExitCode list_defects(const Invocation& invocation, const Streams& streams);
/// karimen run --defect all: which scenario notices which.
ExitCode run_against_defects(const Invocation& invocation, const Streams& streams);
/// karimen explore --defect all: which walk does.
ExitCode explore_defects(const Invocation& invocation, const Streams& streams);

}  // namespace karimen::harness::cli
