#include "harness/coverage/impossible.hpp"

#include <algorithm>

#include "base/parallel.hpp"
#include "harness/oracle/proof/step_encoder.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::coverage {
namespace {

using namespace rules;

/// A condition that nobody has seen fail alone, or a rule that nobody has seen not to apply.
struct Unseen {
  Reached* reached;
  int decision;
  std::size_t rule;
  std::optional<std::size_t> cell;
};

std::vector<Unseen> unseen_in(Coverage& coverage, const Program& program) {
  std::vector<Unseen> all;
  for (std::size_t d = 0; d < program.decisions.size(); ++d) {
    const auto& decision = program.decisions[d];
    for (std::size_t r = 0; r < decision.rules.size(); ++r) {
      const auto& rule = decision.rules[r];
      if (!coverage.has({Kind::fires, rule.id, "", decision.name})) continue;
      const auto rests = coverage.goals.find({Kind::rests, rule.id, "", decision.name});
      if (rests != coverage.goals.end() && rests->second.by.empty())
        all.push_back({&rests->second, static_cast<int>(d), r, std::nullopt});
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

bool asks(const Procedure& procedure, int decision) {
  return std::ranges::find(procedure.requires_, decision) != procedure.requires_.end() ||
         std::ranges::any_of(procedure.decides, [&](auto& each) { return each.decision == decision; });
}

// Such an input has no value: a condition on it never holds.
bool reads_another_input(const Procedure& procedure, const Program& program, const Rule& rule,
                         std::size_t but_for) {
  constexpr std::string_view prefix = "input.";
  const auto& spec = *program.vocabulary.procedure(procedure.name);
  for (std::size_t i = 0; i < rule.when.size(); ++i) {
    const std::string_view fact = rule.when[i].fact_name;
    if (i != but_for && fact.starts_with(prefix) && spec.input(fact.substr(prefix.size())) == nullptr)
      return true;
  }
  return false;
}

/// Of each of `unseen` why no step of this procedure shows it; nullopt: it may, or nobody knows.
/// Those whose table it does not ask are not in the answer.
using Answers = std::map<std::size_t, std::optional<Never>>;

Answers answers_of(const Procedure& procedure, const Program& program, std::span<const Facility> facilities,
                   const SolverLimit& limit, const std::vector<Unseen>& unseen) {
  Answers answers;
  if (std::ranges::none_of(unseen, [&](auto& each) { return asks(procedure, each.decision); }))
    return answers;
  Encoder encoder(program);
  const auto step =
      encode_step(encoder, program, procedure, *program.vocabulary.procedure(procedure.name), facilities);
  require_invariants(encoder, program, *step.before);
  Solver solver(limit);
  for (std::size_t i = 0; i < unseen.size(); ++i) {
    const auto table = step.asked.find(unseen[i].decision);
    if (table == step.asked.end()) continue;
    const auto& decision = program.decisions[static_cast<std::size_t>(unseen[i].decision)];
    const auto& rule = decision.rules[unseen[i].rule];
    if (unseen[i].cell && reads_another_input(procedure, program, rule, *unseen[i].cell)) {
      answers[i] = Never::implied;
      continue;
    }
    std::vector<std::string> all{unseen[i].cell
                                     ? encoder.all_but(decision, rule, *unseen[i].cell, *table->second.facts)
                                     : smt_not(table->second.rows.fires[unseen[i].rule])};
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
    if (decision.hit_policy == HitPolicy::first && unseen[i].cell) {
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

std::vector<OneStepRun> thought_of(const rules::Decision& decision, const rules::Rule& rule,
                                   std::size_t condition, const Rulebook& rulebook,
                                   const ThingsNamed& named) {
  std::vector<OneStepRun> runs;
  if (!Solver::available()) return runs;
  const auto& program = rulebook.program();
  const auto index = static_cast<int>(&decision - program.decisions.data());
  const auto row = static_cast<std::size_t>(&rule - decision.rules.data());
  for (const auto& procedure : program.procedures) {
    if (!asks(procedure, index) || row >= decision.rules.size() ||
        reads_another_input(procedure, program, rule, condition))
      continue;
    const auto& spec = *program.vocabulary.procedure(procedure.name);
    Encoder encoder(program);
    encoder.exist("photograph", {named.photographs.begin(), named.photographs.end()});
    const auto step = encode_step(encoder, program, procedure, spec, named.facilities);
    require_invariants(encoder, program, *step.before);
    const auto& table = step.asked.at(index);
    std::vector<std::string> all{encoder.all_but(decision, rule, condition, *table.facts), step.decided};
    if (table.only_if_done) all.push_back(smt_not(step.refused));
    if (decision.hit_policy == HitPolicy::first)
      for (std::size_t r = 0; r < row; ++r) all.push_back(smt_not(table.rows.holds[r]));
    all.push_back(step.given());
    const auto now = encoder.fact(program.step.now, *table.facts).number;
    auto of_an_ordinary_day = all;
    of_an_ordinary_day.push_back("(and (<= 1780272000 " + now + ") (< " + now +
                                 " 1780358400))");  // 2026-06-01
    Solver solver({});
    solver.tell(encoder.take());
    for (const auto& asked : {of_an_ordinary_day, all}) {
      if (solver.ask("(assert " + smt_and(asked) + ")\n", Model::names(encoder)) != Satisfiable::yes)
        continue;
      auto run = run_of(Model(program, encoder, solver.values()), program, spec, named.facilities);
      runs.push_back(std::move(run));
    }
  }
  return runs;
}

}  // namespace karimen::harness::coverage
