// Formulas and cells from text to expressions, with their types.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/fact/type.hpp"
#include "harness/oracle/formula/expression.hpp"
#include "harness/oracle/formula/lexer.hpp"
#include "harness/oracle/formula/symbols.hpp"

namespace karimen::harness::rules {

/// The facts that formulas may name.
class Scope {
 public:
  virtual ~Scope() = default;
  /// -1 if there is no such fact.
  [[nodiscard]] virtual int find(std::string_view name) const = 0;
  /// The type of a fact; a derived one is compiled for it, so that a cycle shows here. Throws FormulaError.
  [[nodiscard]] virtual const Type& type(int fact) = 0;
  [[nodiscard]] virtual std::vector<std::string> names() const = 0;
  /// Whether any type, code or label of the vocabulary uses the word.
  [[nodiscard]] virtual bool knows_word(std::string_view word) const = 0;
  [[nodiscard]] virtual std::vector<std::string> words() const = 0;
};

struct Compiled {
  Expression expression;
  Type type;
};

/// A formula. `wanted`: the type that its value must have; nullptr: any. Throws FormulaError.
[[nodiscard]] Compiled compile_formula(std::string_view text, Scope& scope, Symbols& symbols,
                                       const Type* wanted = nullptr);

/// A unary test over `fact`; truth-valued. Throws FormulaError.
[[nodiscard]] Expression compile_cell(std::string_view text, int fact, Scope& scope, Symbols& symbols);

/// A set of words, as an expression.
[[nodiscard]] Expression literal_set(const std::vector<std::string>& words, const Type& wanted,
                                     Symbols& symbols);

}  // namespace karimen::harness::rules
