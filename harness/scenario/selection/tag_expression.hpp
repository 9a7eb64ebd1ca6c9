// -t EXPRESSION: which tags a scenario must have and must not have.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace karimen::harness {

/// One grammar, also for the older a,b and !a:
///   any = all { ("or" | ",") all }      all = one { "and" one }
///   one = ("not" | "!") one | "(" any ")" | TAG | "TAG" | 'TAG'
/// A bare TAG has no space, comma, bracket or quotation mark; one that is called "and" is quoted.
class TagExpression {
 public:
  /// Throws DiagnosticError (bad command line) that shows the place.
  explicit TagExpression(const std::string& text);

  [[nodiscard]] bool matches(std::span<const std::string> tags) const;
  /// The tags that it names.
  [[nodiscard]] std::vector<std::string> tags() const;

 private:
  class Parser;
  enum class Kind { tag, negation, conjunction, disjunction };
  struct Part {
    Kind kind;
    std::string tag;
  };
  std::vector<Part> parts_;  ///< in Polish order turned round: what is joined stands before its word
};

}  // namespace karimen::harness
