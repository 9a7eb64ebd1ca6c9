// --reporter NAME[=FILE]: which reports go where.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/scenario/problems.hpp"

namespace karimen::harness::cli {

struct ReporterChoice {
  std::string name;
  std::string file;  ///< empty: standard output
};

/// A report in a file does not silence the terminal: where none is on standard output, "terminal" is. Names
/// that are not `known`, two reports on standard output and two in one file are `problems`.
[[nodiscard]] std::vector<ReporterChoice> reporters_of(std::span<const std::string> texts,
                                                       std::span<const std::string> known,
                                                       Problems& problems);

}  // namespace karimen::harness::cli
