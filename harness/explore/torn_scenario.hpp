// The sweep of one scenario.
#pragma once

#include <set>
#include <span>

#include "harness/explore/tear_sweep.hpp"
#include "harness/runner/step/accident.hpp"
#include "sim/fault/probing_slot.hpp"

namespace karimen::harness::explore {

class TornScenario {
 public:
  /// `system` works on `slot`; both, and everything else, must outlive it.
  TornScenario(const Scenario& scenario, const RunContext& context, System& system,
               sim::fault::ProbingSlot& slot, const sim::fault::AfterCut& after_cut);

  [[nodiscard]] Sweep sweep();

 private:
  /// A command of the step under way that wrote.
  struct Writing {
    std::size_t command = 0;  ///< of the step, from 1
    sim::fault::TornCommand torn;
  };
  /// What can be seen of a world.
  struct Seen {
    Facts facts;
    PerformResult result;
  };

  void lose(const Step& step, std::size_t command, std::uint32_t rows, std::string why);
  void reset();
  void let_time_pass(const Step& step);
  PerformResult perform(const Step& step, std::vector<FaultOrder> faults = {});
  Facts observe(const Step& step);
  static Facts seen_of(const Seen& after);
  /// Of a step that was done, of an accident what its author says of the chip.
  void tell_oracle(const Step& step, const PerformResult& result);
  /// What the oracle knows of the step's person, asked step after step: for what nobody observes.
  Facts known_after(const Step& step, const PerformResult& result);
  void reset_oracle();
  /// The oracle as it is when the step begins: it says what invariants are about and nobody observes. What
  /// `before` breaks already, after an accident, is not asked about.
  void bring_oracle_to(std::size_t index, std::span<const Seen> seen, const Facts& before);
  /// "" if what is seen breaks no invariant; of those that a cut may break, if the step was `repeated`.
  std::string broken(const Step& step, const Facts& seen, const Facts& before, bool repeated);
  void sweep_step(std::size_t index, const Facts& before, const Seen& after,
                  const std::vector<Writing>& writings);
  /// Brings the world to the step again, cuts, looks and repeats. "" if it survived; `record` is what the
  /// card's record was then: a member of Tally.
  std::string tear(std::size_t index, std::size_t command, std::uint32_t rows, const Facts& before,
                   const Seen& after, std::size_t Tally::*& record);

  const Scenario& scenario_;
  const RunContext& context_;
  System& system_;
  sim::fault::ProbingSlot& slot_;
  const sim::fault::AfterCut& after_cut_;
  Oracle oracle_;
  Accidents accidents_;
  std::set<std::string> suspended_;  ///< invariants that were broken before the step
  std::vector<std::string> names_;   ///< of all facts that can be observed
  std::vector<Step> steps_;          ///< with what earlier ones leave in the place of captures
  Sweep result_;
};

}  // namespace karimen::harness::explore
