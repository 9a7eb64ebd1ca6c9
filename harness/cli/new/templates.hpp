// What `karimen new` writes: one scenario, card file or decision, with comments, valid as it is.
#pragma once

#include <span>
#include <string_view>

#include "base/bilingual.hpp"

namespace karimen::harness::cli {

struct Template {
  std::string_view kind;    ///< "scenario", "card", "rule"
  std::string_view schema;  ///< file of docs/schema, without .json
  Bilingual text;
  Bilingual next;  ///< what to do with it; {}: the file
};

[[nodiscard]] std::span<const Template> templates();

}  // namespace karimen::harness::cli
