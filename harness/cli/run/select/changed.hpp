// --changed[=REV]: scenarios whose file changed, whose persona changed, or that touch a changed rule.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "harness/cli/frame/data.hpp"
#include "harness/cli/run/select/git.hpp"
#include "harness/runner/touch.hpp"
#include "harness/scenario/selection/selection.hpp"

namespace karimen::harness::cli {

/// Whether a scenario has to do with files that changed.
class ChangedFiles {
 public:
  /// `files` are absolute; `rules` are the changes of the rulebook. `context` and `folders` must outlive it.
  ChangedFiles(std::set<std::filesystem::path> files, RulebookChanges rules, const RunContext& context,
               const DataFolders& folders);

  [[nodiscard]] bool touch(const Scenario& scenario);

 private:
  std::set<std::filesystem::path> files_;
  std::set<std::string> personas_;
  Touch rules_;
};

/// What git says changed since `revision` around the paths of `selection` and in the rulebook. Throws
/// DiagnosticError (bad command line): a path is in no work tree, there is no such revision.
[[nodiscard]] ChangedFiles changed_since(const std::string& revision, const Selection& selection,
                                         const RunContext& context, const DataFolders& folders);

}  // namespace karimen::harness::cli
