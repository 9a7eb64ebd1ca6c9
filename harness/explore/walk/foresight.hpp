// What the rulebook foretells of a walk under way, before anybody walks it.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "harness/explore/walk/walk.hpp"
#include "harness/oracle/prediction/oracle.hpp"
#include "harness/runner/run_context.hpp"
#include "harness/scenario/lexicon.hpp"

namespace karimen::harness::explore {

/// How a step ends.
struct Forecast {
  PredictedOutcome outcome = PredictedOutcome::done;
  WordSet obstacles, warnings;
  /// Of a step that is done: obstacles in what it decides. It is done, and yet does not do what it could.
  WordSet wanting;
  bool operator==(const Forecast&) const = default;

  /// Nothing stands in the way.
  [[nodiscard]] bool smooth() const { return outcome == PredictedOutcome::done && wanting.empty(); }
  /// Whether less stands in the way.
  [[nodiscard]] bool nearer_than(const Forecast& other) const;
};

/// Not shared between threads.
class Foresight {
 public:
  /// Both must outlive it.
  Foresight(const Lexicon& lexicon, const RunContext& context);

  /// Stands where the walk's steps lead to; `begins` is the moment of its first step where it has none yet.
  /// false: what is given contradicts itself, or nobody can say how one of its steps ends.
  bool stand_after(const Walk& walk, Moment begins);
  /// Goes the step. false: nobody can say where it leads.
  bool go(const WalkStep& step);
  /// Stands where the walk stood before its step `place`, from 0.
  void back_to(std::size_t place);
  /// How the step would end; it is not gone. nullopt: the holder cannot say so.
  [[nodiscard]] std::optional<Forecast> of(const WalkStep& step);

  /// What nobody observes, and on which the first step of `other` turns: how it is where the walk leads to,
  /// if it is otherwise where `other` begins. nullopt: one of them cannot be foretold.
  [[nodiscard]] std::optional<Facts> unsaid(const Walk& walk, const Walk& other);

  /// A step that is read once and asked about often.
  class Asked {
   public:
    /// Where the walk stands.
    [[nodiscard]] Forecast at(Moment moment);
    /// If the walk's step `place` had been left out.
    [[nodiscard]] Forecast without(std::size_t place);
    /// If `other` had been gone in the place of the walk's step `place`, and all since as they were. nullopt:
    /// one of them would not end as well as it did.
    [[nodiscard]] std::optional<Forecast> instead(std::size_t place, const WalkStep& other);

   private:
    friend class Foresight;
    Asked(Foresight& foresight, StepRequest request) : foresight_(foresight), request_(std::move(request)) {}
    Foresight& foresight_;
    StepRequest request_;
  };
  [[nodiscard]] std::optional<Asked> ask(const WalkStep& step);

 private:
  /// A step that was gone.
  struct Gone {
    StepRequest request;
    Forecast forecast;
    std::vector<rules::Datum> before;  ///< the holder's facts
  };
  [[nodiscard]] std::optional<StepRequest> read(const WalkStep& step) const;
  [[nodiscard]] Forecast foresee(const StepRequest& request);

  const Lexicon& lexicon_;
  const RunContext& context_;
  Oracle oracle_;
  People people_;
  std::string place_;
  /// Facts that outlive a step, that nobody observes, and on which a step of that procedure turns.
  [[nodiscard]] const std::vector<int>& hidden_from(const std::string& procedure);

  std::map<std::string, std::vector<int>> hidden_;  ///< by procedure
  std::vector<Gone> gone_;
  std::vector<rules::Datum> facts_;  ///< where the walk stands
};

}  // namespace karimen::harness::explore
