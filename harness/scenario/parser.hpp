// YAML → scenarios (architecture.md 7), with exact diagnostics.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/lexicon.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

/// A file to read and the name it has in diagnostics and identities.
struct ScenarioFile {
  std::filesystem::path path;
  std::string shown;
};

/// All runs of the documents of one file, in order. Throws DiagnosticError with every problem found.
[[nodiscard]] std::vector<Scenario> read_scenarios(std::span<const yaml::Node> documents,
                                                   const Lexicon& lexicon);

/// From text; for tests and for tools.
[[nodiscard]] std::vector<Scenario> read_scenarios(std::string_view text, const std::string& name,
                                                   const Lexicon& lexicon);

/// Reads every file, on up to `threads` threads; the order is that of `files`.
/// Throws DiagnosticError with the problems of all files.
[[nodiscard]] std::vector<Scenario> read_scenario_files(std::span<const ScenarioFile> files,
                                                        const Lexicon& lexicon, unsigned threads);

}  // namespace karimen::harness
