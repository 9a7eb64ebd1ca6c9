#include "harness/explore/breadth/premises.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace karimen::harness::explore {
namespace {

using rules::Fact;
using rules::for_each_fact;
using rules::Op;

template <typename Visit>
void facts_of(const rules::Rule& rule, Visit visit) {
  for (const auto& cell : rule.when) {
    visit(cell.fact);
    for_each_fact(cell.test, visit);
  }
  for (const auto& output : rule.then) for_each_fact(output.value, visit);
}

template <typename Visit>
void facts_of(const rules::Decision& decision, Visit visit) {
  for (const auto& rule : decision.rules) facts_of(rule, visit);
  if (decision.otherwise) facts_of(*decision.otherwise, visit);
}

class Gatherer {
 public:
  Gatherer(const rules::Procedure& procedure, const rules::Program& program)
      : program_(program), own_(program.facts.size()), seen_(program.facts.size()) {
    const auto& step = program.step;
    for (const int fact : {step.procedure, step.place, step.obstacles, step.warnings, step.outcome,
                           step.facility_name, step.facility_kind, step.facility_prefecture})
      own_[static_cast<std::size_t>(fact)] = true;
    for (const auto& spec : program.vocabulary.procedures())
      for (const auto& input : spec.inputs)
        own_[static_cast<std::size_t>(program.fact("input." + input.name))] = true;
    for (const auto& entry : procedure.decides) decided_.insert(entry.fact);
  }

  void read(int fact) {
    const auto index = static_cast<std::size_t>(fact);
    if (seen_[index]) return;
    seen_[index] = true;
    const auto& derive = program_.facts[index].derive;
    if (derive.empty()) {
      if (!own_[index]) found_.insert(fact);
    } else if (rests_on_the_step(fact)) {
      for_each_fact(derive, [&](int ground) { read(ground); });
    } else {
      found_.insert(fact);
      add_grounds(fact);
    }
  }

  [[nodiscard]] bool has_read(int fact) const { return found_.contains(fact) || grounds_.contains(fact); }
  void add(int fact) { found_.insert(fact); }
  [[nodiscard]] std::vector<int> found() const { return {found_.begin(), found_.end()}; }

  // Of the step's own: what it brings, what it is answered, and what it stores before others are asked.
  bool rests_on_the_step(int fact) {
    const auto index = static_cast<std::size_t>(fact);
    if (own_[index] || decided_.contains(fact)) return true;
    if (const auto known = rests_.find(fact); known != rests_.end()) return known->second;
    bool rests = false;
    for_each_fact(program_.facts[index].derive,
                  [&](int ground) { rests = rests || rests_on_the_step(ground); });
    return rests_[fact] = rests;
  }
  void add_grounds(int fact) {
    if (!grounds_.insert(fact).second) return;
    for_each_fact(program_.facts[static_cast<std::size_t>(fact)].derive,
                  [&](int ground) { add_grounds(ground); });
  }

 private:
  const rules::Program& program_;
  std::vector<bool> own_, seen_;
  std::set<int> decided_, found_, grounds_;
  std::map<int, bool> rests_;
};

// The clock's fact that is all that is noted down; -1: something else is, too.
int clock_of(int fact, const rules::Procedure& procedure, const rules::Program& program) {
  std::set<int> noted;
  for (const auto& entry : procedure.decides)
    if (entry.fact == fact) noted.insert(-1);
  for (const auto* effects : {&procedure.effects, &procedure.on_refusal})
    for (const auto& effect : *effects)
      for (const auto& [target, value] : effect.set) {
        if (target != fact) continue;
        const auto& nodes = value.nodes;
        noted.insert(nodes.size() == 1 && nodes[0].op == Op::fact ? static_cast<int>(nodes[0].value.number)
                                                                  : -1);
      }
  const int only = noted.size() == 1 ? *noted.begin() : -1;
  return only == program.step.now || only == program.step.today ? only : -1;
}

std::vector<std::int64_t> turning_seconds(const rules::Decision& decision) {
  std::set<std::int64_t> seconds;
  for (const auto& rule : decision.rules) {
    const rules::Effective always;
    if (rule.effective.from != always.from) seconds.insert(rule.effective.from);
    if (rule.effective.until != always.until) seconds.insert(rule.effective.until + 1);
  }
  return {seconds.begin(), seconds.end()};
}

}  // namespace

bool outlives(const Fact& fact) {
  return !fact.per_step && fact.derive.empty() && (fact.vocabulary >= 0 || fact.assumption >= 0);
}

Premises premises_of(const rules::Procedure& procedure, const rules::Program& program) {
  Gatherer gatherer(procedure, program);
  Premises premises;
  std::set<int> set;
  const auto read = [&](int fact) { gatherer.read(fact); };
  const auto read_table = [&](int index) {
    const auto& decision = program.decisions[static_cast<std::size_t>(index)];
    facts_of(decision, read);
    if (!decision.dated) return;
    if (gatherer.rests_on_the_step(decision.as_of))
      read(decision.as_of);
    else
      premises.selecting.emplace_back(decision.as_of, turning_seconds(decision));
  };
  for (const int index : procedure.requires_) read_table(index);
  for (const auto& entry : procedure.decides) {
    read_table(entry.decision);
    set.insert(entry.fact);
  }
  for (const auto* effects : {&procedure.effects, &procedure.on_refusal})
    for (const auto& effect : *effects) {
      for (const auto& cell : effect.when) {
        read(cell.fact);
        for_each_fact(cell.test, read);
      }
      for (const auto& assignment : effect.set) {
        if (clock_of(assignment.fact, procedure, program) < 0) for_each_fact(assignment.value, read);
        set.insert(assignment.fact);
      }
    }
  for (const auto& [fact, seconds] : premises.selecting) gatherer.add_grounds(fact);
  for (const int fact : set) {
    if (!outlives(program.facts[static_cast<std::size_t>(fact)])) {
      premises.told.push_back(fact);
      continue;
    }
    premises.set.push_back(fact);
    const int clock = clock_of(fact, procedure, program);
    if (gatherer.has_read(fact)) {
      gatherer.add(fact);
      if (clock >= 0) gatherer.add(clock);
      continue;
    }
    premises.unread.push_back(fact);
    if (clock >= 0) premises.clocked.emplace_back(fact, clock);
  }
  premises.read = gatherer.found();
  return premises;
}

}  // namespace karimen::harness::explore
