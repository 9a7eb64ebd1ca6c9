// Rules, decisions, procedures, invariants and assumptions as they stand in the rulebook.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "harness/fact/vocabulary.hpp"
#include "harness/oracle/formula/alternatives.hpp"
#include "harness/oracle/formula/expression.hpp"

namespace karimen::harness::rules {

struct Quotation {
  std::string text;
  Position where;
  std::string line;  ///< the text of `where.line`
};

/// Where a rule stands in the sources, or from which rules it follows. One of the three parts is filled.
struct Source {
  std::string document;  ///< a short name of the catalogue (sources.hpp)
  Position where;        ///< of that name
  std::vector<Quotation> quotes;
  std::vector<std::string> inferred_from;  ///< rule ids or assumptions
  BilingualText defined;                   ///< neither: why we set it so
};

/// One condition: a fact and a unary test over it, compiled to a truth-valued expression.
struct Cell {
  int fact = -1;  ///< index into Program::facts
  std::string fact_name;
  std::string text;  ///< as written
  Expression test;
  Alternatives alternatives;  ///< the same, of most cells
  Position where;
};

/// Seconds since 1970 in JST, both ends inclusive.
struct Effective {
  std::int64_t from = std::numeric_limits<std::int64_t>::min();
  std::int64_t until = std::numeric_limits<std::int64_t>::max();
  bool operator==(const Effective&) const = default;
};

/// One output of a rule: a name of Decision::outputs and a literal or a fact.
struct Output {
  int output = 0;    ///< index into Decision::outputs
  std::string text;  ///< as written
  Expression value;
};

struct Rule {
  std::string id;
  std::vector<Cell> when;
  std::vector<Output> then;
  std::string undecided;  ///< `then: {undecided: REASON}`; empty = decided
  BilingualText because;
  std::vector<Source> sources;
  Effective effective;
  std::vector<int> place;              ///< symbols of prefectures; empty = everywhere
  std::vector<std::string> overrides;  ///< rule ids
  std::vector<std::string> repeats;  ///< rule ids that would say the same in its place; it has its own source
  std::vector<int> overridden_by;    ///< indices of rows of the same decision that hide this one
  Position where;
};

enum class HitPolicy { collect, unique, first };

struct Decision {
  std::string name;
  BilingualText question;
  HitPolicy hit_policy = HitPolicy::collect;
  int as_of = -1;                    ///< a fact of type date or moment; by default `now`
  std::vector<std::string> outputs;  ///< names used in `then`, in order of appearance
  std::vector<Type> output_types;    ///< beside `outputs`
  std::vector<Rule> rules;
  std::optional<Rule> otherwise;  ///< fires if no row does
  bool dated = false;             ///< a row is in force on some days only
  Position where;

  /// -1 if there is none.
  [[nodiscard]] int output(std::string_view output_name) const;
  /// Whether the words of all rows that fire are that output together; else one row says it.
  [[nodiscard]] bool is_set(std::size_t output) const;
};

/// `decides: {fact: decision}` or `{fact: decision.output}`.
struct Decides {
  int fact = -1;
  int decision = -1;
  int output = -1;
};

struct Assignment {
  int fact = -1;
  Expression value;
};

struct Effect {
  std::vector<Cell> when;
  std::vector<Assignment> set;
};

struct Procedure {
  std::string name;
  std::vector<int> requires_;  ///< decisions whose obstacles refuse the step
  std::vector<Decides> decides;
  std::vector<Effect> effects;              ///< of a step that is done
  std::vector<Effect> on_refusal;           ///< of a refused one: a counter on the chip that went down, say
  std::vector<std::pair<int, int>> inputs;  ///< index into ProcedureSpec::inputs → fact `input.NAME`
  Position where;
};

struct Invariant {
  std::string name;
  bool holds_after_cut =
      true;  ///< `after_cut`: also while a procedure that lost the card's power is to be repeated
  Expression holds;
  BilingualText label;
  Position where;
};

struct Assumption {
  std::string id;
  int fact = -1;  ///< assume.ID
  BilingualText question;
  std::map<std::string, BilingualText> answers;  ///< of values that are called otherwise than elsewhere
  Type type;
  Value initial;
  Position where;
};

}  // namespace karimen::harness::rules
