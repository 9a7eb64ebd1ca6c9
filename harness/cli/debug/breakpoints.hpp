// Where a scenario under the debugger stops: before a step, after a rule, a fact or an APDU.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/cli/debug/step_record.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness::cli {

/// Whether `word` means the step with that index: its number from 1, its id or its procedure.
[[nodiscard]] bool is_step(const std::string& word, const Scenario& scenario, std::size_t index);

class Breakpoints {
 public:
  explicit Breakpoints(const Rulebook& rulebook) : rulebook_(rulebook) {}

  /// A step (its number from 1, id or procedure), a rule's id, a fact, a status word ("6982", "63C*") or the
  /// first bytes of a command ("00A4020C"). Throws DiagnosticError (bad command line): it is nothing of that.
  void add(const std::string& typed, const Scenario& scenario);
  /// By its number in `all`, from 1; false: there is none.
  bool remove(std::size_t number);
  [[nodiscard]] const std::vector<std::string>& all() const { return words_; }

  /// The one that stops before the step with that index, or "".
  [[nodiscard]] std::string before(const Scenario& scenario, std::size_t index) const;
  /// The one that stops after a step, or "". `changes`: what it changed.
  [[nodiscard]] std::string after(const StepRecord& record, const std::vector<FactChange>& changes) const;

 private:
  const Rulebook& rulebook_;
  std::vector<std::string> words_;
};

}  // namespace karimen::harness::cli
