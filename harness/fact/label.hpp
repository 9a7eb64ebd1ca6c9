// Reading texts in both languages.
#pragma once

#include "base/bilingual.hpp"
#include "base/yaml.hpp"

namespace karimen::harness {

/// Reads {ja: ..., en: ...}; a plain text is taken for both. Throws DiagnosticError.
[[nodiscard]] BilingualText read_label(const yaml::Node& node);

/// The keys ja and en of a mapping that has others, too. Throws DiagnosticError.
[[nodiscard]] BilingualText label_of(const yaml::Node& mapping);

}  // namespace karimen::harness
