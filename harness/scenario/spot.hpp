// A place in a scenario file together with the text of its line, for carets in reports.
#pragma once

#include <string>

#include "base/diagnostic.hpp"
#include "base/yaml.hpp"

namespace karimen::harness {

struct Spot {
  Position where;
  std::string line;  ///< the text of `where.line`
  bool operator==(const Spot&) const = default;
};

[[nodiscard]] inline Spot spot_of(const yaml::Node& node) {
  auto found = node.diagnostic("");
  return {std::move(found.where), std::move(found.source_line)};
}

}  // namespace karimen::harness
