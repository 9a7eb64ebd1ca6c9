// Named faults (sim/fault) on the card in the reader: armed from the console, they strike at the reader's
// next command that matches.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/workshop/console/reader_place.hpp"
#include "harness/workshop/console/shared_card.hpp"
#include "sim/fault/host_surroundings.hpp"

namespace karimen::harness::workshop {

/// Stands between the reader and the card; both must outlive it.
class FaultBench {
 public:
  FaultBench(SharedCard& card, ReaderPlace& place);
  ~FaultBench();
  FaultBench(const FaultBench&) = delete;
  FaultBench& operator=(const FaultBench&) = delete;

  /// `settings`: "KEY=VALUE" each. What is done to the card's memory is done at once, the rest when the
  /// reader asks. Answers how it is armed, as text. Throws DiagnosticError: no such fault or setting, or one
  /// that is no card's doing.
  std::string arm(const std::string& name, const std::vector<std::string>& settings);
  /// Takes back what has not struck, and revives a card that a fault has killed or exchanged. What was done
  /// to its memory stays.
  void disarm();
  [[nodiscard]] const std::vector<std::string>& armed() const { return armed_; }

 private:
  SharedCard& card_;
  std::vector<std::string> armed_;  ///< since the last disarming
  sim::fault::HostSurroundings around_;
  sim::fault::FaultScript script_;                    ///< under the card's lock
  std::optional<sim::fault::FaultingCard> faulting_;  ///< likewise
};

}  // namespace karimen::harness::workshop
