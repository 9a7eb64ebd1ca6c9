// Rows of conformance.txt: what comes before, a command, the answer.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "base/bytes.hpp"

namespace karimen::conformance {

struct Case {
  std::string id, before, command, answer;
};
std::ostream& operator<<(std::ostream& out, const Case& row);

/// The cells of every row, comments and [groups] left out. `file` lies in tests/conformance.
[[nodiscard]] std::vector<std::vector<std::string>> read_rows(const std::string& file);
/// All rows of conformance.txt.
[[nodiscard]] std::vector<Case> read_cases();

/// Hexadecimal with [name] for a worked example of tests/sim/vectors.txt, [name:offset:size] for a part of
/// one, and XX*n for a run.
[[nodiscard]] std::string expand(const std::string& text);

/// `pattern`: hexadecimal; ".." for any bytes, "#n " for n bytes, once each.
[[nodiscard]] bool matches(const std::string& answer, const std::string& pattern);

/// SELECT EF and the command on the current EF, where `command` names a file by short identifier; else empty.
[[nodiscard]] std::vector<Bytes> two_steps(Bytes command);
/// The command by short identifier, where it works on the current EF `selected`; else empty.
[[nodiscard]] Bytes by_short_identifier(Bytes command, const std::string& selected);

}  // namespace karimen::conformance
