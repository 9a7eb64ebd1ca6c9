// Formulas, tables and procedures over the facts of a moment, as SMT-LIB.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/oracle/proof/term.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::rules {

/// What the facts are at one moment. Those that are not `set` are variables of the encoder, of `version`.
struct Moments {
  std::string version;  ///< tells the variables of two moments apart
  std::map<int, Term> set;
  std::map<int, Term> derived;  ///< what followed from them; to be cleared when they change
  /// Where the others come from; nullopt: a variable.
  std::function<std::optional<Term>(int fact)> from = {};
};

/// A fact as the solver knows it, to be read from a model.
struct Unknown {
  int fact = -1;
  std::string truth, number, word;  ///< names; "" where it has no such part
  std::map<std::int64_t, std::string> members;
};

/// Whether each row of a table fires, by its policy.
struct TableTerm {
  std::vector<std::string> fires;
  std::string otherwise;           ///< none does
  std::string decided;             ///< the answer is not left open
  std::vector<std::string> holds;  ///< in force and all cells hold, whatever other rows do
};

class Encoder {
 public:
  explicit Encoder(const Program& program);

  /// Declarations and definitions since the last time.
  [[nodiscard]] std::string take() { return std::exchange(script_, {}); }
  void require(const std::string& truth);
  /// Texts that name one of `kind` (Format::exists) are these; said before they are asked about.
  void exist(const std::string& kind, std::vector<std::string> names) { names_of_[kind] = std::move(names); }
  /// A variable of a fact's own type and range. `type`: another one, of an input of one procedure.
  [[nodiscard]] Term unknown(int fact, const std::string& version, const Type* type = nullptr);
  [[nodiscard]] const std::map<std::string, Unknown>& unknowns() const { return unknowns_; }

  [[nodiscard]] Term fact(int index, Moments& facts);
  [[nodiscard]] Term encode(const Expression& expression, Moments& facts);
  /// `without`: a row that is left out as if nobody had written it, with what it overrides.
  [[nodiscard]] TableTerm table(const Decision& decision, Moments& facts, int without = -1);
  /// A row is in force, not hidden, and every cell but this one holds.
  [[nodiscard]] std::string all_but(const Decision& decision, const Rule& rule, std::size_t cell,
                                    Moments& facts);
  /// What an output comes to; where no row says it, a variable.
  [[nodiscard]] Term output(const Decision& decision, const TableTerm& rows, int output, Moments& facts);
  [[nodiscard]] Term literal(Datum datum) const;
  /// All cells hold.
  [[nodiscard]] std::string cells(const std::vector<Cell>& when, Moments& facts);
  [[nodiscard]] Term named(Term term);
  [[nodiscard]] Symbols& symbols() { return symbols_; }
  /// Of its number.
  [[nodiscard]] Tag tag_of(int fact) const;

 private:
  [[nodiscard]] Term node(const Expression& expression, std::int32_t index, Moments& facts,
                          std::map<std::int32_t, Term>& known);
  [[nodiscard]] Term applied(const ExpressionNode& own, const std::vector<Term>& arguments);
  [[nodiscard]] std::string ordered(Op op, const Term& a, const Term& b);
  [[nodiscard]] Term calculated_term(const ExpressionNode& own, const Term& a, const Term& b);
  [[nodiscard]] Term day_function(const ExpressionNode& own, const std::vector<Term>& arguments);
  [[nodiscard]] std::string in_force(const Decision& decision, const Rule& rule, Moments& facts);
  [[nodiscard]] std::string named(const std::string& sort, const std::string& body);
  [[nodiscard]] std::string declared(const std::string& sort);
  void name_texts(const Expression& expression);
  void spell_texts(Op op, const std::string& function);
  void range(int fact, const Type& type, const std::string& number, const std::string& word);

  const Program& program_;
  Symbols symbols_;  ///< words of types that no formula names join it
  std::string script_;
  std::size_t names_ = 0;
  std::map<std::string, Unknown> unknowns_;
  std::set<std::string> functions_;  ///< declared
  std::map<std::string, std::string> applications_;
  std::set<std::int64_t> words_of_sets_;
  std::set<std::int64_t> named_texts_;  ///< that formulas compare texts with
  std::map<std::string, std::vector<std::string>> names_of_;
};

}  // namespace karimen::harness::rules
