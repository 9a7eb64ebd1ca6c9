// Formulas and cells of the rulebook in FEEL, as DMN 1.5 has it.
//
// `none` beside a number, a date, a moment, a time or a truth value is FEEL's null; beside words it is the
// word "none". Where FEEL answers null - a comparison with null, or of two kinds of value - the rulebook
// answers false: the translation asks before it compares.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "harness/oracle/rulebook/program.hpp"
#include "harness/report/dmn/feel_names.hpp"

namespace karimen::harness::report {

/// A formula that FEEL cannot say, with the reason.
struct NotFeel {
  std::string why;
};

/// A condition as a table has it: the column's expression, and the entry in it.
struct FeelCell {
  std::string input;
  std::string type;
  std::string entry;
};

class Feel {
 public:
  Feel(const rules::Program& program, const FeelNames& names) : program_(program), names_(names) {}

  /// A formula whose value is of `type`. Throws NotFeel.
  [[nodiscard]] std::string formula(const rules::Expression& expression, const Type& type) const;
  /// Throws NotFeel.
  [[nodiscard]] FeelCell cell(const rules::Cell& cell) const;
  /// A value as a literal; `none` of a type that is not made of words is null.
  [[nodiscard]] std::string literal(rules::Datum value, bool words) const;
  /// "2026-05-01" as date("2026-05-01").
  [[nodiscard]] static std::string date(Date day);
  [[nodiscard]] static std::string moment(Moment moment);

 private:
  class Writer;
  const rules::Program& program_;
  const FeelNames& names_;
};

/// What a type is called where it has no definition of its own.
[[nodiscard]] std::string feel_type(const Type& type);
/// Whether its values are words and texts alone: `none` is a word among them.
[[nodiscard]] bool of_words(const Type& type);
/// Whether values of another kind stand beside words other than none.
[[nodiscard]] bool is_mixed(const Type& type);
/// A text in quotes.
[[nodiscard]] std::string feel_text(const std::string& text);

/// Facts and functions that an expression names.
void add_facts_named(const rules::Expression& expression, std::set<int>& facts,
                     std::set<std::string>& functions);

}  // namespace karimen::harness::report
