// What could be otherwise where something is decided: the facts that nobody derives, with the values at which
// an answer may change.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "harness/oracle/formula/evaluator.hpp"
#include "harness/oracle/prediction/oracle.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::rules {

/// One thing that could be otherwise. The clock, and the facility with all that is said of it, are one each.
struct Variable {
  /// What is set together.
  using Alternative = std::vector<std::pair<int, Datum>>;
  int fact = -1;
  std::vector<Alternative> alternatives;  ///< other than it is; the nearest first
};

class Candidates {
 public:
  /// The evaluator looks at the facts as they are; all must outlive the object. `procedure` says which words
  /// its inputs take; nullptr: nothing is performed.
  Candidates(const Program& program, Symbols& symbols, Evaluator& evaluator, const FactData& facts,
             const ProcedureSpec* procedure)
      : program_(program),
        symbols_(symbols),
        evaluator_(evaluator),
        facts_(facts),
        procedure_(procedure),
        primaries_(program.facts.size()) {}

  /// What a decision reads in cells, answers and the date that selects its rows.
  void read(const Decision& decision);
  void read(const Effect& effect);
  void read(const Expression& expression);

  /// By name. A fact has every word of its type, and numbers and dates where a comparison that was read
  /// turns: the value at which both sides are equal, one below and one above.
  [[nodiscard]] std::vector<Variable> variables(std::span<const Facility> facilities);

 private:
  const std::set<int>& primaries_under(int fact);
  void add_primaries(const Expression& expression, std::int32_t node, std::set<int>& into);
  void compare(const Expression& expression, const ExpressionNode& node);
  void select_by(int as_of, const Rule& rule);
  void turn(const std::set<int>& facts, Datum now, Datum target);
  void propose(int fact, Datum now, Datum target);
  void propose_number(int fact, std::int64_t number);
  void propose_types(int fact);
  [[nodiscard]] bool is_free(int fact) const;
  [[nodiscard]] bool may_be(int fact, Datum value) const;
  [[nodiscard]] const Type& type_of(int fact) const;
  [[nodiscard]] Datum value_of(const Expression& expression, std::int32_t node);
  [[nodiscard]] Variable::Alternative set(int fact, Datum value) const;
  [[nodiscard]] Variable facility(std::span<const Facility> facilities) const;

  const Program& program_;
  Symbols& symbols_;
  Evaluator& evaluator_;
  const FactData& facts_;
  const ProcedureSpec* procedure_;
  std::vector<std::set<int>> primaries_;  ///< of derived facts; empty: not looked up yet
  std::set<int> opened_;                  ///< derived facts whose formulas were read
  std::set<int> typed_;                   ///< facts whose words were proposed
  std::map<int, std::set<std::pair<Tag, std::int64_t>>> values_;
};

}  // namespace karimen::harness::rules
