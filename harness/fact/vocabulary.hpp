// The vocabulary: which facts, words and procedures exist, with their types and labels (architecture.md 2,
// 6).
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bilingual.hpp"
#include "base/number_of.hpp"
#include "base/yaml.hpp"
#include "harness/fact/label.hpp"
#include "harness/fact/limits.hpp"
#include "harness/fact/type.hpp"

namespace karimen::harness {

/// Where a fact is observed: by the chip inspector, in the answer of perform, or asked of the system.
enum class Channel { unobserved, chip, outcome, paper, registry };
[[nodiscard]] const char* to_string(Channel channel);

struct FactSpec {
  std::string name;  ///< noun.property
  Type type;
  Limits limits = {};
  Channel observe = Channel::unobserved;
  bool oracles_own = false;          ///< `observe: oracle`: said to be reported by no system
  std::optional<Value> initial;      ///< `default`, or the natural one of the type
  bool per_step = false;             ///< `lifetime: step`: back to `initial` before each step
  std::optional<yaml::Node> derive;  ///< the formula; absent for a primary fact
  BilingualText label;
  Position where;
};

struct InputSpec {
  std::string name;  ///< without "input."
  Type type;
  std::optional<Value> initial;  ///< absent: the scenario must say it
  BilingualText label;
  Limits limits = {};
};

struct ProcedureSpec {
  std::string name;
  std::string actor;
  std::vector<InputSpec> inputs;  ///< in the order of the file
  BilingualText label;
  Position where;

  [[nodiscard]] const InputSpec* input(std::string_view input_name) const;
};

/// All facts, words and procedures. A value; positions point into the files it was read from.
class Vocabulary {
 public:
  /// Takes the mappings with `facts`, `words`, `labels`, `formats`, `limits`, `obstacles`, `warnings` or
  /// `procedures`; ignores the others. Throws DiagnosticError with every problem found.
  static Vocabulary from(std::span<const yaml::Node> documents);
  /// All *.yaml files of a directory, or one file.
  static Vocabulary load(const std::filesystem::path& path);

  [[nodiscard]] const std::vector<FactSpec>& facts() const { return facts_; }
  [[nodiscard]] const std::vector<ProcedureSpec>& procedures() const { return procedures_; }
  [[nodiscard]] const std::vector<std::string>& obstacles() const { return obstacles_; }
  [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }

  /// nullptr if there is none of that name.
  [[nodiscard]] const FactSpec* fact(std::string_view name) const;
  [[nodiscard]] const ProcedureSpec* procedure(std::string_view name) const;
  /// The label of an enumeration word, obstacle or warning; the word itself where none is given.
  [[nodiscard]] BilingualText word(std::string_view name) const;
  [[nodiscard]] const std::map<std::string, BilingualText, std::less<>>& words() const { return words_; }
  /// What a fact, an input ("input.reason"), a procedure, a word or a code is called; empty where nobody
  /// says.
  [[nodiscard]] BilingualText label(std::string_view name) const;

  /// The range of all values of a kind (`limits`), where a fact says no other.
  [[nodiscard]] Limits limits(Base base) const;

  [[nodiscard]] std::vector<std::string> fact_names() const;
  [[nodiscard]] std::vector<std::string> procedure_names() const;

  /// Fills in the type of a derived fact once it has been inferred.
  void set_type(std::size_t fact_index, Type type) { facts_[fact_index].type = std::move(type); }
  /// A derivation that stands apart from the declaration.
  void set_derive(std::size_t fact_index, yaml::Node formula) {
    facts_[fact_index].derive = std::move(formula);
  }

 private:
  std::vector<FactSpec> facts_;
  std::vector<ProcedureSpec> procedures_;
  std::vector<std::string> obstacles_;
  std::vector<std::string> warnings_;
  std::map<Base, Limits> limits_;
  std::map<std::string, BilingualText, std::less<>> words_;
  std::map<std::string, BilingualText, std::less<>> labels_;  ///< of what is declared elsewhere
  NumberOf fact_index_;
  std::map<std::string, std::size_t, std::less<>> procedure_index_;
  friend class VocabularyParser;
};

}  // namespace karimen::harness
