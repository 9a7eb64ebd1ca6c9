// Which scenarios a command line means: paths with lines, names, tags, shards.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "harness/scenario/parser.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

struct Selection {
  std::vector<std::string> paths;  ///< files or folders, each with an optional :LINE
  std::string name;                ///< a part of the identity or a title; empty = any
  std::vector<std::string> tags;   ///< all of these; each "a,b" = any of, "!a" = not
  unsigned shard = 1;              ///< from 1 to `shards`
  unsigned shards = 1;
  std::optional<std::set<std::string>> identities;  ///< only these (--failed)
};

/// A path and the line meant, 0 = all.
struct SelectedPath {
  std::filesystem::path path;
  int line = 0;
};
[[nodiscard]] SelectedPath split_line(const std::string& text);

/// The scenario files that the paths name, each once, ordered by name. Throws DiagnosticError (bad command
/// line) for a path that does not exist.
[[nodiscard]] std::vector<ScenarioFile> find_scenario_files(std::span<const std::string> paths);

/// What remains of `scenarios`, in their order.
[[nodiscard]] std::vector<Scenario> select(std::vector<Scenario> scenarios, const Selection& selection);

}  // namespace karimen::harness
