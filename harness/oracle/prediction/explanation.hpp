// Why a rule fired or did not, in words (architecture.md 9, `karimen explain`). Made only when asked.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "harness/oracle/prediction/rule_trace.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness {

/// One sentence: "INHERIT-12 fired because signature_submission.state = none: ...; source 001_….txt 「…」" or
/// "INHERIT-12 did not fire because signature_submission.state was submitted, it needs \"none\"".
/// With a vocabulary facts and values have their labels beside them in Japanese.
[[nodiscard]] std::string explain(const RuleTrace& trace, Language language = Language::en,
                                  const Vocabulary* vocabulary = nullptr);

/// Where the rule stands: `source 001_….txt 「…」`, `inferred from A, B`, or "" if nothing is said.
[[nodiscard]] std::string cite(const rules::Rule& rule, Language language = Language::en);

/// What the rule says would follow, "NOT_SUBMITTED" or "amount = 2100, charged = true".
[[nodiscard]] std::string consequence(const rules::Decision& decision, const rules::Rule& rule,
                                      Language language = Language::en);

/// What the rule says of facts, of "obstacles" and of "warnings" in the step that asked: by the outputs that
/// its procedure stores. Of a rule that fired the values; of another what is written. Of a set each member.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> sayings(const RuleTrace& trace,
                                                                       const Rulebook& rulebook);

}  // namespace karimen::harness
