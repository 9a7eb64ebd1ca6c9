// What commands load: the words, the scenarios and, where they need it, the rulebook.
#pragma once

#include <optional>
#include <vector>

#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"
#include "harness/runner/scenario_runner.hpp"
#include "harness/scenario/selection/selection.hpp"

namespace karimen::harness::cli {

/// Options that every command that reads data has, and those that select scenarios.
inline constexpr Option data_option{"data", '\0', "DIR", "scenarios, rulebook and fixtures are here"};
inline constexpr Option rulebook_option{"rulebook", '\0', "DIR", "the rulebook is here"};
inline constexpr Option tags_option{"tags", 't', "TAGS",
                                    "only with these: 'a and not (b or c)'; all of several -t hold", true};
inline constexpr Option name_option{
    "name", 'k', "NAME", "only where id, file or title contains NAME; all of several -k hold", true};
inline constexpr Option cases_option{"max-cases", '\0', "N",
                                     "the most runs of one scenario's matrix (default 10000)"};

[[nodiscard]] DataFolders data_of(const Invocation& invocation);
/// What runs share when nothing is asked for on the command line.
[[nodiscard]] RunContext plain_context(const Rulebook& rulebook, const DataFolders& folders);
/// The rulebook with the catalogue of its source documents.
[[nodiscard]] Rulebook load_rulebook(const DataFolders& folders);
/// The same for what is going to be predicted with: throws DiagnosticError where it has a gap, an overlap or
/// a row without source.
[[nodiscard]] Rulebook sound_rulebook(const DataFolders& folders);
/// Read when somebody asks for one of them.
[[nodiscard]] std::shared_ptr<const Personas> personas_of(const DataFolders& folders);
/// Words without a compiled rulebook: derived facts have no types yet.
[[nodiscard]] Lexicon plain_lexicon(const DataFolders& folders);
/// Words with the types of a compiled rulebook.
[[nodiscard]] Lexicon lexicon_of(const Rulebook& rulebook, const DataFolders& folders);

/// Of every command that prints or stores what passes between reader and card.
inline constexpr Option unmasked_option{"unmasked", '\0', "", "show individual numbers and PINs"};

/// The paths of the command line, else the scenarios of the data.
[[nodiscard]] Selection selection_of(const Invocation& invocation, const DataFolders& folders);
/// --max-cases
[[nodiscard]] std::size_t most_cases_of(const Invocation& invocation);
/// Reads and selects; nothing may be left. `advice`: what to do then, or "".
[[nodiscard]] ReadFiles read_found(FoundFiles found, const Selection& selection, const Lexicon& lexicon,
                                   std::string& advice);
/// With `advice`, or what can be said to everybody.
[[nodiscard]] Diagnostic nothing_selected(const std::string& advice);
/// Reads and selects. A file with a mistake does not take the others with it. Throws DiagnosticError: paths
/// that do not exist, or nothing is selected and nothing is wrong.
[[nodiscard]] ReadFiles load_scenarios(const Selection& selection, const Lexicon& lexicon);
/// What is wrong with all of them.
[[nodiscard]] std::vector<Diagnostic> problems_of(const std::vector<UnreadFile>& files);

}  // namespace karimen::harness::cli
