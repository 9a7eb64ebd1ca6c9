// Answers one decision table over the facts that an evaluator looks at.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "harness/oracle/formula/evaluator.hpp"
#include "harness/oracle/prediction/rule_trace.hpp"

namespace karimen::harness::rules {

/// A decision's answer, one datum per output. Sets are the codes that surely apply; what may be missing from
/// them is told by `open`.
struct TableAnswer {
  std::vector<Datum> outputs;
  std::vector<Datum>
      open;  ///< per output: an undecided slot with the reason, or boolean(false): nothing is open

  [[nodiscard]] bool is_open(std::size_t output) const { return open[output].tag == Tag::undecided; }
};

class Tables {
 public:
  Tables(const Program& program, Symbols& symbols, Evaluator& evaluator)
      : program_(program), symbols_(symbols), evaluator_(evaluator), empty_set_{Tag::set, symbols.set({})} {}

  /// `traces` may be nullptr.
  [[nodiscard]] TableAnswer answer(const Decision& decision, Reliance& reliance,
                                   std::vector<RuleTrace>* traces);
  /// Rows are selected as on that second, whatever the date is that a decision names; nullopt: by that date.
  void select_as_on(std::optional<std::int64_t> second) { selected_on_ = second; }

 private:
  struct Row {
    RuleState state = RuleState::not_fired;
    Datum reason;  ///< of an undecided one
  };
  struct Selector {  // the date that selects rows, in seconds; or why there is none
    bool known = false;
    std::int64_t seconds = 0;
    Datum reason;
  };
  [[nodiscard]] Selector selecting_moment(const Decision& decision, Reliance& reliance);
  [[nodiscard]] Row in_force(const Rule& rule, const Selector& moment, Datum place) const;
  [[nodiscard]] Row row(const Rule& rule, Reliance& reliance, std::vector<CellTrace>* cells);
  void collect(const Decision& decision, const Rule& rule, TableAnswer& answer, Reliance& reliance);
  void select(const Decision& decision, const Rule& rule, TableAnswer& answer, Reliance& reliance);
  void leave_open(const Decision& decision, TableAnswer& answer, Datum reason) const;
  void leave_open(const Decision& decision, const Rule& rule, TableAnswer& answer, Datum reason);
  void nothing_fired(const Decision& decision, bool any_in_force, TableAnswer& answer, Reliance& reliance);
  void add_member(Datum& set, Datum word);
  [[nodiscard]] std::string reason_of(const Rule& rule) const;

  const Program& program_;
  Symbols& symbols_;
  Evaluator& evaluator_;
  Datum empty_set_;
  std::optional<std::int64_t> selected_on_;
};

}  // namespace karimen::harness::rules
