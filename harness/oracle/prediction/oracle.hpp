// The oracle: predicts every step of a scenario from the rulebook alone (architecture.md 6, "The oracle's
// state").
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "harness/fact/given_facts.hpp"
#include "harness/oracle/formula/calendar.hpp"
#include "harness/oracle/prediction/flip.hpp"
#include "harness/oracle/prediction/rule_trace.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness {

/// Who serves the holder; as in fixtures/facilities.yaml.
struct Facility {
  std::string name;
  std::string kind;
  std::string prefecture;
};

enum class PredictedOutcome { done, refused, undecided };
/// "done", "refused", "undecided".
[[nodiscard]] const char* to_string(PredictedOutcome outcome);

/// An invariant that the present facts of somebody break.
struct BrokenInvariant {
  std::string name;
  BilingualText because;
  /// The vocabulary's facts in it, in the order of its formula; a derived one is followed by what it follows
  /// from.
  std::vector<std::string> facts;
  bool after_cut = true;  ///< it holds even after a cut (Invariant::holds_after_cut)
  Facts before;           ///< "before.card.record" → what it was, as far as it is decided
};

struct Prediction {
  PredictedOutcome outcome = PredictedOutcome::done;
  WordSet obstacles;
  WordSet warnings;
  Facts facts;  ///< every fact with an observe channel after the step, without the undecided ones
  /// Names of facts, or "outcome", "obstacles", "warnings", that are not decided, each with the reason.
  std::map<std::string, std::string> undecided;
  std::vector<RuleTrace> rules;       ///< in the order of evaluation; a decision's rules stand together
  std::set<std::string> assumptions;  ///< ids of the assumptions that the answers rested on
  std::vector<BrokenInvariant> broken_invariants;
};

/// What a decision alone answers (`karimen rules decide`).
struct Answer {
  Facts outputs;  ///< output name → value, of those that are decided; `obstacle` and `warning` are sets
  std::map<std::string, std::string> undecided;  ///< the others, each with the reason
  std::set<std::string> missing;  ///< facts, inputs included, without whose value a row cannot be answered
  std::vector<RuleTrace> rules;
  std::set<std::string> assumptions;
};

/// What is to be true of a prediction; of what is left out anything may be.
struct Aim {
  std::optional<PredictedOutcome> outcome;
  std::optional<WordSet> obstacles, warnings;
  Facts facts;
};

/// One step of a scenario as the oracle sees it.
struct StepRequest {
  std::string procedure;
  Facts inputs;  ///< without "input."; defaults are filled in here
  Moment at;
  std::string who = "holder";
  std::optional<Facility> facility;
  std::string place;  ///< prefecture; the facility's own goes first
};

/// The state of all people. One oracle per worker; not shared between threads.
class Oracle {
 public:
  Oracle(Rulebook rulebook, Calendar calendar);
  ~Oracle();
  Oracle(Oracle&&) noexcept;
  Oracle& operator=(Oracle&&) noexcept;

  /// Forgets everything and starts with these facts; what they do not say has its default.
  /// `assumptions`: "A-10" → value; the others have their defaults.
  /// Throws std::invalid_argument for unknown people's facts, assumptions or values of the wrong type.
  void reset(const People& people, const Facts& assumptions, Moment now, const std::string& place);

  /// Predicts one step and changes the state accordingly. Throws std::invalid_argument for unknown names.
  Prediction step(const StepRequest& request);

  /// As `step`, for whoever asks only what becomes of the person: what must be observed is not told.
  PredictedOutcome go_on(const StepRequest& request);
  /// As `go_on`, with obstacles, warnings and the facts that the step decided; the rest of the prediction is
  /// empty.
  Prediction foresee(const StepRequest& request);
  /// One person's facts as they are now, and back to them; of this oracle alone.
  [[nodiscard]] std::vector<rules::Datum> keep(const std::string& who);
  void go_back_to(const std::string& who, const std::vector<rules::Datum>& facts);

  /// Takes the last step back: nothing of it happened but the passing of time to `at` and what the person's
  /// facts are now `known` to be. What must be observed then; outcome, obstacles and warnings say nothing.
  Prediction take_back(Moment at, const Facts& known);

  /// Answers one decision on the present state, changing nothing.
  Answer decide(const std::string& decision, const std::string& who, Moment at, const std::string& place,
                const Facts& context = {});

  /// What `step` would predict if, after the step has begun, these facts, inputs and knobs were otherwise.
  /// Changes nothing.
  Prediction suppose(const StepRequest& request, const Facts& otherwise);
  /// The smallest changes of what the step reads after which its prediction is as `aim` says. A facility can
  /// be another one of `facilities`.
  Flips flips(const StepRequest& request, const Aim& aim, std::span<const Facility> facilities,
              const FlipLimits& limits = {});
  /// The smallest changes after which a decision gives another answer, none of it undecided.
  Flips flips(const std::string& decision, const std::string& who, Moment at, const std::string& place,
              const Facts& context, std::span<const Facility> facilities, const FlipLimits& limits = {});

  /// The invariants that one person's facts break as they are now.
  [[nodiscard]] std::vector<BrokenInvariant> broken_invariants(const std::string& who);
  /// As they would be with what a system shows in place of what was predicted; `before` is what it showed
  /// before the step. Names and values that the rulebook does not know are passed over.
  [[nodiscard]] std::vector<BrokenInvariant> broken_by(const std::string& who, const Facts& observed,
                                                       const Facts& before);

  /// Every decided fact of one person, derived ones included.
  [[nodiscard]] Facts state(const std::string& who);
  /// Whether all of `observed` is as in that state; what is no fact of the rulebook's is passed over.
  [[nodiscard]] bool agrees(const std::string& who, const Facts& observed);

  /// Rows are selected as on that moment, whatever the facts say; nullopt: by the facts again.
  void law_of(std::optional<Moment> moment);

  /// Whether the step traces rules; exploration turns it off.
  void trace_rules(bool on);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace karimen::harness
