#include "harness/explore/cover/cover_search.hpp"

#include <algorithm>

#include "harness/explore/cover/changes.hpp"
#include "harness/explore/walk/course.hpp"
#include "harness/explore/walk/walker.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::explore {
namespace {

using std::chrono::minutes;

constexpr std::size_t beam = 40;    // walks that are changed further
constexpr std::size_t changes = 5;  // at most, one after another
constexpr std::size_t offers = 40;  // walks of one round that are run

constexpr unsigned not_asked = 1000, not_now = 40, hidden_row = 10;

Date cover_day() {
  return Date{std::chrono::year{2026}, std::chrono::June, std::chrono::day{1}};
}

/// A walk and how far it is from the goal; 0: it is there.
struct Candidate {
  unsigned distance = 0;
  std::size_t size = 0;  ///< steps, given facts, inputs, knobs
  std::size_t order = 0;
  Walk walk;
  std::set<int> facts;  ///< that could bring it nearer

  friend bool operator<(const Candidate& a, const Candidate& b) {
    return std::tie(a.distance, a.size, a.order) < std::tie(b.distance, b.size, b.order);
  }
};

std::size_t size_of(const Walk& walk) {
  auto size = 100 * walk.steps.size() + 3 * walk.given.size() + 2 * walk.assumptions.size();
  for (const auto& step : walk.steps) size += step.inputs.size();
  return size;
}

const RuleTrace* trace_of(const CoverGoal& goal, std::span<const RuleTrace> rules) {
  const auto found =
      std::ranges::find_if(rules, [&](const RuleTrace& trace) { return trace.rule == goal.rule; });
  return found == rules.end() ? nullptr : &*found;
}

bool wanted(const CoverGoal& goal, std::size_t cell, Truth truth) {
  return truth == (goal.alone == cell ? Truth::no : Truth::yes);
}

}  // namespace

std::optional<CoverGoal> cover_goal(const Rulebook& rulebook, const std::string& name) {
  const auto colon = name.find(':');
  const auto id = name.substr(0, colon);
  for (const auto& decision : rulebook.decisions()) {
    const auto find = [&](const rules::Rule& rule) -> std::optional<CoverGoal> {
      if (rule.id != id) return std::nullopt;
      CoverGoal goal{&decision, &rule};
      if (colon == std::string::npos) return goal;
      const auto cell = std::ranges::find(rule.when, name.substr(colon + 1), &rules::Cell::fact_name);
      if (cell == rule.when.end()) return std::nullopt;
      goal.alone = static_cast<std::size_t>(cell - rule.when.begin());
      return goal;
    };
    for (const auto& rule : decision.rules)
      if (auto goal = find(rule)) return goal;
    if (decision.otherwise)
      if (auto goal = find(*decision.otherwise)) return goal;
  }
  return std::nullopt;
}

bool shows(const CoverGoal& goal, std::span<const RuleTrace> rules) {
  const auto* trace = trace_of(goal, rules);
  if (trace == nullptr) return false;
  if (!goal.alone) return trace->state == RuleState::fired;
  if (trace->state != RuleState::not_fired) return false;
  for (std::size_t i = 0; i < trace->cells.size(); ++i)
    if (!wanted(goal, i, trace->cells[i].holds)) return false;
  return true;
}

class CoverSearch::Search {
 public:
  Search(const Lexicon& lexicon, const RunContext& context, std::set<std::string> knows)
      : lexicon_(lexicon),
        context_(context),
        knows_(std::move(knows)),
        oracle_(context.rulebook, context.calendar),
        changes_(lexicon, context.rulebook) {
    for (const auto& decision : context.rulebook.decisions())
      for (const auto& rule : decision.rules) {
        add_day(rule.effective.from);
        add_day(rule.effective.until);
      }
  }

  std::optional<Walk> find(const CoverGoal& goal, const std::function<bool(const Walk&)>& holds) {
    goal_ = goal;
    holds_ = &holds;
    askers_.clear();
    for (const auto& procedure : context_.rulebook.procedures())
      if (knows_.contains(procedure.name) && asks(procedure)) askers_.push_back(procedure.name);
    for (auto round : {&Search::single_steps, &Search::pairs, &Search::along_courses})
      if (auto walk = climb((this->*round)())) return walk;
    return std::nullopt;
  }

  std::size_t tried() const { return tried_; }

 private:
  void add_day(std::int64_t seconds) {
    const Date day = date_of(Moment{std::chrono::seconds{seconds}});
    if (day > Date{std::chrono::year{2024}, std::chrono::January, std::chrono::day{1}} &&
        day < Date{std::chrono::year{2041}, std::chrono::January, std::chrono::day{1}})
      for (const int shift : {-1, 0, 1}) days_.insert(plus_days(day, shift));
  }

  [[nodiscard]] bool asks(const rules::Procedure& procedure) const {
    const auto& decisions = context_.rulebook.program().decisions;
    const auto is_it = [&](int index) {
      return &decisions[static_cast<std::size_t>(index)] == goal_.decision;
    };
    return std::ranges::any_of(procedure.requires_, is_it) ||
           std::ranges::any_of(procedure.decides,
                               [&](const rules::Decides& each) { return is_it(each.decision); });
  }

  // With what must be said, the first value each.
  [[nodiscard]] WalkStep step(const std::string& name, Moment at) const {
    WalkStep made{.procedure = name, .at = at, .inputs = {}};
    for (const auto& input : context_.rulebook.vocabulary().procedure(name)->inputs) {
      if (input.initial) continue;
      std::string value;
      if (input.type.base == Base::facility)
        value = lexicon_.facilities.contains("fuchu") ? "fuchu" : lexicon_.facilities.begin()->first;
      else if (const auto all = changes_.values(input.type, input.limits, at); !all.empty())
        value = input.type.base == Base::date ? to_string(date_of(at)) : all.front();
      made.inputs.emplace_back(input.name, value.empty() ? "KARIMEN" : value);
    }
    return made;
  }

  [[nodiscard]] std::vector<Moment> moments() const {
    std::vector<Moment> found{at_midnight(cover_day()) + minutes(10 * 60)};
    const auto add = [&](std::int64_t seconds) {
      const auto day = date_of(Moment{std::chrono::seconds{seconds}});
      if (days_.contains(day)) found.push_back(at_midnight(day) + minutes(10 * 60));
    };
    add(goal_.rule->effective.from);
    add(goal_.rule->effective.until);
    return found;
  }

  std::vector<Walk> single_steps() {
    std::vector<Walk> found;
    for (const auto& name : askers_)
      for (const auto at : moments())
        for (const auto& holder : lexicon_.personas->names())
          found.push_back({.holder = holder, .given = {}, .assumptions = {}, .steps = {step(name, at)}});
    return found;
  }

  std::vector<Walk> pairs() {
    std::vector<Walk> found;
    const auto holders = lexicon_.personas->names();
    for (const auto& name : askers_)
      for (const auto& first : knows_)
        for (std::size_t i = 0; i < holders.size(); i += 3) {
          const auto at = moments().back();
          found.push_back({.holder = holders[i],
                           .given = {},
                           .assumptions = {},
                           .steps = {step(first, at - minutes(30)), step(name, at)}});
        }
    return found;
  }

  std::vector<Walk> along_courses() {
    std::vector<Walk> found;
    for (const auto& course : courses())
      for (std::size_t last = 2; last < course.size(); ++last) {
        if (std::ranges::find(askers_, course[last]) == askers_.end()) continue;
        for (const auto& holder : lexicon_.personas->names()) {
          Walk walk{.holder = holder, .given = {}, .assumptions = {}, .steps = {}};
          auto at = moments().back();
          for (std::size_t i = 0; i <= last; ++i, at += minutes(7 * 24 * 60))
            if (knows_.contains(course[i])) walk.steps.push_back(step(course[i], at));
          found.push_back(std::move(walk));
        }
      }
    return found;
  }

  /// What the last step's rules did; nullopt: nobody can walk so.
  std::optional<Prediction> predict(const Walk& walk) {
    ++tried_;
    try {
      const auto scenario = scenario_of(walk, lexicon_);
      if (!scenario) return std::nullopt;
      oracle_.reset(scenario->people, context_.assumed_by_oracle(*scenario), scenario->start(),
                    scenario->place);
      if (!oracle_.broken_invariants("holder").empty()) return std::nullopt;
      Prediction prediction;
      for (const auto& each : scenario->steps) {
        prediction = oracle_.step(context_.request_of(each));
        if (prediction.outcome == PredictedOutcome::undecided) return std::nullopt;
      }
      return prediction;
    } catch (const DiagnosticError&) {
      return std::nullopt;
    } catch (const std::invalid_argument&) {
      return std::nullopt;
    }
  }

  std::optional<Candidate> measure(Walk walk) {
    const auto prediction = predict(walk);
    if (!prediction) return std::nullopt;
    const auto size = size_of(walk);
    Candidate candidate{.size = size, .order = order_++, .walk = std::move(walk)};
    const auto& program = context_.rulebook.program();
    const auto* trace = trace_of(goal_, prediction->rules);
    if (trace == nullptr) {  // obstacles came before it
      candidate.distance = not_asked;
      for (const auto& each : prediction->rules) {
        if (each.state != RuleState::fired || each.rule->then.empty()) continue;
        ++candidate.distance;
        add_reads(each, candidate.facts);
      }
      return candidate;
    }
    if (trace->cells.empty() && trace->state != RuleState::fired) {
      candidate.distance = trace->state == RuleState::not_reached ? hidden_row : not_now;
      if (trace->state == RuleState::not_reached)
        for (const auto& each : prediction->rules)
          if (each.decision == goal_.decision && each.state == RuleState::fired)
            add_reads(each, candidate.facts);
      if (goal_.decision->as_of >= 0) add_fact(goal_.decision->as_of, candidate.facts);
      candidate.facts.insert({program.step.now, program.step.place});
    }
    for (std::size_t i = 0; i < trace->cells.size(); ++i) {
      if (wanted(goal_, i, trace->cells[i].holds)) continue;
      ++candidate.distance;
      add_ground_facts(program, trace->cells[i].cell->test, candidate.facts);
    }
    return candidate;
  }

  void add_reads(const RuleTrace& trace, std::set<int>& facts) const {
    for (const auto& cell : trace.rule->when) add_ground_facts(context_.rulebook.program(), cell.test, facts);
  }
  void add_fact(int fact, std::set<int>& facts) const {
    const auto& program = context_.rulebook.program();
    const auto& derive = program.facts[static_cast<std::size_t>(fact)].derive;
    if (derive.empty())
      facts.insert(fact);
    else
      add_ground_facts(program, derive, facts);
  }

  // From the nearest walks on, one change after the other.
  std::optional<Walk> climb(std::vector<Walk> walks) {
    std::set<std::string> seen;
    std::vector<Candidate> front;
    for (std::size_t depth = 0; depth <= changes && !walks.empty(); ++depth) {
      std::vector<Candidate> next;
      for (auto& walk : walks) {
        if (!seen.insert(to_yaml(walk, "", "")).second) continue;
        if (auto candidate = measure(std::move(walk))) next.push_back(std::move(*candidate));
      }
      std::sort(next.begin(), next.end());
      std::size_t offered = 0;
      for (auto& each : next) {
        if (each.distance > 0 || offered++ == offers) break;
        if ((*holds_)(each.walk)) return needed(std::move(each.walk));
      }
      std::erase_if(next, [](const Candidate& each) { return each.distance == 0; });
      front.insert(front.end(), std::make_move_iterator(next.begin()), std::make_move_iterator(next.end()));
      std::sort(front.begin(), front.end());
      if (front.size() > 4 * beam) front.resize(4 * beam);
      walks.clear();
      const auto taken = std::min(beam, front.size());
      for (std::size_t i = 0; i < taken; ++i)
        for (auto& walk : changes_.around(front[i].walk, front[i].facts, days_))
          walks.push_back(std::move(walk));
      front.erase(front.begin(), front.begin() + static_cast<std::ptrdiff_t>(taken));
    }
    return std::nullopt;
  }

  // The last step is the one that shows it.
  Walk needed(Walk walk) {
    const auto before_last = walk.steps.size() - 1;
    return without_needless(std::move(walk), before_last, [&](const Walk& shorter) {
      const auto prediction = predict(shorter);
      return prediction && shows(goal_, prediction->rules) && (*holds_)(shorter);
    });
  }

  const Lexicon& lexicon_;
  const RunContext& context_;
  const std::set<std::string> knows_;
  Oracle oracle_;
  Changes changes_;
  std::set<Date> days_;
  CoverGoal goal_;
  const std::function<bool(const Walk&)>* holds_ = nullptr;
  std::vector<std::string> askers_;
  std::size_t tried_ = 0, order_ = 0;
};

CoverSearch::CoverSearch(const Lexicon& lexicon, const RunContext& context, std::set<std::string> knows)
    : search_(std::make_unique<Search>(lexicon, context, std::move(knows))) {}
CoverSearch::~CoverSearch() = default;
std::optional<Walk> CoverSearch::find(const CoverGoal& goal, const std::function<bool(const Walk&)>& holds) {
  return search_->find(goal, holds);
}
std::size_t CoverSearch::tried() const {
  return search_->tried();
}

}  // namespace karimen::harness::explore
