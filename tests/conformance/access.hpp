// The whole matrix of files and secrets (access.txt) against a card.
#pragma once

#include <string>
#include <vector>

#include "tests/conformance/stage.hpp"

namespace karimen::conformance {

/// Every application with every set of secrets that one VERIFY each gives: "J", "J +AUTH", … and all
/// together.
[[nodiscard]] std::vector<std::string> security_states();

/// Tries every EF 0001 … 001E in that state with SELECT EF, READ BINARY, READ RECORD, the query of VERIFY,
/// COMPUTE DIGITAL SIGNATURE and INTERNAL AUTHENTICATE. A line for every answer that is not the table's.
[[nodiscard]] std::string try_every_file(Way& way, const std::string& state);

}  // namespace karimen::conformance
