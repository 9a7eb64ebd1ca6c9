// A scenario step by step, forward and back.
#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/cli/debug/breakpoints.hpp"
#include "harness/cli/debug/fork.hpp"
#include "harness/cli/debug/views.hpp"
#include "harness/cli/frame/command.hpp"
#include "harness/runner/scenario_runner.hpp"

namespace karimen::harness::cli {

/// Gives a line of the user's; nullopt: there are no more.
using NextLine = std::function<std::optional<std::string>()>;

/// Back is from the start again: a run of a scenario is the same each time.
class Debugger {
 public:
  /// All must outlive the object. `lends`: at a stop the holder's card lies in the system's reader.
  Debugger(Scenario scenario, const RunContext& context, const Lexicon& lexicon, System& system, bool lends,
           const Invocation& invocation, const Streams& streams);

  /// The first stop: before that step, as `goto` names it.
  void begin_before(const std::string& step) { target_ = index_of(step); }

  /// Until the user leaves. 0, or the exit code of the scenario if it was at its end.
  ExitCode run(const NextLine& next, const std::atomic<bool>& interrupted);

 private:
  struct Order;
  static std::span<const Order> orders();
  enum class Next { ask, on, again };

  bool at_stop(const Stop& stop);
  bool stops_here(const Stop& stop);
  void announce() const;
  bool ask(const Stop& stop);
  Next obey(const std::string& line);

  Next step(const std::vector<std::string>& words);
  Next back(const std::vector<std::string>& words);
  Next go_to(const std::vector<std::string>& words);
  Next go_on(const std::vector<std::string>& words);
  Next list(const std::vector<std::string>& words);
  Next state(const std::vector<std::string>& words);
  Next diff(const std::vector<std::string>& words);
  Next why(const std::vector<std::string>& words);
  Next rules(const std::vector<std::string>& words);
  Next apdus(const std::vector<std::string>& words);
  Next papers(const std::vector<std::string>& words);
  Next stop_at(const std::vector<std::string>& words);
  Next forget(const std::vector<std::string>& words);
  Next card(const std::vector<std::string>& words);
  Next perform(const std::vector<std::string>& words);
  Next save(const std::vector<std::string>& words);
  Next help(const std::vector<std::string>& words);
  Next leave(const std::vector<std::string>& words);

  [[nodiscard]] std::size_t done() const { return records_.size(); }
  [[nodiscard]] const StepRecord* last() const { return records_.empty() ? nullptr : &records_.back(); }
  [[nodiscard]] Facts facts_before(std::size_t index) const;
  [[nodiscard]] std::size_t index_of(const std::string& word) const;
  Next go_to_index(std::size_t target);
  void show(const std::string& text) const;

  Scenario scenario_;
  const Scenario original_;
  const RunContext& context_;
  System& system_;
  const bool lends_;
  const Streams& streams_;
  const Language language_;
  const bool masked_;
  const report::Wording wording_;
  const StepViews views_;
  Breakpoints breakpoints_;
  Fork fork_;
  NextLine next_ = {};
  std::vector<StepRecord> records_;
  std::size_t target_ = 0;  ///< how many steps are to be done at the next stop
  bool free_ = false;       ///< until a breakpoint
  bool over_ = false, left_ = false;
  std::string hit_;  ///< the breakpoint that stopped it
  std::optional<LentCard> lent_;
};

}  // namespace karimen::harness::cli
