// The facts of each person as the evaluator reads them, and what a step does to them before it is judged.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "harness/oracle/formula/evaluator.hpp"
#include "harness/oracle/prediction/oracle.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::rules {

class States {
 public:
  /// Both must outlive it; words that it has not met yet join `symbols`.
  States(const Program& program, Symbols& symbols);

  /// As Oracle::reset.
  void reset(const People& people, const Facts& assumptions, Moment now, const std::string& place);
  /// Throws std::invalid_argument if nobody is called so.
  [[nodiscard]] FactData& of(const std::string& who);

  /// Throws std::invalid_argument where the rulebook has no such fact, or it takes no such value.
  void set(FactData& facts, const std::string& name, const Value& value);
  void set_clock(FactData& facts, Moment now);
  /// The clock goes on; what lasts for one step only starts afresh.
  void start_afresh(FactData& facts, Moment now);
  /// The clock goes to the step; it brings its procedure, place and inputs. `before`: the facts as they were.
  /// Throws std::invalid_argument as `set`.
  void begin(FactData& facts, const FactData& before, const StepRequest& request, const ProcedureSpec& spec);
  /// What a system shows takes the place of what was predicted, and `before` of what was before the step. Of
  /// what the step itself answers (fees, papers, findings) nothing predicted stands in for what is not shown:
  /// half of one answer and half of another break what neither breaks.
  void show(FactData& facts, const Facts& observed, const Facts& before);

 private:
  /// What a persona and the vocabulary say, as `given`; the rest is as it is at first.
  [[nodiscard]] const FactData& shared(const std::shared_ptr<const SharedFacts>& given);
  void set_if_known(FactData& facts, const std::string& name, const Value& value);
  /// The facts of its inputs, in their order.
  [[nodiscard]] const std::vector<int>& inputs_of(const ProcedureSpec& spec);
  void take_inputs(FactData& facts, const StepRequest& request, const ProcedureSpec& spec);
  [[nodiscard]] Datum input_slot(int index, const Value& value);

  const Program& program_;
  Symbols& symbols_;
  std::vector<std::size_t> starts_afresh_;                   ///< facts that last for one step only
  std::map<const ProcedureSpec*, std::vector<int>> inputs_;  ///< never gone through
  std::map<std::string, FactData> people_;
  std::map<std::shared_ptr<const SharedFacts>, FactData>
      shared_;  ///< never gone through: its order is the machine's
};

}  // namespace karimen::harness::rules
