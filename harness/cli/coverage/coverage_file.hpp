// Coverage as a file: a line of what it is of, then a goal a line (docs/exploring.md).
#pragma once

#include <filesystem>
#include <string>

#include "harness/coverage/goal.hpp"

namespace karimen::harness::cli {

struct CoverageFile {
  std::string rulebook;  ///< 64 hexadecimal digits over its files
  coverage::Coverage coverage;
};

/// Throws DiagnosticError (environment) if it cannot be written whole.
void write_coverage(const CoverageFile& file, const std::filesystem::path& path);
/// Throws DiagnosticError: it cannot be opened, or a line is none of such a file.
[[nodiscard]] CoverageFile read_coverage(const std::filesystem::path& path);

}  // namespace karimen::harness::cli
