// Texts that many rows share, each kept once.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "harness/store/database.hpp"

namespace karimen::harness::store {

/// One a line.
[[nodiscard]] std::string lines_of(const std::set<std::string>& texts);
[[nodiscard]] std::vector<std::string> members_of_lines(const std::string& lines);

/// The key of a row of `selection` (its scenarios) or `ground` (rules, assumptions) with these texts, made
/// where there is none.
[[nodiscard]] std::int64_t key_of_text(Database& database, const std::string& table,
                                       const std::vector<std::string>& texts);
/// Likewise of a scenario's identity.
[[nodiscard]] std::int64_t key_of_scenario(Database& database, const std::string& name);

}  // namespace karimen::harness::store
