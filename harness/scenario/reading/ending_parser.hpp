// Whether a scenario is run at all, and whether it is known to fail: `skip`, `xfail`, `requires`.
#pragma once

#include "harness/scenario/lexicon.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

/// Why, in one line or in both languages; `key` is what it is a reason for. Throws DiagnosticError.
[[nodiscard]] BilingualText read_reason(const yaml::Node& node, const std::string& key);

/// A reason, or {reason, step}; `document` has the steps. Throws DiagnosticError.
[[nodiscard]] ExpectedFailure read_expected_failure(const yaml::Node& node, const yaml::Node& document);

/// {transport, procedure, fact}. Throws DiagnosticError with every problem found.
[[nodiscard]] Requirements read_requirements(const yaml::Node& node, const Lexicon& lexicon);

}  // namespace karimen::harness
