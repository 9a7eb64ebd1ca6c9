// What a step does to the facts of a person: refuses, decides, changes (architecture.md 6, "The oracle's
// state").
#pragma once

#include <string>
#include <vector>

#include "harness/oracle/formula/evaluator.hpp"
#include "harness/oracle/prediction/oracle.hpp"
#include "harness/oracle/prediction/table.hpp"

namespace karimen::harness::rules {

class Steps {
 public:
  /// All must outlive it.
  Steps(const Program& program, Symbols& symbols, Evaluator& evaluator, Tables& tables)
      : program_(program), symbols_(symbols), evaluator_(evaluator), tables_(tables) {}

  /// Outcome, obstacles, warnings and what is undecided of them join `result`, and `facts` become what they
  /// are after the step. The step has begun (States::begin), and the evaluator looks at `facts`. `traces` may
  /// be nullptr.
  void perform(const std::string& procedure, FactData& facts, Prediction& result, Reliance& reliance,
               std::vector<RuleTrace>* traces);
  /// The first half of it: whether the step is refused.
  void judge(const Procedure& procedure, FactData& facts, Prediction& result, Reliance& reliance,
             std::vector<RuleTrace>* traces);

 private:
  [[nodiscard]] TableAnswer ask(const Decision& decision, const Procedure& procedure, Reliance& reliance,
                                std::vector<RuleTrace>* traces);
  void take(const Decision& decision, const TableAnswer& answer, const char* output, WordSet& into,
            const char* name, Prediction& result);
  void decide_facts(const Procedure& procedure, FactData& facts, Prediction& result, Reliance& reliance,
                    std::vector<RuleTrace>* traces);
  void apply(const std::vector<Effect>& effects, FactData& facts, Reliance& reliance);
  [[nodiscard]] Datum conditions(const std::vector<Cell>& cells, Reliance& reliance);
  [[nodiscard]] bool decides_warnings(const Procedure& procedure) const;
  void blur(const Procedure& procedure, FactData& facts, Datum reason);

  const Program& program_;
  Symbols& symbols_;
  Evaluator& evaluator_;
  Tables& tables_;
};

}  // namespace karimen::harness::rules
