// A place in a scenario file together with the text of its line, for carets in reports.
#pragma once

#include <map>
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
  return {node.where(), std::string(node.source_line())};
}

/// Where a scenario says things by name: facts of somebody's `given`, inputs of a step. What it does not say
/// itself is said by `otherwise`: the persona, the procedure.
struct Said {
  std::map<std::string, Spot> spots;
  Spot otherwise;
  bool operator==(const Said&) const = default;

  [[nodiscard]] const Spot& where(const std::string& name) const {
    const auto found = spots.find(name);
    return found == spots.end() ? otherwise : found->second;
  }
};

}  // namespace karimen::harness
