// What a run can show of the rulebook and of the chip (docs/exploring.md): goals, and how far each was
// reached.
#pragma once

#include <array>
#include <compare>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bilingual.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness::coverage {

enum class Kind {
  fires,      ///< a rule applied
  rests,      ///< it was asked and did not apply
  condition,  ///< it would have applied but for this one condition; and it applied
  outcome,    ///< a procedure was done, or refused
  obstacle,   ///< it was refused for this
  warning,
  edge,    ///< a procedure put a fact into a state in which it was not
  date,    ///< a rule was asked on the last day before it comes into force, on the first, ...
  clause,  ///< the chip answered by this clause
};
inline constexpr std::array all_kinds{Kind::fires,   Kind::rests,    Kind::condition,
                                      Kind::outcome, Kind::obstacle, Kind::warning,
                                      Kind::edge,    Kind::date,     Kind::clause};
/// "fires", "rests", ... as files write it.
[[nodiscard]] const char* name_of(Kind kind);
[[nodiscard]] std::optional<Kind> kind_called(std::string_view name);

struct Goal {
  Kind kind = Kind::fires;
  std::string subject;  ///< a rule, a procedure, or "chip"
  std::string detail;   ///< a condition, an outcome, a code, "fact -> word", ">= 2026-04-01", a clause
  std::string table;    ///< the decision of a rule; else ""

  auto operator<=>(const Goal&) const = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14 sees a 0
};

/// Why no step can show a condition alone (impossible.hpp).
enum class Never {
  no,         ///< it can be shown, or nobody knows
  implied,    ///< wherever the other cells of its row hold it holds, too
  hidden,     ///< where it does not an earlier row decides, or it is implied
  left_open,  ///< where it does not an answer is left open, or it is one of the above
};
/// "implied", ... as files write it; "" of no.
[[nodiscard]] const char* name_of(Never never);
/// "the other conditions of its row imply it", ...; "" of no.
[[nodiscard]] Bilingual why_never(Never never);
[[nodiscard]] std::optional<Never> never_called(std::string_view name);

/// How far a goal was reached. Steps are "file#id[case] step".
struct Reached {
  std::string by;         ///< the first step, by name, that reached it; "": none
  std::string nearest;    ///< else the one that came nearest; "": none was asked
  unsigned distance = 0;  ///< of `nearest`: conditions that would have to be otherwise, or days
  Never never = Never::no;

  void take(const std::string& step);
  void take_near(const std::string& step, unsigned how_far);
  void take(const Reached& other);
};

/// Goals and how far they were reached: of a run, a shard, or many of them.
struct Coverage {
  std::map<Goal, Reached> goals;

  /// Of both: the first step by name counts.
  void take(const Coverage& other);
  /// A condition needs its pair: that the rule applied, too.
  [[nodiscard]] bool has(const Goal& goal) const;
  /// Nobody has to look for it.
  [[nodiscard]] bool excused(const Goal& goal) const;
  /// What says most of how to reach it: of a condition whose rule never applied what came nearest to that.
  [[nodiscard]] const Reached& way_to(const Goal& goal) const;
};

/// None of them reached. `clauses`: of the chip, in the order of their numbers.
[[nodiscard]] Coverage nothing_of(const Rulebook& rulebook, std::span<const std::string> clauses);

/// The conditions of a rule that can fail, as goals name them: "card.status \"active\"".
[[nodiscard]] std::string name_of(const rules::Cell& cell);

/// A day that a rule's dates divide, and the stretch of moments that shows it.
struct Boundary {
  std::string name;  ///< "< 2026-04-01": the last day on which that holds; ">= 2026-04-01": the first one
  std::int64_t from = 0, until = 0;  ///< seconds, both inclusive
};
[[nodiscard]] std::vector<Boundary> boundaries_of(const rules::Rule& rule);

/// Codes that an output of a rule may give: the obstacles or warnings in its formula.
[[nodiscard]] std::vector<std::string> codes_of(const Rulebook& rulebook, const rules::Decision& decision,
                                                const rules::Rule& rule, std::string_view output);

}  // namespace karimen::harness::coverage
