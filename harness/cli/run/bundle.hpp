// Replay bundles: what is needed to see a bug of ours again.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "harness/runner/event.hpp"
#include "harness/runner/scenario_runner.hpp"

namespace karimen::harness::cli {

/// Writes a folder for every scenario that a bug of ours ended, and names it:
///   replay.txt    the command line, the folder it was given in, seed, assumptions, what happened
///   scenario.yaml the file of the scenario
///   trace.ndjson  the scenario's events so far
class Bundles {
 public:
  /// All but `line` must outlive the object. Folders are made in `folder`, or in the temporary folder.
  Bundles(std::vector<std::string> line, const RunContext& context, std::filesystem::path folder,
          std::ostream& err, Language language = Language::en)
      : line_(std::move(line)),
        context_(context),
        folder_(std::move(folder)),
        err_(err),
        language_(language) {}

  void take(const Event& event);

 private:
  void write(const ScenarioFinished& finished);

  const std::vector<std::string> line_;
  const RunContext& context_;
  const std::filesystem::path folder_;
  std::ostream& err_;
  const Language language_;
  std::vector<Event> events_;  ///< of the scenario under way
};

}  // namespace karimen::harness::cli
