#include "harness/oracle/prediction/flips.hpp"

namespace karimen::harness::rules {

Flips FlipSearch::run(const std::vector<Variable>& variables, const std::function<bool()>& flipped,
                      const FlipLimits& limits) {
  variables_ = &variables;
  flipped_ = &flipped;
  limits_ = limits;
  original_ = facts_;
  evaluator_.look_at(facts_);
  broken_ = invariants_.broken_over(facts_);
  flips_ = {};
  flips_.facts = variables.size();
  for (const auto& each : variables) flips_.values += each.alternatives.size();
  for (std::size_t size = 1; size <= limits.most_changed && flips_.found.empty(); ++size) {
    chosen_.clear();
    if (!combine(0, size)) break;
    flips_.complete = size;
  }
  facts_ = original_;
  evaluator_.forget();
  return std::move(flips_);
}

// False: the limit is reached.
bool FlipSearch::combine(std::size_t first, std::size_t more) {
  if (more == 0) {
    alternatives_.assign(chosen_.size(), nullptr);
    return try_values(0);
  }
  for (auto i = first; i + more <= variables_->size(); ++i) {
    chosen_.push_back(i);
    const bool on = combine(i + 1, more - 1);
    chosen_.pop_back();
    if (!on) return false;
    if (flips_.found.size() >= limits_.most_found) return true;
  }
  return true;
}

// Of the values of the same variables one is enough: the nearest.
bool FlipSearch::try_values(std::size_t index) {
  if (index == chosen_.size()) return try_now();
  const auto found = flips_.found.size();
  for (const auto& alternative : (*variables_)[chosen_[index]].alternatives) {
    alternatives_[index] = &alternative;
    apply(alternative);
    const bool on = try_values(index + 1);
    for (const auto& [fact, value] : alternative)
      facts_[static_cast<std::size_t>(fact)] = original_[static_cast<std::size_t>(fact)];
    for (const auto& former : program_.former)
      facts_[static_cast<std::size_t>(former.fact)] = original_[static_cast<std::size_t>(former.fact)];
    for (std::size_t i = 0; i < index; ++i) apply(*alternatives_[i]);
    if (!on) return false;
    if (flips_.found.size() > found) return true;
  }
  return true;
}

// What is said of a fact before the step changes with it.
void FlipSearch::apply(const Variable::Alternative& alternative) {
  for (const auto& [fact, value] : alternative) {
    facts_[static_cast<std::size_t>(fact)] = value;
    for (const auto& former : program_.former)
      if (former.of == fact && original_[static_cast<std::size_t>(former.fact)].tag != Tag::undecided)
        facts_[static_cast<std::size_t>(former.fact)] = value;
  }
}

bool FlipSearch::try_now() {
  if (flips_.tried == limits_.most_tried) return false;
  ++flips_.tried;
  evaluator_.look_at(facts_);
  if (!(*flipped_)()) return true;
  evaluator_.look_at(facts_);
  const auto& broken = invariants_.broken_over(facts_);
  for (std::size_t i = 0; i < broken.size(); ++i)
    if (broken[i] && !broken_[i]) return true;
  keep();
  return true;
}

void FlipSearch::keep() {
  Flip flip;
  for (const auto* alternative : alternatives_) {
    const auto shown = static_cast<std::size_t>(alternative->front().first);
    flip.changes.push_back({program_.facts[shown].name, symbols_.value(original_[shown]),
                            symbols_.value(alternative->front().second)});
    for (const auto& [fact, value] : *alternative)
      flip.facts.emplace(program_.facts[static_cast<std::size_t>(fact)].name, symbols_.value(value));
  }
  flips_.found.push_back(std::move(flip));
}

}  // namespace karimen::harness::rules
