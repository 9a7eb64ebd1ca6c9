#include "harness/runner/step/judge.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace karimen::harness {
namespace {

std::optional<Value> find(const Facts& facts, const std::string& name) {
  const auto found = facts.find(name);
  return found == facts.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> text(const std::optional<Value>& value) {
  return value ? std::optional(to_string(*value)) : std::nullopt;
}

class Judge {
 public:
  Judge(const Readings& readings, const Spot& step) : readings_(readings), step_(step) {}

  std::vector<Difference> differences(std::span<const Expectation> expect) {
    for (const auto& expectation : expect) judge_expectation(expectation);
    return std::move(judgement_.differences);
  }

  Judgement run(std::span<const Expectation> expect) {
    for (const auto& expectation : expect) judge_expectation(expectation);
    auto observed = readings_.observed.begin();
    for (const auto& [name, value] : readings_.predicted) {
      observed = sought(name, observed, readings_.observed.end());
      const bool is_seen = observed != readings_.observed.end() && observed->first == name;
      judge_prediction(name, value, is_seen ? &observed->second : nullptr);
    }
    for (const auto& [name, reason] : readings_.undecided) judge_undecided(name, reason);
    judge_invariants(readings_.broken_by_rulebook, &Difference::predicted, {&readings_.known});
    judge_invariants(readings_.broken_by_system, &Difference::observed,
                     {&readings_.observed, &readings_.known});
    conclude();
    return std::move(judgement_);
  }

 private:
  void judge_expectation(const Expectation& expectation) {
    const auto& name = expectation.name;
    // The rulebook knows refusals, not accidents: that a procedure fails is expected of the system alone.
    const bool accident = name == "outcome" && expectation.test.text == "failed";
    const auto predicted = accident ? std::nullopt : find(readings_.known, name);
    const auto observed = find(readings_.observed, name);
    const auto in_known = [&](const std::string& fact) { return find(readings_.known, fact); };
    const auto in_observed = [&](const std::string& fact) {
      const auto seen = find(readings_.observed, fact);
      return seen ? seen : find(readings_.known, fact);
    };
    const bool as_predicted = !predicted || holds(expectation.test, *predicted, in_known);
    const bool as_observed = !observed || holds(expectation.test, *observed, in_observed);
    Difference difference{.name = name,
                          .expected = expectation.test.text,
                          .predicted = text(predicted),
                          .observed = text(observed),
                          .spot = expectation.spot};
    const bool system_follows = !predicted || !observed || *predicted == *observed;
    if (!system_follows && (!as_predicted || !as_observed))
      difference.failure = Failure::prediction;
    else if (!as_predicted)
      difference.failure = Failure::disagreement;
    else if (!as_observed)
      difference.failure = predicted ? Failure::prediction : Failure::expectation;
    else if (!predicted && !observed)
      difference.reason = "neither predicted nor observed";
    else
      return;
    judgement_.differences.push_back(std::move(difference));
  }

  /// `observed`: nullptr, if nobody saw it.
  void judge_prediction(const std::string& name, const Value& predicted, const Value* observed) {
    if (observed == nullptr) {
      judgement_.not_observed.push_back(name);
      return;
    }
    if (predicted == *observed || said(name)) return;
    judgement_.differences.push_back({.failure = Failure::prediction,
                                      .name = name,
                                      .predicted = to_string(predicted),
                                      .observed = to_string(*observed),
                                      .spot = step_});
  }

  void judge_undecided(const std::string& name, const std::string& reason) {
    if (said(name)) return;
    judgement_.differences.push_back(
        {.name = name, .observed = text(find(readings_.observed, name)), .spot = step_, .reason = reason});
  }

  // `side` says who breaks them; `readings`: where the values of their facts are, the first that knows.
  void judge_invariants(std::span<const BrokenInvariant> broken, std::optional<std::string> Difference::*side,
                        std::initializer_list<const Facts*> readings) {
    for (const auto& each : broken) {
      auto& difference = judgement_.differences.emplace_back(Difference{
          .failure = Failure::invariant, .name = each.name, .spot = step_, .because = each.because});
      difference.*side = "broken";
      for (const auto& [name, value] : each.before) difference.facts.emplace(name, to_string(value));
      for (const auto& name : each.facts) {
        std::optional<Value> value;
        for (const auto* reading : readings)
          if (!value) value = find(*reading, name);
        difference.facts.emplace(name, text(value).value_or("undecided"));
      }
    }
  }

  // Whether a failed expectation has already shown this difference.
  [[nodiscard]] bool said(const std::string& name) const {
    return std::ranges::any_of(judgement_.differences,
                               [&](const Difference& each) { return each.name == name; });
  }

  // Where the system differs from the rulebook in anything, nobody may read that the two agree.
  void conclude() {
    for (const auto& each : judgement_.differences)
      KARIMEN_ASSERT(each.failure == Failure::invariant || each.expected || each.predicted || each.observed ||
                         !each.reason.empty(),
                     "a difference is in one of the three readings");
    for (const auto failure :
         {Failure::prediction, Failure::disagreement, Failure::expectation, Failure::invariant})
      if (std::ranges::any_of(judgement_.differences, [&](auto& each) { return each.failure == failure; })) {
        judgement_.verdict = Verdict::fail;
        judgement_.failure = failure;
        return;
      }
    if (!judgement_.differences.empty()) judgement_.verdict = Verdict::undecided;
  }

  const Readings& readings_;
  const Spot& step_;
  Judgement judgement_;
};

}  // namespace

std::vector<Difference> notes_of(const Readings& readings, std::span<const Expectation> soft,
                                 const Spot& step) {
  return Judge(readings, step).differences(soft);
}

Judgement judge(const Readings& readings, std::span<const Expectation> expect, const Spot& step) {
  return Judge(readings, step).run(expect);
}

}  // namespace karimen::harness
