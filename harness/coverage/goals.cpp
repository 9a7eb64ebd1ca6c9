// Which goals there are: read off the rulebook, row by row and procedure by procedure.
#include <algorithm>
#include <chrono>
#include <set>

#include "base/date.hpp"
#include "harness/coverage/goal.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::coverage {
namespace {

using namespace rules;

constexpr std::int64_t seconds_a_day = 86400;

std::string day_of(std::int64_t seconds) {
  return to_string(date_of(Moment{std::chrono::seconds{seconds}}));
}

class Survey {
 public:
  Survey(const Rulebook& rulebook, std::span<const std::string> clauses)
      : rulebook_(rulebook), program_(rulebook.program()) {
    for (const auto& procedure : program_.procedures) add(procedure);
    for (std::size_t i = 0; i < program_.decisions.size(); ++i)
      if (asked_.contains(static_cast<int>(i))) add(program_.decisions[i]);
    for (const auto& clause : clauses) add(Kind::clause, "chip", clause);
  }

  Coverage take() { return std::move(found_); }

 private:
  void add(Kind kind, const std::string& subject, const std::string& detail, const std::string& table = "") {
    found_.goals.try_emplace({kind, subject, detail, table});
  }

  void add(const Decision& decision) {
    bool earlier = false;
    for (const auto& rule : decision.rules) {
      add(decision, rule, earlier && decision.hit_policy == HitPolicy::first);
      earlier = true;
    }
    if (decision.otherwise) add(decision, *decision.otherwise, earlier);
  }

  /// `may_be_passed`: an earlier row can decide.
  void add(const Decision& decision, const Rule& rule, bool may_be_passed) {
    // What a row leaves open no step can pass in: such a row can only be seen to rest.
    const bool decides = rule.undecided.empty();
    if (decides) add(Kind::fires, rule.id, "", decision.name);
    const auto boundaries = boundaries_of(rule);
    bool may_fail =
        may_be_passed || !boundaries.empty() || !rule.place.empty() || !rule.overridden_by.empty();
    for (const auto& cell : rule.when) {
      if (cell.text == "-") continue;
      may_fail = true;
      if (decides) add(Kind::condition, rule.id, name_of(cell), decision.name);
    }
    if (may_fail) add(Kind::rests, rule.id, "", decision.name);
    for (const auto& each : boundaries) add(Kind::date, rule.id, each.name, decision.name);
  }

  void add(const Procedure& procedure) {
    add(Kind::outcome, procedure.name, "done");
    bool may_refuse = false;
    for (const auto index : procedure.requires_) {
      asked_.insert(index);
      const auto& decision = program_.decisions[static_cast<std::size_t>(index)];
      for (const auto& rule : decision.rules) {
        for (const auto& code : codes_of(rulebook_, decision, rule, "obstacle")) {
          may_refuse = true;
          add(Kind::obstacle, procedure.name, code);
        }
        for (const auto& code : codes_of(rulebook_, decision, rule, "warning"))
          add(Kind::warning, procedure.name, code);
      }
    }
    if (may_refuse) add(Kind::outcome, procedure.name, "refused");
    for (const auto& entry : procedure.decides) {
      asked_.insert(entry.decision);
      const auto& decision = program_.decisions[static_cast<std::size_t>(entry.decision)];
      for (const auto& rule : decision.rules)
        for (const auto& code : codes_of(rulebook_, decision, rule, "warning"))
          add(Kind::warning, procedure.name, code);
    }
    for (const auto* effects : {&procedure.effects, &procedure.on_refusal})
      for (const auto& effect : *effects)
        for (const auto& assignment : effect.set) add(procedure, assignment);
  }

  // Of facts that a step shows and that outlive it.
  void add(const Procedure& procedure, const Assignment& assignment) {
    const auto& fact = program_.facts[static_cast<std::size_t>(assignment.fact)];
    if (fact.vocabulary < 0 || fact.per_step) return;
    const auto& spec = program_.vocabulary.facts()[static_cast<std::size_t>(fact.vocabulary)];
    if (spec.observe == Channel::unobserved) return;
    const auto& nodes = assignment.value.nodes;
    const bool literal = nodes.size() == 1 && nodes.front().op == Op::literal;
    add(Kind::edge, procedure.name,
        fact.name + " -> " + (literal ? to_string(program_.symbols.value(nodes.front().value)) : "another"));
  }

  const Rulebook& rulebook_;
  const Program& program_;
  std::set<int> asked_;
  Coverage found_;
};

}  // namespace

std::string name_of(const Cell& cell) {
  return cell.fact_name + " \"" + cell.text + '"';
}

std::vector<Boundary> boundaries_of(const Rule& rule) {
  std::vector<Boundary> found;
  const auto& [from, until] = rule.effective;
  if (from != Effective{}.from) {
    found.push_back({"< " + day_of(from), from - seconds_a_day, from - 1});
    found.push_back({">= " + day_of(from), from, from + seconds_a_day - 1});
  }
  if (until != Effective{}.until) {
    found.push_back({"<= " + day_of(until), until - seconds_a_day + 1, until});
    found.push_back({"> " + day_of(until), until + 1, until + seconds_a_day});
  }
  return found;
}

std::vector<std::string> codes_of(const Rulebook& rulebook, const Decision& decision, const Rule& rule,
                                  std::string_view output) {
  const auto& vocabulary = rulebook.vocabulary();
  const auto& known = output == "obstacle" ? vocabulary.obstacles() : vocabulary.warnings();
  const auto& symbols = rulebook.program().symbols;
  std::vector<std::string> codes;
  const auto add = [&](std::int64_t word) {
    if (const auto& text = symbols.text(word); std::ranges::find(known, text) != known.end())
      codes.push_back(text);
  };
  for (const auto& each : rule.then) {
    if (each.output != decision.output(output)) continue;
    for (const auto& node : each.value.nodes) {
      if (node.op != Op::literal) continue;
      if (node.value.tag == Tag::word) add(node.value.number);
      if (node.value.tag == Tag::set)
        for (const auto member : symbols.members(node.value.number)) add(member);
    }
  }
  return codes;
}

Coverage nothing_of(const Rulebook& rulebook, std::span<const std::string> clauses) {
  return Survey(rulebook, clauses).take();
}

}  // namespace karimen::harness::coverage
