// What the debugger shows of a step: facts, what changed, why, exchanges, papers.
#pragma once

#include <string>

#include "harness/cli/debug/step_record.hpp"
#include "harness/report/words/wording.hpp"

namespace karimen::harness::cli {

/// Lines, each with its end; "" where there is nothing.
class StepViews {
 public:
  explicit StepViews(const report::Wording& wording) : wording_(wording) {}

  /// "card.record  1", with both readings where they differ; those whose name contains `part`.
  [[nodiscard]] std::string state(const StepRecord& record, const std::string& part) const;
  [[nodiscard]] static std::string facts(const Facts& facts, const std::string& part);
  [[nodiscard]] std::string changes(const std::vector<FactChange>& changes) const;
  /// The rules that speak of a fact, fired ones first; "": none does.
  [[nodiscard]] std::string why(const StepRecord& record, const std::string& fact) const;
  [[nodiscard]] std::string rules(const StepRecord& record) const;
  [[nodiscard]] std::string exchanges(const StepRecord& record) const;
  [[nodiscard]] std::string papers(const StepRecord& record) const;
  /// "step 2 of 3: personalise_card at 2026-04-22T09:00: pass", and what differs where it did not pass.
  [[nodiscard]] std::string verdict(const StepRecord& record, std::size_t number, std::size_t of) const;

 private:
  const report::Wording& wording_;
};

}  // namespace karimen::harness::cli
