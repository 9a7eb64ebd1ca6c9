// A random walk: one holder, some knobs, and procedures one after another. What is run is what is written.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/yaml.hpp"

namespace karimen::harness::explore {

struct WalkStep {
  std::string procedure;
  Moment at;
  std::vector<std::pair<std::string, std::string>> inputs;  ///< name → value, as YAML writes it
  bool operator==(const WalkStep&) const = default;
};

struct Walk {
  std::string holder;                              ///< a persona
  std::map<std::string, std::string> given;        ///< fact → value, where it is not the persona's
  std::map<std::string, std::string> assumptions;  ///< id → value
  std::vector<WalkStep> steps;
  bool operator==(const Walk&) const = default;
};

/// The walk as a scenario, its steps named s1, s2, ...; a title is the same in both languages.
[[nodiscard]] std::string to_yaml(const Walk& walk, const std::string& id, const std::string& title);

/// What YAML reads in that text, but for the columns: a tenth of the time of a walk went into writing and
/// reading it.
[[nodiscard]] yaml::Node to_tree(const Walk& walk, const std::string& id, const std::string& title);

/// One step of it.
[[nodiscard]] yaml::Node to_tree(const WalkStep& step, const std::string& id);

/// The walk without the steps (of the first `removable`), given facts, knobs and inputs that `holds` does not
/// need: each is left out once, the last step first, and stays out where `holds` is still true.
[[nodiscard]] Walk without_needless(Walk walk, std::size_t removable,
                                    const std::function<bool(const Walk&)>& holds);

}  // namespace karimen::harness::explore
