// `karimen explore --cover`: a short scenario in which a rule applies, or in which one condition alone keeps
// it from applying. Looked for with the rulebook's own model; whoever asks runs what is found.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "harness/explore/walk/walk.hpp"
#include "harness/runner/run_context.hpp"
#include "harness/scenario/lexicon.hpp"

namespace karimen::harness::explore {

/// What a rule is to do in the last step of a walk.
struct CoverGoal {
  const rules::Decision* decision = nullptr;
  const rules::Rule* rule = nullptr;
  std::optional<std::size_t> alone = {};  ///< the one condition, of Rule::when, that must not hold
};

/// "RULE", or "RULE:FACT" for the condition on that fact; nullopt: there is none of that name.
[[nodiscard]] std::optional<CoverGoal> cover_goal(const Rulebook& rulebook, const std::string& name);
/// Whether the row did in a step what the goal wants.
[[nodiscard]] bool shows(const CoverGoal& goal, std::span<const RuleTrace> rules);

class CoverSearch {
 public:
  /// All must outlive it. `knows`: the procedures that walks may use.
  CoverSearch(const Lexicon& lexicon, const RunContext& context, std::set<std::string> knows);
  ~CoverSearch();
  CoverSearch(const CoverSearch&) = delete;
  CoverSearch& operator=(const CoverSearch&) = delete;

  /// The first walk that shows it and that `holds` takes: first those of one step, then of two, then along
  /// the courses that people take; of each length first those with the fewest facts of their own. What is
  /// not needed is left out. nullopt: none was found, which does not prove that there is none.
  [[nodiscard]] std::optional<Walk> find(const CoverGoal& goal,
                                         const std::function<bool(const Walk&)>& holds);
  /// Walks that were put to the model so far.
  [[nodiscard]] std::size_t tried() const;

 private:
  class Search;
  std::unique_ptr<Search> search_;
};

}  // namespace karimen::harness::explore
