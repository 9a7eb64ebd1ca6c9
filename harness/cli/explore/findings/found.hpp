// What an exploration came to, whichever way it went.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <variant>
#include <vector>

#include "base/bilingual.hpp"
#include "harness/cli/frame/command.hpp"
#include "harness/explore/boundaries/boundaries.hpp"
#include "harness/explore/breadth/breadth.hpp"
#include "harness/explore/stuck/stuck.hpp"
#include "harness/explore/walk/explored.hpp"
#include "harness/explore/walk/hunt.hpp"
#include "sim/world/defect.hpp"

namespace karimen::harness::cli {

/// Whether walks noticed a defect, and on which.
struct Hunted {
  const sim::world::DefectRow* defect = nullptr;
  std::optional<explore::Kill> kill;  ///< its walk ends with the step that fails
};

/// Of all defects, or of those of a shard, in the order of their table.
struct HuntReport {
  std::vector<Hunted> all;
  void take(HuntReport&& other);
};

using Found = std::variant<explore::Explored, explore::BreadthReport, explore::StuckReport,
                           explore::BoundaryReport, HuntReport>;

/// Where it is told.
struct Telling {
  std::filesystem::path folder;  ///< of scenarios; empty: none are written
  Language language;
  std::ostream& out;
  bool interrupted = false;  ///< not everything was explored
};
/// Printed, each finding written as a scenario into the folder, and the exit code.
[[nodiscard]] ExitCode tell(const explore::Explored& explored, const Telling& telling);
[[nodiscard]] ExitCode tell(const explore::BreadthReport& report, const Telling& telling);
[[nodiscard]] ExitCode tell(const explore::StuckReport& report, const Telling& telling);
[[nodiscard]] ExitCode tell(const explore::BoundaryReport& report, const Telling& telling);
[[nodiscard]] ExitCode tell(const HuntReport& report, const Telling& telling);

}  // namespace karimen::harness::cli
