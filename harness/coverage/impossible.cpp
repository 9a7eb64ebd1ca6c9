#include "harness/coverage/impossible.hpp"

#include <algorithm>

#include "base/parallel.hpp"
#include "harness/oracle/proof/step_encoder.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::coverage {
namespace {

using namespace rules;

/// A condition that nobody has seen fail alone.
struct Unseen {
  Reached* reached;
  int decision;
  std::size_t rule, cell;
};

std::vector<Unseen> unseen_in(Coverage& coverage, const Program& program) {
  std::vector<Unseen> all;
  for (std::size_t d = 0; d < program.decisions.size(); ++d) {
    const auto& decision = program.decisions[d];
    for (std::size_t r = 0; r < decision.rules.size(); ++r) {
      const auto& rule = decision.rules[r];
      if (!coverage.has({Kind::fires, rule.id, "", decision.name})) continue;
      for (std::size_t c = 0; c < rule.when.size(); ++c) {
        const auto found =
            coverage.goals.find({Kind::condition, rule.id, name_of(rule.when[c]), decision.name});
        if (found != coverage.goals.end() && found->second.by.empty())
          all.push_back({&found->second, static_cast<int>(d), r, c});
      }
    }
  }
  return all;
}

/// Of each of `unseen` why no step of this procedure shows it; nullopt: it may, or nobody knows.
/// Those whose table it does not ask are not in the answer.
using Answers = std::map<std::size_t, std::optional<Never>>;

Answers answers_of(const Procedure& procedure, const Program& program, std::span<const Facility> facilities,
                   const SolverLimit& limit, const std::vector<Unseen>& unseen) {
  const auto asks = [&](int decision) {
    return std::ranges::find(procedure.requires_, decision) != procedure.requires_.end() ||
           std::ranges::any_of(procedure.decides, [&](auto& each) { return each.decision == decision; });
  };
  Answers answers;
  if (std::ranges::none_of(unseen, [&](auto& each) { return asks(each.decision); })) return answers;
  Encoder encoder(program);
  const auto step =
      encode_step(encoder, program, procedure, *program.vocabulary.procedure(procedure.name), facilities);
  require_invariants(encoder, program, *step.before);
  Solver solver(limit);
  for (std::size_t i = 0; i < unseen.size(); ++i) {
    const auto table = step.asked.find(unseen[i].decision);
    if (table == step.asked.end()) continue;
    const auto& decision = program.decisions[static_cast<std::size_t>(unseen[i].decision)];
    std::vector<std::string> all{
        encoder.all_but(decision, decision.rules[unseen[i].rule], unseen[i].cell, *table->second.facts)};
    if (table->second.only_if_done) all.push_back(smt_not(step.refused));
    const auto excluded = [&] {
      solver.tell(encoder.take());
      return solver.ask("(assert " + smt_and(all) + ")\n") == Satisfiable::no;
    };
    auto& answer = answers[i];
    if (excluded()) {
      answer = Never::implied;
      continue;
    }
    if (decision.hit_policy == HitPolicy::first) {
      for (std::size_t r = 0; r < unseen[i].rule; ++r) all.push_back(smt_not(table->second.rows.holds[r]));
      if (excluded()) {
        answer = Never::hidden;
        continue;
      }
    }
    all.push_back(step.decided);
    if (excluded()) answer = Never::left_open;
  }
  return answers;
}

}  // namespace

void mark_impossible(Coverage& coverage, const Rulebook& rulebook, std::span<const Facility> facilities,
                     const SolverLimit& limit) {
  if (!Solver::available()) return;
  const auto& program = rulebook.program();
  const auto unseen = unseen_in(coverage, program);
  std::vector<Answers> found(program.procedures.size());
  side_by_side(found.size(), [&](std::size_t i) {
    found[i] = answers_of(program.procedures[i], program, facilities, limit, unseen);
  });
  for (std::size_t i = 0; i < unseen.size(); ++i) {
    auto why = Never::no;
    for (const auto& each : found) {
      const auto answer = each.find(i);
      if (answer == each.end()) continue;
      if (!answer->second) {
        why = Never::no;
        break;
      }
      why = std::max(why, *answer->second);
    }
    unseen[i].reached->never = why;
  }
}

Never impossible(const rules::Decision& decision, const rules::Rule& rule, std::size_t condition,
                 const Rulebook& rulebook, std::span<const Facility> facilities) {
  Coverage one;
  one.goals[{Kind::fires, rule.id, "", decision.name}].by = "a step";
  auto& asked = one.goals[{Kind::condition, rule.id, name_of(rule.when[condition]), decision.name}];
  mark_impossible(one, rulebook, facilities);
  return asked.never;
}

}  // namespace karimen::harness::coverage
