// From YAML documents to a Program. Used by Rulebook alone.
#pragma once

#include <set>
#include <vector>

#include "harness/oracle/formula/parser.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::rules {

/// The facts of a program while it is being compiled: derived facts get their types on demand.
class ProgramScope : public Scope {
 public:
  explicit ProgramScope(Program& program) : program_(program) {}

  [[nodiscard]] int find(std::string_view name) const override { return program_.fact(name); }
  [[nodiscard]] const Type& type(int fact) override;
  [[nodiscard]] std::vector<std::string> names() const override;
  [[nodiscard]] bool knows_word(std::string_view word) const override;
  [[nodiscard]] std::vector<std::string> words() const override;

  void add_word(const std::string& word) { words_.insert(word); }
  void derive(int fact, const yaml::Node& formula);
  void compile_all(std::vector<Diagnostic>& problems);

 private:
  enum class State { waiting, open, done, broken };
  struct Pending {
    const yaml::Node* formula;
    State state = State::waiting;
  };
  void compile(int fact, Pending& pending);

  Program& program_;
  std::set<std::string, std::less<>> words_;
  std::map<int, Pending> pending_;
  std::vector<int> open_;  ///< the chain of derivations being compiled
  std::vector<Diagnostic> problems_;
};

/// The calculations of what `node` says know where they stand, for answers that are beyond calculation.
void place_calculations(Expression& expression, const yaml::Node& node, Symbols& symbols);
/// A formula's error as a diagnostic at its place inside `node`.
[[nodiscard]] Diagnostic at_formula(const yaml::Node& node, const FormulaError& error);

/// Reads decisions, and the cells that procedures share with them.
class DecisionParser {
 public:
  DecisionParser(Program& program, ProgramScope& scope) : program_(program), scope_(scope) {}
  /// Throws DiagnosticError.
  [[nodiscard]] Decision read(const yaml::Node& document);
  [[nodiscard]] std::vector<Cell> cells(const yaml::Node& when);
  [[nodiscard]] Expression value(const yaml::Node& node, const Type* wanted, Type* found = nullptr);

 private:
  [[nodiscard]] Rule row(Decision& decision, const yaml::Node& node, const Rule& inherited);
  void then(Decision& decision, Rule& rule, const yaml::Node& node);
  void code(Decision& decision, Rule& rule, const yaml::Entry& entry);
  [[nodiscard]] int output(Decision& decision, const std::string& name, const Type& type,
                           const yaml::Node& node);
  void shared(Rule& rule, const yaml::Node& node);
  void link_overrides(Decision& decision, const yaml::Node& document);

  Program& program_;
  ProgramScope& scope_;
};

[[nodiscard]] std::vector<Source> read_sources(const yaml::Node& node);
[[nodiscard]] Effective read_effective(const yaml::Node& node);

/// What several procedures do alike, by name.
using NamedEffects = std::map<std::string, std::vector<Assignment>, std::less<>>;

/// Reads procedures; the decisions they name must already be in the program, and the effects in `effects`.
class ProcedureParser {
 public:
  ProcedureParser(Program& program, ProgramScope& scope, const NamedEffects& effects)
      : program_(program), scope_(scope), effects_(effects) {}
  [[nodiscard]] Procedure read(const yaml::Node& document);
  /// A mapping of facts and the values that they get.
  [[nodiscard]] std::vector<Assignment> assignments(const yaml::Node& set);

 private:
  [[nodiscard]] int decision(const yaml::Node& node, std::string_view name) const;
  [[nodiscard]] int target(const yaml::Node& key) const;
  [[nodiscard]] Decides decides(const yaml::Entry& entry) const;
  [[nodiscard]] Effect effect(const yaml::Node& node);
  void apply(const yaml::Node& names, Effect& effect) const;

  Program& program_;
  ProgramScope& scope_;
  const NamedEffects& effects_;
};

/// Everything. Throws DiagnosticError with every problem found.
[[nodiscard]] Program load_program(const std::vector<yaml::Node>& documents);

}  // namespace karimen::harness::rules
