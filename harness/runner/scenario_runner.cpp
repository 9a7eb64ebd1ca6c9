#include "harness/runner/scenario_runner.hpp"

#include <algorithm>

#include "harness/oracle/rulebook/program.hpp"
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
      : runner_(runner), scenario_(scenario), system_(system), identity_(scenario.identity()) {
    finished_.id = identity_;
    finished_.title = scenario.title.en.empty() ? scenario.title.ja : scenario.title.en;
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
      break_off(error.what(), false);
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
    const auto shared = merged(scenario_.assumptions, context().assumptions);
    oracle_assumptions_ = merged(context().oracle_assumptions, shared);
    runner_.oracle_.reset(scenario_.people, oracle_assumptions_, scenario_.start(), scenario_.place);
    system_.reset({.people = scenario_.people,
                   .assumptions = shared,
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
    ++finished_.steps;
    --finished_.not_run;
    auto prediction = predict(step);
    const auto first_exchange = events_.size();
    const auto result = perform(step);
    const bool accident = is_accident(step, result);
    if (accident) prediction = runner_.oracle_.take_back(step.at, known_chip_facts(step));
    suspend_invariants(prediction, accident);
    leave_open(step, result, accident, prediction);
    auto readings = read(step, prediction, result, accident);
    auto judgement = judge(readings, step.expect, step.spot);
    if (result.faults_struck == false) miss_faults(step, judgement);
    if (judgement.verdict != Verdict::pass) explain_exchanges(first_exchange);
    StepEvent event{.scenario = identity_,
                    .id = step.id,
                    .procedure = step.procedure,
                    .at = to_string(step.at),
                    .actor = vocabulary().procedure(step.procedure)->actor,
                    .who = step.who,
                    .place = step.place,
                    .inputs = step.inputs,
                    .predicted = std::move(readings.predicted),
                    .observed = std::move(readings.observed),
                    .not_observed = judgement.not_observed,
                    .rules = rule_events(prediction.rules, judgement.verdict != Verdict::pass),
                    .assumptions = {prediction.assumptions.begin(), prediction.assumptions.end()},
                    .differences = judgement.differences,
                    .verdict = judgement.verdict,
                    .failure = judgement.failure,
                    .detail = result.detail,
                    .spot = step.spot,
                    .measured_ms = watch.milliseconds()};
    take_verdict(event);
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

  Readings read(const Step& step, const Prediction& prediction, const PerformResult& result, bool accident) {
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
    if (accident || !step.faults.empty()) forget_expected(step, readings);
    if (accident)
      for (const auto* name : {"outcome", "obstacles", "warnings"}) readings.known.erase(name);
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

  // The rulebook knows refusals, not accidents: what comes of a fault is the author's to say. What he expects
  // not to happen has not happened for the oracle, either.
  static bool is_accident(const Step& step, const PerformResult& result) {
    const bool possible =
        result.outcome == Outcome::failed || (result.outcome == Outcome::refused && !step.faults.empty());
    return possible && std::ranges::any_of(step.expect, [&](auto& each) {
             return each.name == "outcome" && each.test.text == to_string(result.outcome);
           });
  }

  [[nodiscard]] bool on_chip(const std::string& name) const {
    const auto* spec = vocabulary().fact(name);
    return spec != nullptr && spec->observe == Channel::chip;
  }

  // An accident may leave the chip otherwise than it was, in ways that only the author can tell.
  Facts known_chip_facts(const Step& step) const {
    Facts known;
    for (const auto& [name, test, spot] : step.expect)
      if (on_chip(name) && !test.negated && test.tests.size() == 1 &&
          test.tests[0].op == UnaryTest::Op::equal && test.tests[0].first)
        if (const auto* value = std::get_if<Value>(&*test.tests[0].first)) known.emplace(name, *value);
    return known;
  }

  // Of a faulted answer and of the chip after it, what he says is judged by what is observed alone.
  void forget_expected(const Step& step, Readings& readings) const {
    for (const auto& [name, test, spot] : step.expect) {
      const auto* spec = vocabulary().fact(name);
      if (spec != nullptr && spec->observe != Channel::chip && spec->observe != Channel::outcome) continue;
      readings.known.erase(name);
      readings.predicted.erase(name);
      readings.undecided.erase(name);
    }
  }

  // What an accident breaks stays broken until a procedure mends it: no failure of the rulebook's.
  void suspend_invariants(Prediction& prediction, bool accident) {
    auto& broken = prediction.broken_invariants;
    std::set<std::string> still;
    for (const auto& name : broken)
      if (accident || suspended_.contains(name)) still.insert(name);
    suspended_ = std::move(still);
    std::erase_if(broken, [&](const auto& name) { return suspended_.contains(name); });
  }

  // What the author tells of the chip otherwise than by a value stays open until the procedure is done.
  void leave_open(const Step& step, const PerformResult& result, bool accident, Prediction& prediction) {
    if (accident) {
      const auto known = known_chip_facts(step);
      open_ = {.procedure = step.procedure, .who = step.who, .facts = {}};
      for (const auto& each : step.expect)
        if (on_chip(each.name) && !known.contains(each.name)) open_.facts.insert(each.name);
    } else if (step.procedure == open_.procedure && result.outcome == Outcome::done) {
      open_ = {};
    }
    if (step.who != open_.who) return;
    for (const auto& name : open_.facts) {
      prediction.facts.erase(name);
      prediction.undecided.erase(name);
    }
  }

  static void miss_faults(const Step& step, Judgement& judgement) {
    std::string orders;
    for (const auto& order : step.faults) orders += (orders.empty() ? "" : ", ") + order.text();
    judgement.differences.push_back({.failure = Failure::expectation,
                                     .name = "faults",
                                     .expected = orders,
                                     .observed = "nothing struck",
                                     .spot = step.spot});
    judgement.verdict = Verdict::fail;
    if (judgement.failure == Failure::none) judgement.failure = Failure::expectation;
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
      if (auto* event = std::get_if<ApduEvent>(&events_[i]))
        if (const auto& exchange = exchanges_[next++]; !exchange.reset && !plain_success(exchange.response))
          event->cause = system_.explain(exchange);
  }

  void take_verdict(const StepEvent& event) {
    if (event.verdict <= finished_.verdict) return;
    finished_.verdict = event.verdict;
    finished_.failure = event.failure;
    finished_.step = event.id;
    finished_.detail = event.detail;
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
    StepEvent event{
        .scenario = identity_, .id = step_->id, .procedure = step_->procedure, .at = to_string(step_->at)};
    event.actor = vocabulary().procedure(step_->procedure)->actor;
    event.who = step_->who;
    event.place = step_->place;
    event.inputs = step_->inputs;
    event.verdict = Verdict::error;
    event.detail = why;
    event.spot = step_->spot;
    events_.emplace_back(std::move(event));
  }

  ScenarioRunner& runner_;
  const Scenario& scenario_;
  System& system_;
  const std::string identity_;
  Facts oracle_assumptions_;
  struct Open {
    std::string procedure, who;
    std::set<std::string> facts;
  };
  Open open_;                        ///< facts of the chip after an accident, until its procedure is done
  std::set<std::string> suspended_;  ///< invariants that an accident broke
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
