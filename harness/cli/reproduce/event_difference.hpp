// Where two courses of a scenario part: the same, or different from a step on.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace karimen::harness::cli {

struct Parting {
  std::size_t number = 0;   ///< of the step, from 1; 0: after the last one
  std::string step;         ///< its id, or ""
  std::string what;         ///< "observed.card.record", "exchange 12 command"
  std::string before, now;  ///< as JSON; "": there is none
};

/// Two lists of lines of an event stream, each of one run of the scenario. Times, places in files and texts
/// that explain are no difference. nullopt: the same.
[[nodiscard]] std::optional<Parting> parting_of(const std::vector<std::string>& before,
                                                const std::vector<std::string>& now);

}  // namespace karimen::harness::cli
