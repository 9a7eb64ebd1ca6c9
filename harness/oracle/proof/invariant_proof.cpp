#include "harness/oracle/proof/invariant_proof.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "base/parallel.hpp"
#include "harness/oracle/proof/fewest.hpp"
#include "harness/oracle/proof/model.hpp"
#include "harness/oracle/proof/solver.hpp"
#include "harness/oracle/proof/step_encoder.hpp"

namespace karimen::harness {
namespace {

using namespace rules;

/// What an invariant says nothing about a step with: facts that last, and which.
struct Reading {
  std::set<int> facts;
  bool of_the_step = false;  ///< the clock, inputs, what the step answers, what was before
};

void read(const Program& program, const Expression& expression, Reading& reading) {
  for (const auto& node : expression.nodes) {
    if (node.op != Op::fact) continue;
    const auto index = static_cast<int>(node.value.number);
    const auto& fact = program.facts[static_cast<std::size_t>(index)];
    if (!fact.derive.empty()) {
      read(program, fact.derive, reading);
      continue;
    }
    const bool former = std::ranges::any_of(program.former, [&](auto& each) { return each.fact == index; });
    if (former || fact.per_step || (fact.vocabulary < 0 && fact.assumption < 0)) reading.of_the_step = true;
    reading.facts.insert(index);
  }
}

std::set<int> written_by(const Procedure& procedure) {
  std::set<int> written;
  for (const auto& entry : procedure.decides) written.insert(entry.fact);
  for (const auto* effects : {&procedure.effects, &procedure.on_refusal})
    for (const auto& effect : *effects)
      for (const auto& assignment : effect.set) written.insert(assignment.fact);
  return written;
}

enum class Finding { kept, broken, unreached, given_up };

struct Findings {
  std::vector<Finding> of;  ///< by invariant
  std::map<std::size_t, OneStepRun> runs;
};

class ProcedureProof {
 public:
  ProcedureProof(const Rulebook& rulebook, const Calendar& calendar, const ThingsNamed& named,
                 const SolverLimit& limit, const std::vector<Reading>& readings)
      : rulebook_(rulebook),
        program_(rulebook.program()),
        facilities_(named.facilities),
        readings_(readings),
        encoder_(program_),
        limit_(limit),
        oracle_(rulebook, calendar) {
    oracle_.trace_rules(false);
    if (!named.photographs.empty())
      encoder_.exist("photograph", {named.photographs.begin(), named.photographs.end()});
  }

  Findings run(const Procedure& procedure) {
    Findings findings;
    findings.of.assign(program_.invariants.size(), Finding::kept);
    solver_.emplace(limit_);
    ask_of(procedure, [&](const Question& question) {
      solver_->tell(question.told);
      const auto answer = solver_->ask(question.asked);
      if (!question.invariant) {
        // What can never happen would keep everything: nothing is proved by it.
        if (answer != Satisfiable::yes) findings.of.assign(findings.of.size(), Finding::given_up);
        return answer == Satisfiable::yes;
      }
      if (answer == Satisfiable::no) return true;
      const auto i = *question.invariant;
      findings.of[i] = answer == Satisfiable::unknown ? Finding::given_up : Finding::unreached;
      const auto from_the_start = question.asked + "(assert " + question.given + ")\n";
      if (solver_->ask(from_the_start, Model::names(encoder_)) != Satisfiable::yes) return true;
      findings.of[i] = Finding::unreached;
      const auto* spec = program_.vocabulary.procedure(procedure.name);
      if (auto run = breaking(*spec, program_.invariants[i].name)) {
        findings.of[i] = Finding::broken;
        findings.runs.emplace(i, std::move(*run));
      }
      return true;
    });
    return findings;
  }

  /// All that run() tells and asks: of two rulebooks where it is the same, the findings are.
  std::string questions_about(const Procedure& procedure) {
    std::string all;
    ask_of(procedure, [&](const Question& question) {
      all += question.told + question.asked + question.given;
      return true;
    });
    return all;
  }

 private:
  struct Question {
    std::optional<std::size_t> invariant;  ///< that may be broken; none: whether the step can happen at all
    std::string told, asked, given;
  };

  // Until `ask` returns false.
  void ask_of(const Procedure& procedure, const std::function<bool(const Question&)>& ask) {
    const auto* spec = program_.vocabulary.procedure(procedure.name);
    auto step = encode_step(encoder_, program_, procedure, *spec, facilities_);
    require_invariants(encoder_, program_, *step.before);
    if (!ask({std::nullopt, encoder_.take(), "(assert " + step.decided + ")\n", ""})) return;
    const auto written = written_by(procedure);
    for (std::size_t i = 0; i < program_.invariants.size(); ++i) {
      const auto& reading = readings_[i];
      const bool touched = reading.of_the_step || std::ranges::any_of(reading.facts, [&](int fact) {
                             return written.contains(fact);
                           });
      if (!touched) continue;
      const auto holds = encoder_.encode(program_.invariants[i].holds, step.after).truth;
      const auto broken = "(assert " + smt_and({step.decided, smt_not(holds)}) + ")\n";
      const auto given = step.given();
      if (!ask({i, encoder_.take(), broken, given})) return;
    }
  }

  // The model as a scenario, if that breaks the invariant in truth; without what it does not need.
  std::optional<OneStepRun> breaking(const ProcedureSpec& spec, const std::string& name) {
    auto run = run_of(Model(program_, encoder_, solver_->values()), program_, spec, facilities_);
    if (!breaks(run, name)) return std::nullopt;
    for (auto* facts : {&run.given, &run.assumptions, &run.step.inputs})
      leave_out(*facts, [&] { return breaks(run, name); });
    return run;
  }

  bool breaks(const OneStepRun& run, const std::string& name) {
    try {
      const auto start = at_midnight(date_of(run.step.at));
      oracle_.reset({{"holder", run.given}}, run.assumptions, start, run.step.place);
      if (!oracle_.broken_invariants("holder").empty()) return false;
      const auto after = oracle_.step(run.step);
      return std::ranges::any_of(after.broken_invariants, [&](auto& each) { return each.name == name; });
    } catch (const std::invalid_argument&) {
      return false;
    }
  }

  const Rulebook& rulebook_;
  const Program& program_;
  std::span<const Facility> facilities_;
  const std::vector<Reading>& readings_;
  Encoder encoder_;
  const SolverLimit& limit_;
  std::optional<Solver> solver_;  ///< while something is asked
  Oracle oracle_;
};

std::vector<Reading> readings_of(const Program& program) {
  std::vector<Reading> readings(program.invariants.size());
  for (std::size_t i = 0; i < readings.size(); ++i) read(program, program.invariants[i].holds, readings[i]);
  return readings;
}

}  // namespace

std::vector<InvariantProof> prove_invariants(const Rulebook& rulebook, const Calendar& calendar,
                                             const ThingsNamed& named, const SolverLimit& limit) {
  if (!Solver::available()) return {};
  const auto& program = rulebook.program();
  const auto readings = readings_of(program);
  std::vector<Findings> found(program.procedures.size());
  side_by_side(found.size(), [&](std::size_t i) {
    found[i] = ProcedureProof(rulebook, calendar, named, limit, readings).run(program.procedures[i]);
  });
  std::vector<InvariantProof> proofs;
  for (std::size_t i = 0; i < program.invariants.size(); ++i) {
    auto& proof = proofs.emplace_back();
    proof.name = program.invariants[i].name;
    proof.where = program.invariants[i].where;
    for (std::size_t p = 0; p < found.size(); ++p) {
      const auto& name = program.procedures[p].name;
      proof.kept += found[p].of[i] == Finding::kept;
      if (found[p].of[i] == Finding::given_up) proof.given_up.push_back(name);
      if (found[p].of[i] == Finding::unreached) proof.unreached.push_back(name);
      if (found[p].of[i] != Finding::broken) continue;
      if (!proof.run) proof.run = found[p].runs.at(i);
      proof.breaking.push_back(name);
    }
  }
  return proofs;
}

std::optional<std::string> no_longer_kept(const Rulebook& before, const Rulebook& after,
                                          const Calendar& calendar, const ThingsNamed& named,
                                          const SolverLimit& limit) {
  if (!Solver::available()) return std::nullopt;
  const auto& old_program = before.program();
  const auto& new_program = after.program();
  const auto old_readings = readings_of(old_program), new_readings = readings_of(new_program);
  std::vector<std::optional<std::string>> lost(old_program.procedures.size());
  side_by_side(lost.size(), [&](std::size_t p) {
    const auto& procedure = old_program.procedures[p];
    const auto* other = after.procedure(procedure.name);
    if (other == nullptr) return;
    const auto proof_before = [&] { return ProcedureProof(before, calendar, named, limit, old_readings); };
    const auto proof_after = [&] { return ProcedureProof(after, calendar, named, limit, new_readings); };
    if (proof_before().questions_about(procedure) == proof_after().questions_about(*other)) return;
    const auto old_findings = proof_before().run(procedure), new_findings = proof_after().run(*other);
    for (std::size_t i = 0; i < old_findings.of.size() && !lost[p]; ++i)
      if (old_findings.of[i] == Finding::kept && new_findings.of[i] != Finding::kept)
        lost[p] = old_program.invariants[i].name;
  });
  const auto first = std::ranges::find_if(lost, [](const auto& each) { return each.has_value(); });
  return first == lost.end() ? std::nullopt : *first;
}

}  // namespace karimen::harness
