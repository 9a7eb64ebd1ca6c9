// What each rule did in one step, with the values it saw.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/fact/value.hpp"
#include "harness/oracle/formula/symbols.hpp"
#include "harness/oracle/rulebook/rule.hpp"

namespace karimen::harness {

enum class Truth { no, yes, undecided };

/// One condition of a rule and what it saw. Few are ever looked at: the value is spelled when it is asked
/// for.
struct CellTrace {
  const rules::Cell* cell;        ///< lives as long as the rulebook
  const rules::Symbols* symbols;  ///< lives as long as the oracle
  rules::Datum datum;             ///< the fact's
  Truth holds;

  /// The fact's value; empty text if the fact is undecided.
  [[nodiscard]] Value seen() const { return symbols->value(datum); }
};

enum class RuleState {
  fired,
  not_fired,     ///< at least one cell does not hold
  undecided,     ///< no cell fails, one cannot be answered
  not_in_force,  ///< the date is outside `effective`
  elsewhere,     ///< the place is not one of the row's
  overridden,    ///< another row in force hides it
  not_reached,   ///< `first`: an earlier row fired; `otherwise`: a row fired
};
/// "fired", "not fired", ...
[[nodiscard]] const char* to_string(RuleState state);

/// What one rule did in one step. Words are made by explanation.hpp when asked.
struct RuleTrace {
  const rules::Decision* decision;  ///< lives as long as the rulebook
  const rules::Rule* rule;          ///< lives as long as the rulebook
  RuleState state;
  std::vector<CellTrace> cells;                 ///< only for fired, not_fired and undecided
  const rules::Procedure* procedure = nullptr;  ///< that asked; nullptr: somebody asked the decision alone
  std::vector<std::string> values = {};         ///< of a fired rule: what its `then` came to, in its order
  std::optional<std::int64_t> as_of = {};       ///< the moment that selected rows, where rows have dates
};

}  // namespace karimen::harness
