// A text in both languages.
#pragma once

#include <string>

#include "base/yaml.hpp"

namespace karimen::harness {

/// A text in both languages; either may be empty.
struct Label {
  std::string ja;
  std::string en;
  bool operator==(const Label&) const = default;
};

/// Reads {ja: ..., en: ...}; a plain text is taken for both. Throws DiagnosticError.
[[nodiscard]] Label read_label(const yaml::Node& node);

/// The keys ja and en of a mapping that has others, too. Throws DiagnosticError.
[[nodiscard]] Label label_of(const yaml::Node& mapping);

}  // namespace karimen::harness
