// --shard I/N, auto or auto/N: which part of the selected scenarios is run here.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/checksum.hpp"
#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/scenario/selection/selection.hpp"

namespace karimen::harness::cli {

struct Shard {
  unsigned number = 1;  ///< from 1 to `of`
  unsigned of = 1;
  std::string said_by = {};  ///< "CI_NODE_INDEX=2, CI_NODE_TOTAL=8"; "": the command line

  /// Whether what is called so, or stands at that place from 0, is of this part.
  [[nodiscard]] bool has(std::string_view name) const { return has(stable_number(name)); }
  [[nodiscard]] bool has(std::uint64_t place) const { return place % of + 1 == number; }
};

/// `text` as it stands on the command line. With "auto" the variables of CI systems, of Kubernetes' indexed
/// jobs and of Slurm's arrays say it, and "auto/N" says N where they do not. Throws DiagnosticError (bad
/// command line): no shard, no variables, half of them, or two systems that contradict each other.
[[nodiscard]] Shard read_shard(const std::string& text);

/// What --shard says, or all; who said that, if not the command line, is told.
[[nodiscard]] Shard asked_shard(const Invocation& invocation, std::ostream& err);

/// What the command line selects, with the part that --shard says.
[[nodiscard]] Selection selection_and_shard_of(const Invocation& invocation, const DataFolders& folders,
                                               std::ostream& err);

}  // namespace karimen::harness::cli
