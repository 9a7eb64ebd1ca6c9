#include "harness/explore/boundaries/boundaries.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/parallel.hpp"
#include "harness/explore/breadth/breadth.hpp"
#include "harness/oracle/rulebook/program.hpp"
#include "harness/runner/admission.hpp"

namespace karimen::harness::explore {
namespace {

// What moves is what people could have lived through.
constexpr int first_year = 2024, last_year = 2040;

void add_day(std::int64_t days_since_1970, std::set<Date>& days) {
  const Date day{std::chrono::sys_days(std::chrono::days(days_since_1970))};
  const auto year = static_cast<int>(day.year());
  if (year >= first_year && year <= last_year) days.insert(day);
}

void add_days(const rules::Program& program, const rules::Expression& expression, std::set<Date>& days) {
  for (const auto& node : expression.nodes) {
    if (node.op == rules::Op::literal && node.value.tag == rules::Tag::date) add_day(node.value.number, days);
    if (node.op == rules::Op::literal && node.value.tag == rules::Tag::moment)
      add_day(node.value.number / 86400, days);
    if (node.op == rules::Op::fact)
      add_days(program, program.facts[static_cast<std::size_t>(node.value.number)].derive, days);
  }
}

Scenario moved_by(Scenario scenario, int days) {
  for (auto& step : scenario.steps) {
    step.at += std::chrono::hours(24 * days);
    step.expect.clear();
    step.notes.clear();
  }
  scenario.xfail = {};
  scenario.skip = {};
  return scenario;
}

bool can_move(const Scenario& scenario) {
  return !scenario.has_clients() &&
         std::ranges::all_of(scenario.steps, [](const Step& step) { return step.captures.empty(); });
}

int days_between(Date from, Date to) {
  return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

/// One worker's share, every so-manieth scenario.
class Mover {
 public:
  Mover(const RunContext& context, const SystemFactory& factory, unsigned worker,
        const std::atomic<bool>& stop)
      : context_(context),
        factory_(factory),
        worker_(worker),
        stop_(stop),
        oracle_(context.rulebook, context.calendar),
        runner_(context),
        system_(factory(worker)) {
    admission_.emplace(context_, *system_);
  }

  void move(const Scenario& scenario) {
    if (!can_move(scenario)) return;
    BoundaryReport moved{.scenarios = 1};
    for (const int days : shifts(scenario)) {
      if (stop_) break;
      run(scenario, moved_by(scenario, days), days, moved);
    }
    report.take(std::move(moved));
  }

  BoundaryReport report;

 private:
  // So that the first step that asks a rule falls on each of its days, and on their neighbours.
  std::set<int> shifts(const Scenario& scenario) {
    oracle_.reset(scenario.people, context_.assumed_by_oracle(scenario), scenario.start(), scenario.place);
    std::set<int> found;
    std::set<Date> seen;
    for (const auto& step : scenario.steps)
      for (const auto& day : days_known(context_.rulebook, oracle_.step(context_.request_of(step))))
        if (seen.insert(day).second)
          for (const int beside : {-1, 0, 1}) found.insert(days_between(date_of(step.at), day) + beside);
    found.erase(0);
    return found;
  }

  void run(const Scenario& scenario, Scenario moved, int days, BoundaryReport& into) {
    admission_->ask(moved);
    if (!admission_->take().empty()) {
      ++into.impossible;
      return;
    }
    bool broken = false;
    const auto events = runner_.run(moved, *system_, stop_, broken);
    if (broken) {
      system_ = factory_(worker_);
      admission_.emplace(context_, *system_);
    }
    if (events.empty()) return;
    ++into.runs;
    auto mishap = mishap_of(events);
    if (!mishap) return;
    if (mishap->verdict < Verdict::fail) {
      ++into.undecided;
      return;
    }
    into.found.push_back({.mishap = std::move(*mishap),
                          .times = 1,
                          .scenario = scenario.identity(),
                          .days = days,
                          .first_day = date_of(moved.steps.front().at),
                          .sides = sides_of(events)});
  }

  const RunContext& context_;
  const SystemFactory& factory_;
  const unsigned worker_;
  const std::atomic<bool>& stop_;
  Oracle oracle_;
  ScenarioRunner runner_;
  std::unique_ptr<System> system_;
  std::optional<Admission> admission_;
};

}  // namespace

std::set<Date> days_known(const Rulebook& rulebook, const Prediction& prediction) {
  std::set<Date> days;
  const auto& program = rulebook.program();
  for (const auto& trace : prediction.rules) {
    const auto& [from, until] = trace.rule->effective;
    if (from != rules::Effective{}.from) add_day(from / 86400, days);
    if (until != rules::Effective{}.until) add_day(until / 86400, days);
    for (const auto& cell : trace.rule->when) add_days(program, cell.test, days);
  }
  return days;
}

void BoundaryReport::take(BoundaryReport&& other) {
  scenarios += other.scenarios;
  runs += other.runs;
  impossible += other.impossible;
  undecided += other.undecided;
  std::map<std::string, MovedFinding> by_kind;
  for (auto* all : {&found, &other.found})
    for (auto& each : *all) {
      const auto [twin, fresh] = by_kind.try_emplace(each.mishap.kind());
      auto& kept = twin->second;
      const auto times = kept.times + each.times;
      if (fresh || std::tie(each.scenario, each.days) < std::tie(kept.scenario, kept.days))
        kept = std::move(each);
      kept.times = times;
    }
  found.clear();
  for (auto& [kind, each] : by_kind) found.push_back(std::move(each));
  std::ranges::stable_sort(found, std::greater{}, &MovedFinding::times);
}

BoundaryReport at_all_boundaries(std::span<const Scenario> scenarios, const RunContext& context,
                                 const SystemFactory& factory, unsigned jobs, const std::atomic<bool>& stop) {
  const auto workers = std::max(1U, jobs);
  std::vector<BoundaryReport> parts(workers);
  side_by_side(
      workers,
      [&](std::size_t worker) {
        Mover mover(context, factory, static_cast<unsigned>(worker), stop);
        for (auto i = worker; i < scenarios.size() && !stop; i += workers) mover.move(scenarios[i]);
        parts[worker] = std::move(mover.report);
      },
      workers);
  BoundaryReport report;
  for (auto& part : parts) report.take(std::move(part));
  return report;
}

}  // namespace karimen::harness::explore
