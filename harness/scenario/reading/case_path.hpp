// A path of a matrix or case into a scenario document: place, given.X.Y, assume.A, STEP.at, STEP.with.X, ...
#pragma once

#include <string>
#include <string_view>

#include "harness/scenario/lexicon.hpp"

namespace karimen::harness {

/// Puts `value` where `path` (the key of a matrix or `set` entry) points in `document`.
/// Throws DiagnosticError at `path` if it matches nothing.
void replace_at(yaml::Node& document, const yaml::Node& path, const yaml::Node& value,
                const Lexicon& lexicon);

/// The step of that id, or the only one of that procedure. Throws DiagnosticError at `blame`.
[[nodiscard]] std::size_t step_index(const yaml::Node& document, const std::string& name,
                                     const yaml::Node& blame);

/// The same, in the list of steps.
[[nodiscard]] std::size_t index_of_step(const yaml::Node& steps, const std::string& name,
                                        const yaml::Node& blame);

/// A mapping with nothing in it, at the place of `like`.
[[nodiscard]] yaml::Node empty_mapping(const yaml::Node& like);

/// What stands under `key`, to be changed; nullptr: nothing.
[[nodiscard]] yaml::Node* entry_of(yaml::Node& mapping, std::string_view key);

/// Puts `value` under `key`, replacing what is there.
void set_entry(yaml::Node& mapping, const std::string& key, const yaml::Node& value);

}  // namespace karimen::harness
