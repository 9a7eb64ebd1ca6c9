#include "harness/runner/scenario_runner.hpp"

#include "base/assert.hpp"
#include "base/duration.hpp"
#include "harness/runner/event/rule_events.hpp"
#include "harness/runner/step/accident.hpp"
#include "harness/runner/step/captured.hpp"
#include "harness/runner/step/clients.hpp"
#include "harness/runner/step/former_facts.hpp"
#include "harness/runner/step/judge.hpp"
#include "harness/runner/step/performance.hpp"
#include "harness/runner/stopwatch.hpp"
#include "harness/scenario/reading/text_digest.hpp"

namespace karimen::harness {

class ScenarioRunner::Run {
 public:
  Run(ScenarioRunner& runner, const Scenario& scenario, System& system, const std::atomic<bool>& stop)
      : runner_(runner),
        scenario_(scenario),
        system_(system),
        identity_(scenario.run_name()),
        performance_(identity_, system, events_),
        observation_(runner.observer_, runner.oracle_, scenario, system),
        accidents_(runner.context_.rulebook.vocabulary()),
        clients_(scenario, system, stop),
        captured_(scenario) {
    finished_.id = identity_;
    finished_.repetition = scenario.repetition;
    finished_.path = scenario.spot.file();
    finished_.line = scenario.spot.line();
    finished_.title = scenario.title;
    finished_.tags = scenario.tags;
    finished_.holder = scenario.holder_persona();
    finished_.assumptions = scenario.assumptions;
    finished_.text = spelled_digest(scenario.text_digest);
    finished_.not_run = scenario.steps.size();
  }

  std::vector<Event> run(const std::atomic<bool>& stop, bool& system_broken) {
    const Stopwatch watch;
    limit_time();
    bool broke_off_by_stop = false;
    try {
      reset();
      for (const auto& step : scenario_.steps) {
        if (stop || !goes_on(false)) return {};
        if (step.captures.empty()) {
          run_step(step);
        } else if (!run_filled(step)) {
          break;
        }
        if (visit_ && visit_->stopped) break;
        if (finished_.verdict < Verdict::fail && is_late()) fail_late("");
        if (visit_ && visit_->late) finished_.failure = Failure::time_limit;
        if (finished_.verdict >= Verdict::fail || cannot_go_on(step)) break;
      }
      if (finished_.verdict < Verdict::fail)
        if (const auto why = observation_.disagreement_of_reader()) break_off(*why, true);
    } catch (const EnvironmentError& error) {
      finished_.transcript = error.transcript();
      is_late() ? fail_late(error.what()) : break_off(error.what(), false);
      broke_off_by_stop = stop;  // a person who stops a run answers it no more
      system_broken = true;
    } catch (const DiagnosticError& error) {
      finished_.mistakes = render_all(error.diagnostics());
      break_off(error.diagnostics().front().what, false);
      system_broken = true;
    } catch (const std::exception& error) {
      break_off(error.what(), true);
      system_broken = true;
    }
    system_.on_exchange({});
    system_.end_by(std::nullopt);
    if (broke_off_by_stop || (visit_ && visit_->stopped)) return {};
    if (!goes_on(true)) return {};
    expect_failure();
    finished_.measured_ms = watch.milliseconds();
    events_.emplace_back(std::move(finished_));
    return std::move(events_);
  }

 private:
  [[nodiscard]] const RunContext& context() const { return runner_.context_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return context().rulebook.vocabulary(); }

  [[nodiscard]] bool goes_on(bool over) const {
    return !runner_.hook_ || runner_.hook_({.events = events_, .over = over, .why = finished_.detail});
  }

  void limit_time() {
    if (context().time_limit) end_ = Clock::now() + *context().time_limit;
    system_.end_by(end_);
    clients_.end_by(end_);
  }
  [[nodiscard]] bool is_late() const { return end_ && Clock::now() >= *end_; }

  // `why`: what was given up, beside the step.
  void fail_late(const std::string& why) {
    const auto limit = karimen::to_string(*context().time_limit);
    auto late = step_ == nullptr ? "the time limit of " + limit + " ended before the first step"
                                 : "the time limit of " + limit + " ended in the step " + step_->id;
    if (!why.empty()) late += ": " + why;
    break_off(late, false, Failure::time_limit);
  }

  void reset() {
    runner_.oracle_.reset(scenario_.people, context().assumed_by_oracle(scenario_), scenario_.start(),
                          scenario_.place);
    system_.reset({.people = scenario_.people,
                   .assumptions = context().shared_by(scenario_),
                   .now = scenario_.start(),
                   .seed = context().seed + '/' + scenario_.identity(),
                   .personas = scenario_.personas,
                   .first_other = scenario_.first_other,
                   .hot_insertion = scenario_.hot_insertion});
  }

  void begin(const Step& step) {
    if (runner_.begins_) runner_.begins_(identity_, step.id);
    step_ = &step;
    in_flight_ = true;
    KARIMEN_ASSERT(finished_.not_run > 0, "no more steps are run than there are");
    ++finished_.steps;
    --finished_.not_run;
  }

  // With what earlier steps left. False: that is not known, and nobody can do the step.
  bool run_filled(const Step& step) {
    filled_ = captured_.fill(step);
    if (filled_.missing.empty()) {
      run_step(filled_.step);
      return true;
    }
    visit_.reset();
    begin(step);
    const auto failure = filled_.missing.front().failure;
    auto event = event_of(step, failure == Failure::none ? Verdict::undecided : Verdict::fail, "");
    event.failure = failure;
    event.differences = std::move(filled_.missing);
    tell(std::move(event));
    return false;
  }

  void run_step(const Step& step) {
    const Stopwatch watch;
    begin(step);
    auto prediction = runner_.oracle_.step(context().request_of(step));
    visit_.reset();
    auto result = performance_.perform(step, [&] { visit(step, prediction); });
    if (visit_ && visit_->stopped) return;
    if (visit_) result.faults_struck = visit_->faults_struck;
    const bool accident = Accidents::is_accident(step, result);
    if (accident) prediction = runner_.oracle_.take_back(step.at, accidents_.known_chip_facts(step));
    accidents_.leave_open(step, result, accident, prediction);
    auto readings = observation_.readings(step, prediction, result, accidents_, accident);
    accidents_.suspend_invariants(readings, accident);
    auto judgement = judge(readings, step.expect, step.spot);
    auto notes = notes_of(readings, step.notes, step.spot);
    captured_.keep(step, readings.observed, readings.known);
    if (result.faults_struck == false) Accidents::miss_faults(step, judgement);
    if (visit_) judge_client(judgement);
    const bool in_full = runner_.hook_ || judgement.verdict != Verdict::pass;
    if (in_full) performance_.explain();
    auto event = event_of(step, judgement.verdict, visit_ ? visit_->trouble : result.detail);
    if (visit_) event.client = visit_->told;
    event.before = former_.changed_by(step.who, scenario_.people, readings.predicted);
    event.predicted = std::move(readings.predicted);
    event.observed = std::move(readings.observed);
    event.not_observed = std::move(judgement.not_observed);
    finished_.predicted += event.predicted.size();
    finished_.observed += event.predicted.size() - event.not_observed.size();
    event.rules = rule_events(prediction.rules, runner_.context_.rulebook, in_full);
    event.assumptions = {prediction.assumptions.begin(), prediction.assumptions.end()};
    event.differences = std::move(judgement.differences);
    event.notes = std::move(notes);
    event.failure = judgement.failure;
    event.measured_ms = watch.milliseconds();
    if (runner_.witness_) runner_.witness_({event, prediction.rules, performance_.exchanges()});
    tell(std::move(event));
  }

  // `xfail`. A time limit that ended, or another step that failed, is not what its author knows of; and what
  // a program would have failed in nobody has seen where it was not run.
  void expect_failure() {
    const auto& expected = scenario_.xfail;
    if (!expected) return;
    finished_.reason = expected->reason;
    if (finished_.verdict == Verdict::fail) {
      if (finished_.failure == Failure::time_limit) return;
      if (expected->step.empty() || expected->step == finished_.step) finished_.verdict = Verdict::xfail;
    } else if (finished_.verdict == Verdict::pass && expected->strict && !clients_left_out_) {
      finished_.verdict = Verdict::fail;
      finished_.failure = Failure::passed;
    }
  }

  // A program at the card. What it does there the rulebook cannot know: its author says it.
  void visit(const Step& step, Prediction& prediction) {
    if (!step.client) return;
    visit_ = clients_.visit(step);
    clients_left_out_ = clients_left_out_ || !visit_->told.run;
    if (!visit_->told.run || step.client->changes.empty()) return;
    auto changed = runner_.oracle_.take_back(step.at, step.client->changes);
    prediction.facts = std::move(changed.facts);
    prediction.undecided = std::move(changed.undecided);
    prediction.broken_invariants = std::move(changed.broken_invariants);
  }

  void judge_client(Judgement& judgement) const {
    if (!visit_->trouble.empty()) {
      judgement = {.verdict = Verdict::error, .not_observed = std::move(judgement.not_observed)};
      return;
    }
    if (visit_->differences.empty()) return;
    judgement.differences.insert(judgement.differences.begin(), visit_->differences.begin(),
                                 visit_->differences.end());
    judgement.verdict = Verdict::fail;
    if (judgement.failure == Failure::none) judgement.failure = Failure::expectation;
  }

  // What was to change the card was not run: nobody knows what the next steps would find.
  [[nodiscard]] bool cannot_go_on(const Step& step) const {
    return visit_ && !visit_->told.run && !step.client->changes.empty();
  }

  // What every event of a step says, whatever became of it.
  [[nodiscard]] StepEvent event_of(const Step& step, Verdict verdict, const std::string& detail) const {
    const auto* spec = vocabulary().procedure(step.procedure);
    KARIMEN_ASSERT(spec != nullptr, "a step that was read is a procedure of the vocabulary");
    return {.scenario = identity_,
            .id = step.id,
            .procedure = step.client ? "client" : step.procedure,
            .at = to_string(step.at),
            .actor = step.client ? "client" : spec->actor,
            .who = step.who,
            .place = step.place,
            .inputs = step.inputs,
            .verdict = verdict,
            .detail = detail,
            .spot = step.spot,
            .used_at = step.used_at};
  }

  void tell(StepEvent event) {
    if (event.verdict > finished_.verdict) {
      finished_.verdict = event.verdict;
      finished_.failure = event.failure;
      finished_.step = event.id;
      finished_.detail = event.detail;
    }
    events_.emplace_back(std::move(event));
    in_flight_ = false;
  }

  void break_off(const std::string& why, bool internal, Failure failure = Failure::none) {
    finished_.verdict = failure == Failure::none ? Verdict::error : Verdict::fail;
    finished_.failure = failure;
    finished_.detail = why;
    finished_.internal = internal;
    if (step_ == nullptr) return;
    finished_.step = step_->id;
    if (!in_flight_) return;
    auto event = event_of(*step_, finished_.verdict, why);
    event.failure = failure;
    events_.emplace_back(std::move(event));
  }

  ScenarioRunner& runner_;
  const Scenario& scenario_;
  System& system_;
  const std::string identity_;
  std::vector<Event> events_;
  Performance performance_;
  Observation observation_;
  Accidents accidents_;
  Clients clients_;
  Captured captured_;
  FilledStep filled_;                 ///< the step under way, where it has captures
  std::optional<ClientVisit> visit_;  ///< of the step under way
  const Step* step_ = nullptr;
  bool in_flight_ = false;  ///< the step's own event is still to come
  bool clients_left_out_ = false;
  std::optional<Deadline> end_;  ///< --timeout
  FormerFacts former_;
  ScenarioFinished finished_;
};

ScenarioRunner::ScenarioRunner(const RunContext& context)
    : context_(context), oracle_(context.rulebook, context.calendar), observer_(context) {}

std::vector<Event> ScenarioRunner::run(const Scenario& scenario, System& system,
                                       const std::atomic<bool>& stop, bool& system_broken) {
  return Run(*this, scenario, system, stop).run(stop, system_broken);
}

}  // namespace karimen::harness
