// What walks found as a file: a line of what was walked, then a group a line, then how much it was
// (docs/exploring.md).
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

#include "harness/explore/walk/explored.hpp"

namespace karimen::harness::cli {

struct Findings {
  /// What all shards of an exploration have in common: version, rulebook, fixtures, seed, ...; in this order
  /// in the file. Numbers and texts, lists and objects of texts.
  nlohmann::ordered_json ground;
  unsigned shard = 1, shards = 1;
  explore::Explored explored;
};

/// Throws DiagnosticError (environment) if it cannot be written whole.
void write_findings(const Findings& findings, const std::filesystem::path& path);
/// Throws DiagnosticError: it cannot be opened, a line is none of such a file, or the last one is missing.
[[nodiscard]] Findings read_findings(const std::filesystem::path& path);
/// The command that walks one shard of them.
[[nodiscard]] std::string command_for(const Findings& findings, unsigned shard);

}  // namespace karimen::harness::cli
