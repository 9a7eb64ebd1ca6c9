#include "harness/oracle/prediction/reading.hpp"

#include <algorithm>

namespace karimen::harness::rules {

void add_facts_read(const Program& program, const Expression& expression, std::vector<std::string>& names) {
  for_each_fact(expression, [&](int index) {
    const auto& fact = program.facts[static_cast<std::size_t>(index)];
    if (fact.vocabulary < 0 || std::ranges::find(names, fact.name) != names.end()) return;
    names.push_back(fact.name);
    add_facts_read(program, fact.derive, names);
  });
}

bool reads(const Expression& expression, int fact) {
  return std::ranges::any_of(expression.nodes, [&](const auto& node) {
    return node.op == Op::fact && static_cast<int>(node.value.number) == fact;
  });
}

void add_facts_missing(const Program& program, Evaluator& evaluator, const Expression& expression,
                       std::set<std::string>& names) {
  for_each_fact(expression, [&](int index) {
    Reliance ignored;
    if (evaluator.fact(index, ignored).tag != Tag::undecided) return;
    const auto& fact = program.facts[static_cast<std::size_t>(index)];
    if (fact.derive.empty())
      names.insert(fact.name);
    else
      add_facts_missing(program, evaluator, fact.derive, names);
  });
}

}  // namespace karimen::harness::rules
