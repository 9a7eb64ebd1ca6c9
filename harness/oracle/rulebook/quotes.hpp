// Whether the quotations of the rules stand in their documents.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::rules {

/// NFKC with white space removed: how documents and quotations are compared.
[[nodiscard]] std::string normalised(std::string_view text);

struct QuoteCheck {
  std::size_t found = 0;
  std::size_t unchecked = 0;         ///< their documents are not at hand
  std::vector<std::string> absent;   ///< the names of those documents, sorted
  std::vector<Diagnostic> problems;  ///< quotations that do not stand there, documents that have changed
};

/// Looks for every quotation in the document of its source. A document is known by its checksum: first the
/// file of its name in `folder` is tried, then every other file there. Without a folder nothing is checked.
[[nodiscard]] QuoteCheck check_quotes(const Program& program,
                                      const std::optional<std::filesystem::path>& folder);

}  // namespace karimen::harness::rules
