// Manual pages in the macros of man(7).
#pragma once

#include <span>
#include <string>

#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {

/// "karimen-card-insert"
[[nodiscard]] std::string page_name(const Command& command);
/// The page of one command.
[[nodiscard]] std::string manual_page(const Command& command);
/// karimen(1): every command, exit codes, environment, files.
[[nodiscard]] std::string overview_page(std::span<const Command> commands);

}  // namespace karimen::harness::cli
