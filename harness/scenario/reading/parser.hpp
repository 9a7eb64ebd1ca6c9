// YAML → scenarios (architecture.md 7), with exact diagnostics.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/lexicon.hpp"
#include "harness/scenario/reading/sequences.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

struct ScenarioFile {
  std::filesystem::path path;
  std::string shown;                     ///< in diagnostics: as it can be opened from here
  std::string name;                      ///< in identities: the same everywhere
  std::optional<std::string> text = {};  ///< what it held, where it can be read once only
  std::filesystem::path root = {};       ///< the folder that what it includes lies in; empty: any
};

/// A file with a mistake: none of its scenarios runs.
struct UnreadFile {
  std::string name;
  std::vector<Diagnostic> problems;
};

struct ReadFiles {
  std::vector<Scenario> scenarios;
  std::vector<UnreadFile> unread;
};

/// All runs of the documents of one file, in order. Throws DiagnosticError with every problem found.
[[nodiscard]] std::vector<Scenario> read_scenarios(std::vector<yaml::Node> documents, const Lexicon& lexicon,
                                                   const IncludePlace& place = {});

/// From text; for tests and for tools.
[[nodiscard]] std::vector<Scenario> read_scenarios(std::string_view text, const std::string& name,
                                                   const Lexicon& lexicon);

/// Reads every file, on up to `threads` threads; the order is that of `files`. A file with neither a
/// scenario nor a sequence is a mistake, too. What tells where a file lies goes as soon as it is read.
[[nodiscard]] ReadFiles read_scenario_files(std::vector<ScenarioFile> files, const Lexicon& lexicon,
                                            unsigned threads);

}  // namespace karimen::harness
