// What an exploration found as a file: a line of what was explored, then a group a line, then how much it was
// (docs/exploring.md).
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

#include "harness/cli/explore/exploring.hpp"
#include "harness/cli/explore/findings/found.hpp"

namespace karimen::harness::cli {

struct Findings {
  /// What all shards of an exploration have in common: which way it went, version, rulebook, ...; in this
  /// order in the file. Numbers and texts, lists of texts.
  nlohmann::ordered_json ground;
  unsigned shard = 1, shards = 1;
  Found found;
};

/// `way`: a name of the table in ground.cpp; `own`: what that table says of it beside what all have.
[[nodiscard]] nlohmann::ordered_json ground_of(const char* way, nlohmann::ordered_json own,
                                               const Exploring& all, const Invocation& invocation);

/// Throws DiagnosticError (environment) if it cannot be written whole.
void write_findings(const Findings& findings, const std::filesystem::path& path);
/// Throws DiagnosticError: it cannot be opened, a line is none of such a file, or the last one is missing.
[[nodiscard]] Findings read_findings(const std::filesystem::path& path);
/// The command that explores one shard of them.
[[nodiscard]] std::string command_for(const Findings& findings, unsigned shard);

/// Tells what was found, and writes it where --findings says, unless it was interrupted; the exit code.
ExitCode tell_and_keep(const Findings& findings, const std::filesystem::path& folder, bool interrupted,
                       const Invocation& invocation, const Streams& streams);

}  // namespace karimen::harness::cli
