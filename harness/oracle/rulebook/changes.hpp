// What is different between two versions of a rulebook, as far as it can make a verdict another one.
#pragma once

#include <map>
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

/// What each part of a rulebook says, in 16 hexadecimal digits, by its name: "INHERIT-11" of a row or a knob,
/// "procedure renew_licence", "decision inheritance". What is no difference above is none here.
[[nodiscard]] std::map<std::string, std::string> fingerprints(const std::vector<yaml::Node>& documents);

}  // namespace karimen::harness
