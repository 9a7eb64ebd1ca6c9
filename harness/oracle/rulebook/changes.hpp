// What is different between two versions of a rulebook, as far as it can make a verdict another one.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/yaml.hpp"

namespace karimen::harness {

struct RulebookChanges {
  std::set<std::string> rows;        ///< ids of rows that say something else now
  std::set<std::string> decisions;   ///< names: rows came, went or changed places, or the head is another one
  std::set<std::string> procedures;  ///< names
  std::set<std::string> assumptions;  ///< ids
  /// Kinds of documents that any step may rest on, and that changed: "facts", "derivations", "invariant", ...
  std::set<std::string> everywhere;

  [[nodiscard]] bool empty() const {
    return rows.empty() && decisions.empty() && procedures.empty() && assumptions.empty() &&
           everywhere.empty();
  }
};

/// Of the documents of both, in whatever files they stand. Positions, comments, labels and the catalogue of
/// sources are no difference.
[[nodiscard]] RulebookChanges changes_between(const std::vector<yaml::Node>& before,
                                              const std::vector<yaml::Node>& after);

}  // namespace karimen::harness
