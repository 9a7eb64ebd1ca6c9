// What is wrong with a card file, and what is legal but probably not meant.
#pragma once

#include <filesystem>
#include <vector>

#include "base/diagnostic.hpp"
#include "sim/blueprint/card_file.hpp"

namespace karimen::harness::workshop {

/// Errors (everything impossible, with line, column and a way out), or else warnings as of a day. Empty:
/// fine.
[[nodiscard]] std::vector<Diagnostic> lint_card(const std::filesystem::path& file,
                                                const sim::blueprint::IssuerMaterial& material,
                                                std::optional<Date> at);

}  // namespace karimen::harness::workshop
