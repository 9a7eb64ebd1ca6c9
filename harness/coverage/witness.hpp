// Sees the steps of a run go by and notes which goals they reach, and how near they come to the others.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "harness/coverage/goal.hpp"
#include "harness/runner/event/witness.hpp"

namespace karimen::harness::coverage {

class Witness {
 public:
  /// `rulebook` must outlive it. `clauses`: as for nothing_of.
  Witness(const Rulebook& rulebook, std::vector<std::string> clauses);
  Witness(const Witness&) = delete;
  Witness& operator=(const Witness&) = delete;

  /// Of a step that passed; others show nothing. Safe from several threads.
  void take(const StepTrace& step);
  /// Once no step comes any more.
  [[nodiscard]] Coverage take_coverage() { return std::move(coverage_); }
  /// How many goals that nobody had reached the last steps on this thread reached: for who looks for more.
  [[nodiscard]] std::size_t reached() const;

 private:
  struct Row {
    Reached *fires = nullptr, *rests = nullptr;
    std::vector<Reached*> alone;  ///< beside Rule::when; nullptr: it cannot fail
    std::vector<std::pair<Boundary, Reached*>> dates;
    std::vector<std::string> obstacles, warnings;
  };
  [[nodiscard]] Row row_of(const rules::Decision& decision, const rules::Rule& rule);
  [[nodiscard]] Reached* find(Kind kind, const std::string& subject, const std::string& detail,
                              const std::string& table = "");
  void take(const RuleTrace& trace, const std::string& step);
  void take_codes(const StepEvent& event, const char* fact, Kind kind, const std::string& step);
  void take_edges(const StepEvent& event, const std::string& step);
  void reach(Reached& goal, const std::string& step);

  std::vector<std::string> clauses_;
  Coverage coverage_;
  std::map<const rules::Rule*, Row> rows_;  ///< looked up only
  mutable std::mutex mutex_;
  std::size_t reached_ = 0;
};

}  // namespace karimen::harness::coverage
