// Police facilities: fixtures/facilities.yaml.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/yaml.hpp"

namespace karimen::harness {

struct FacilityEntry {
  std::string kind;
  std::string prefecture;
  std::string ja;
  bool operator==(const FacilityEntry&) const = default;
};

/// By name.
using Facilities = std::map<std::string, FacilityEntry>;

/// Reads {NAME: {kind, prefecture, ja}}. Throws DiagnosticError.
[[nodiscard]] Facilities read_facilities(const yaml::Node& node);
[[nodiscard]] Facilities load_facilities(const std::filesystem::path& file);

}  // namespace karimen::harness
