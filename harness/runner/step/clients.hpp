// The programs that a scenario's steps run at the card (docs/scenarios.md, Clients).
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "base/process/scratch_folder.hpp"
#include "harness/runner/step/judge.hpp"
#include "harness/system/system.hpp"

namespace karimen::harness {

/// What became of one.
struct ClientVisit {
  ClientEvent told;
  std::vector<Difference> differences;  ///< from what is expected of it
  std::string trouble;                  ///< why it could not be started: one sentence; ""
  bool stopped = false;                 ///< the run was interrupted while it worked
  bool late = false;                    ///< it was ended by the scenario's time limit
  std::optional<bool> faults_struck;
};

/// Of one scenario, one after the other.
class Clients {
 public:
  /// All must outlive it.
  Clients(const Scenario& scenario, System& system, const std::atomic<bool>& stop)
      : scenario_(scenario), system_(system), stop_(stop) {}

  /// However long a client may run, it ends then.
  void end_by(std::optional<Deadline> moment) { end_ = moment; }
  /// Runs the client of `step` at the card of its person, where there is a reader that programs find.
  [[nodiscard]] ClientVisit visit(const Step& step);

 private:
  void run(const Step& step, const LentCard& lent, ClientVisit& visit);

  const Scenario& scenario_;
  System& system_;
  const std::atomic<bool>& stop_;
  std::optional<Deadline> end_;
  ScratchFolder scratch_;
};

}  // namespace karimen::harness
