// Police facilities: fixtures/facilities.yaml.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/bilingual.hpp"
#include "base/yaml.hpp"

namespace karimen::harness {

struct FacilityEntry {
  std::string kind;
  std::string prefecture;
  BilingualText name;  ///< what people call it; a language may be missing
  bool operator==(const FacilityEntry&) const = default;
};

/// By name.
using Facilities = std::map<std::string, FacilityEntry>;

/// Reads {NAME: {kind, prefecture, ja, en}}. Throws DiagnosticError.
[[nodiscard]] Facilities read_facilities(const yaml::Node& node);
[[nodiscard]] Facilities load_facilities(const std::filesystem::path& file);

}  // namespace karimen::harness
