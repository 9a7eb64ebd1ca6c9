// The options that commands need which ask about a run again.
#pragma once

#include <string>

#include "harness/runner/event/event.hpp"

namespace karimen::harness::report {

/// Each a text that follows a command, " --rulebook DIR", as a shell reads it; "": it needs none. What --sut
/// was given is no business of a report: there it stands as CMD.
struct TypedOptions {
  std::string explain;  ///< --rulebook, --data: what the words mean
  std::string replay;   ///< and the system: the rest is in a bundle
  std::string run;      ///< and --defect, --timeout, --answers, --max-cases, --assume, --seed, --transport
};
[[nodiscard]] TypedOptions typed_options(const RunStarted& started);

}  // namespace karimen::harness::report
