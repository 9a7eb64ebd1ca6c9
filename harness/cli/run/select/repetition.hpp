// --failed: what is worth repeating is found where it lay, wherever the program stands.
#pragma once

#include "harness/cli/run/history/run_history.hpp"
#include "harness/scenario/selection/selection.hpp"

namespace karimen::harness::cli {

/// The files of `selection`, called as they were called when they were last run. Where no path was named
/// (`everywhere`): the files of what is to be repeated, and the scenarios of the data if it is not known
/// where some of them lay.
[[nodiscard]] FoundFiles find_again(const Repeatable& repeatable, const Selection& selection,
                                    bool everywhere);

/// The name of the file in an identity; "": it is not known where that lay.
[[nodiscard]] std::string file_in(const std::string& identity, const Repeatable& repeatable);

/// A warning for each file that is not where it was last run, though something in it is to be repeated.
[[nodiscard]] std::vector<Diagnostic> what_is_gone(const Repeatable& repeatable);

/// There is nothing, or nothing here: told kindly. Of a file of `found` that has the name of another one
/// nothing is known.
[[nodiscard]] Diagnostic nothing_to_repeat(const Repeatable& repeatable, std::span<const ScenarioFile> found);

}  // namespace karimen::harness::cli
