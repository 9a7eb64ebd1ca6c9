// --resume: what has a result is still written as it was.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "harness/cli/run/history/run_history.hpp"
#include "harness/scenario/lexicon.hpp"
#include "harness/scenario/selection/selection.hpp"

namespace karimen::harness::cli {

/// What a run that goes on has results of.
struct Finished {
  std::int64_t run = 0;
  std::map<std::string, std::string> texts;  ///< identity → digest of what was written; "": not known
  store::Places files;
  std::string measured_start;
};

/// Throws DiagnosticError (bad command line) with the files in which something that has a result was edited
/// since, or is no more (of what it includes, of its people's card files in `personas`): one run is about
/// one thing. Of a file that is not there nothing is known.
/// `everywhere`: no path was named.
void require_unedited(const Finished& finished, const Selection& selection, bool everywhere,
                      const Lexicon& lexicon, const std::filesystem::path& personas);

}  // namespace karimen::harness::cli
