#include "harness/runner/scenario_runner.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "harness/oracle/rulebook/program.hpp"
#include "harness/runner/accident.hpp"
#include "harness/runner/judge.hpp"
#include "harness/runner/rule_events.hpp"
#include "harness/runner/stopwatch.hpp"

namespace karimen::harness {
namespace {

Value word(const char* text) {
  return std::string(text);
}

Facts merged(Facts first, const Facts& others) {
  first.insert(others.begin(), others.end());
  return first;
}

bool plain_success(const Bytes& response) {
  return response.size() >= 2 && ((response[response.size() - 2] == 0x90 && response.back() == 0x00) ||
                                  response[response.size() - 2] == 0x61);
}

}  // namespace

Facts RunContext::shared_by(const Scenario& scenario) const {
  return merged(scenario.assumptions, assumptions);
}

Facts RunContext::assumed_by_oracle(const Scenario& scenario) const {
  return merged(oracle_assumptions, shared_by(scenario));
}

ObservedNames::ObservedNames(const Rulebook& rulebook) {
  for (const auto& fact : rulebook.program().facts)
    if (!fact.derive.empty()) derived.insert(fact.name);
  for (const auto& spec : rulebook.vocabulary().facts()) {
    const bool on_chip = spec.observe == Channel::chip;
    if (on_chip) chip.push_back(spec.name);
    if (on_chip || spec.observe == Channel::paper || spec.observe == Channel::registry)
      all.push_back(spec.name);
  }
}

class ScenarioRunner::Run {
 public:
  Run(ScenarioRunner& runner, const Scenario& scenario, System& system)
      : runner_(runner),
        scenario_(scenario),
        system_(system),
        identity_(scenario.identity()),
        accidents_(runner.context_.rulebook.vocabulary()) {
    finished_.id = identity_;
    finished_.path = scenario.spot.where.file;
    finished_.title = scenario.title;
    finished_.not_run = scenario.steps.size();
  }

  std::vector<Event> run(const std::atomic<bool>& stop, bool& system_broken) {
    const Stopwatch watch;
    try {
      reset();
      for (const auto& step : scenario_.steps) {
        if (stop) return {};
        run_step(step);
        if (finished_.verdict >= Verdict::fail) break;
      }
      if (finished_.verdict < Verdict::fail) compare_through_reader();
    } catch (const EnvironmentError& error) {
      break_off(error.what(), false);
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
    finished_.measured_ms = watch.milliseconds();
    events_.emplace_back(std::move(finished_));
    return std::move(events_);
  }

 private:
  [[nodiscard]] const RunContext& context() const { return runner_.context_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return context().rulebook.vocabulary(); }

  void reset() {
    oracle_assumptions_ = context().assumed_by_oracle(scenario_);
    runner_.oracle_.reset(scenario_.people, oracle_assumptions_, scenario_.start(), scenario_.place);
    system_.reset({.people = scenario_.people,
                   .assumptions = context().shared_by(scenario_),
                   .now = scenario_.start(),
                   .seed = context().seed + '/' + identity_,
                   .personas = scenario_.personas,
                   .first_other = scenario_.first_other,
                   .hot_insertion = scenario_.hot_insertion});
  }

  void run_step(const Step& step) {
    const Stopwatch watch;
    step_ = &step;
    in_flight_ = true;
    KARIMEN_ASSERT(finished_.not_run > 0, "no more steps are run than there are");
    ++finished_.steps;
    --finished_.not_run;
    auto prediction = predict(step);
    const auto first_exchange = events_.size();
    const auto result = perform(step);
    const bool accident = Accidents::is_accident(step, result);
    if (accident) prediction = runner_.oracle_.take_back(step.at, accidents_.known_chip_facts(step));
    accidents_.suspend_invariants(prediction, accident);
    accidents_.leave_open(step, result, accident, prediction);
    auto readings = observe(step, prediction, result, accident);
    auto judgement = judge(readings, step.expect, step.spot);
    if (result.faults_struck == false) Accidents::miss_faults(step, judgement);
    if (judgement.verdict != Verdict::pass) explain_exchanges(first_exchange);
    auto event = event_of(step, judgement.verdict, result.detail);
    event.predicted = std::move(readings.predicted);
    event.observed = std::move(readings.observed);
    event.not_observed = std::move(judgement.not_observed);
    event.rules =
        rule_events(prediction.rules, runner_.context_.rulebook, judgement.verdict != Verdict::pass);
    event.assumptions = {prediction.assumptions.begin(), prediction.assumptions.end()};
    event.differences = std::move(judgement.differences);
    event.failure = judgement.failure;
    event.measured_ms = watch.milliseconds();
    tell(std::move(event));
  }

  // What every event of a step says, whatever became of it.
  [[nodiscard]] StepEvent event_of(const Step& step, Verdict verdict, const std::string& detail) const {
    const auto* spec = vocabulary().procedure(step.procedure);
    KARIMEN_ASSERT(spec != nullptr, "a step that was read is a procedure of the vocabulary");
    return {.scenario = identity_,
            .id = step.id,
            .procedure = step.procedure,
            .at = to_string(step.at),
            .actor = spec->actor,
            .who = step.who,
            .place = step.place,
            .inputs = step.inputs,
            .verdict = verdict,
            .detail = detail,
            .spot = step.spot};
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

  Prediction predict(const Step& step) {
    StepRequest request{.procedure = step.procedure,
                        .inputs = step.inputs,
                        .at = step.at,
                        .who = step.who,
                        .facility = std::nullopt,
                        .place = step.place};
    if (const auto input = step.inputs.find("facility"); input != step.inputs.end()) {
      const auto name = to_string(input->second);
      const auto known = context().facilities.find(name);
      if (known != context().facilities.end())
        request.facility = Facility{name, known->second.kind, known->second.prefecture};
    }
    return runner_.oracle_.step(request);
  }

  PerformResult perform(const Step& step) {
    exchanges_.clear();
    system_.on_exchange([&](const Exchange& exchange) {
      exchanges_.push_back(exchange);
      events_.emplace_back(ApduEvent{.scenario = identity_,
                                     .step = step.id,
                                     .command = exchange.command,
                                     .response = exchange.response,
                                     .cause = {},
                                     .reader = exchange.reader,
                                     .reset = exchange.reset});
    });
    auto result = system_.perform({.procedure = step.procedure,
                                   .inputs = step.inputs,
                                   .at = step.at,
                                   .who = step.who,
                                   .place = step.place,
                                   .faults = step.faults});
    system_.on_exchange({});
    for (const auto& paper : result.papers)
      events_.emplace_back(PaperEvent{identity_, step.id, paper.kind, paper.lines});
    return result;
  }

  Readings observe(const Step& step, const Prediction& prediction, const PerformResult& result,
                   bool accident) {
    Readings readings;
    readings.broken_invariants = prediction.broken_invariants;
    readings.observed = system_.observe(step.who, runner_.names_.all);
    last_observed_ = readings.observed;
    last_who_ = step.who;
    readings.observed.insert(result.outcomes.begin(), result.outcomes.end());
    readings.observed["outcome"] = word(to_string(result.outcome));
    if (result.obstacles) readings.observed["obstacles"] = *result.obstacles;
    if (result.warnings) readings.observed["warnings"] = *result.warnings;

    readings.known = runner_.oracle_.state(step.who);
    readings.predicted = prediction.facts;
    readings.undecided = prediction.undecided;
    if (!accident) add_answer(prediction, readings);
    for (const auto& [name, value] : readings.predicted) readings.known[name] = value;
    for (const auto& [name, reason] : readings.undecided) readings.known.erase(name);
    accidents_.forget_expected(step, accident, readings);
    derive_expected(step, readings);
    return readings;
  }

  static void add_answer(const Prediction& prediction, Readings& readings) {
    const auto decided = [&](const char* name) { return !readings.undecided.contains(name); };
    if (prediction.outcome == PredictedOutcome::undecided)
      readings.undecided.try_emplace("outcome", "the rulebook does not decide it");
    else if (decided("outcome"))
      readings.predicted["outcome"] = word(to_string(prediction.outcome));
    if (decided("obstacles")) readings.predicted["obstacles"] = prediction.obstacles;
    if (decided("warnings")) readings.predicted["warnings"] = prediction.warnings;
  }

  // A derived fact is observed by deriving it, with the rulebook's formula, from the observed primary facts.
  void derive_expected(const Step& step, Readings& readings) {
    std::vector<std::string> wanted;
    for (const auto& each : step.expect) {
      if (runner_.names_.derived.contains(each.name) && !readings.observed.contains(each.name))
        wanted.push_back(each.name);
    }
    if (wanted.empty()) return;
    Facts primaries;
    for (const auto* reading : {&readings.known, &readings.observed})
      for (const auto& [name, value] : *reading) {
        if (vocabulary().fact(name) != nullptr && !runner_.names_.derived.contains(name))
          primaries.insert_or_assign(name, value);
      }
    if (!runner_.mirror_) runner_.mirror_.emplace(context().rulebook, context().calendar);
    auto people = scenario_.people;
    people[step.who] = std::move(primaries);
    runner_.mirror_->reset(people, oracle_assumptions_, step.at, step.place);
    const auto derived = runner_.mirror_->state(step.who);
    for (const auto& name : wanted)
      if (const auto found = derived.find(name); found != derived.end()) readings.observed.insert(*found);
  }

  void explain_exchanges(std::size_t first) {
    std::size_t next = 0;
    for (auto i = first; i < events_.size(); ++i)
      if (auto* event = std::get_if<ApduEvent>(&events_[i])) {
        KARIMEN_ASSERT(next < exchanges_.size(), "every APDU event of a step is one of its exchanges");
        const auto& exchange = exchanges_[next++];
        if (!exchange.reset && !plain_success(exchange.response)) event->cause = system_.explain(exchange);
      }
  }

  // What the fork says and what the reader says must agree (architecture.md 5).
  void compare_through_reader() {
    const auto seen = system_.observe_through_reader(last_who_, runner_.names_.chip);
    for (const auto& [name, value] : seen) {
      const auto inspected = last_observed_.find(name);
      if (inspected == last_observed_.end() || inspected->second == value) continue;
      break_off("the inspector says " + name + " = " + to_string(inspected->second) + ", the reader says " +
                    to_string(value),
                true);
      return;
    }
  }

  void break_off(const std::string& why, bool internal) {
    finished_.verdict = Verdict::error;
    finished_.failure = Failure::none;
    finished_.detail = why;
    finished_.internal = internal;
    if (step_ == nullptr) return;
    finished_.step = step_->id;
    if (!in_flight_) return;
    events_.emplace_back(event_of(*step_, Verdict::error, why));
  }

  ScenarioRunner& runner_;
  const Scenario& scenario_;
  System& system_;
  const std::string identity_;
  Facts oracle_assumptions_;
  Accidents accidents_;
  const Step* step_ = nullptr;
  bool in_flight_ = false;  ///< the step's own event is still to come
  Facts last_observed_;
  std::string last_who_ = "holder";
  std::vector<Exchange> exchanges_;
  ScenarioFinished finished_;
  std::vector<Event> events_;
};

ScenarioRunner::ScenarioRunner(const RunContext& context)
    : context_(context), names_(context.rulebook), oracle_(context.rulebook, context.calendar) {}

std::vector<Event> ScenarioRunner::run(const Scenario& scenario, System& system,
                                       const std::atomic<bool>& stop, bool& system_broken) {
  return Run(*this, scenario, system).run(stop, system_broken);
}

}  // namespace karimen::harness
