// What an exploration stands on: what its shards must have in common to be merged.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "harness/cli/explore/findings/found.hpp"
#include "harness/trace/json_line.hpp"

namespace karimen::harness::cli {

/// Of the first line of a file of findings, all but `own`. Throws DiagnosticError where a key is wrong.
[[nodiscard]] nlohmann::ordered_json ground_in(const trace::JsonLine& line,
                                               std::initializer_list<const char*> own);
/// Nothing yet, of that way of exploring.
[[nodiscard]] Found nothing_found(const nlohmann::ordered_json& ground);
/// "karimen explore ..." with what the ground says.
[[nodiscard]] std::string command_of(const nlohmann::ordered_json& ground);

}  // namespace karimen::harness::cli
