// The rulebook as data, loaded and checked once, then shared and never changed (architecture.md 6).
// The language is described in docs/rulebook.md.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.hpp"
#include "harness/fact/vocabulary.hpp"
#include "harness/oracle/rulebook/rule.hpp"

namespace karimen::harness {

namespace rules {
struct Program;
}

struct RulebookOptions {
  /// A catalogue of source documents for a rulebook that names none itself (docs/sources.yaml).
  std::optional<std::filesystem::path> catalogue;
};

/// Immutable; copies share one program. Thread-safe to read.
class Rulebook {
 public:
  /// All documents of all *.yaml files of `directory`, by file name. Throws DiagnosticError with every
  /// problem.
  static Rulebook load(const std::filesystem::path& directory, const RulebookOptions& options = {});
  /// From documents already read.
  static Rulebook from(const std::vector<yaml::Node>& documents);

  /// With the types of derived facts filled in.
  [[nodiscard]] const Vocabulary& vocabulary() const;
  [[nodiscard]] std::span<const rules::Decision> decisions() const;
  [[nodiscard]] std::span<const rules::Procedure> procedures() const;
  [[nodiscard]] std::span<const rules::Invariant> invariants() const;
  [[nodiscard]] std::span<const rules::Assumption> assumptions() const;

  /// Names of the facts with a formula.
  [[nodiscard]] std::set<std::string> derived_facts() const;

  /// nullptr if there is none.
  [[nodiscard]] const rules::Decision* decision(std::string_view name) const;
  [[nodiscard]] const rules::Procedure* procedure(std::string_view name) const;
  [[nodiscard]] const rules::Assumption* assumption(std::string_view id) const;
  [[nodiscard]] const rules::Rule* rule(std::string_view id) const;

  /// For the evaluator.
  [[nodiscard]] const rules::Program& program() const { return *program_; }

 private:
  explicit Rulebook(std::shared_ptr<const rules::Program> program) : program_(std::move(program)) {}
  std::shared_ptr<const rules::Program> program_;
};

}  // namespace karimen::harness
