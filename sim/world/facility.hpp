// Police facilities, and what is done where and when.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "sim/world/words.hpp"

namespace karimen::sim::world {

struct Facility {
  std::string id;
  std::string name;  ///< Japanese
  FacilityKind kind = FacilityKind::station;
  std::string prefecture;
};

using Facilities = std::map<std::string, Facility, std::less<>>;

/// fixtures/facilities.yaml. Throws DiagnosticError.
[[nodiscard]] Facilities load_facilities(const std::filesystem::path& file);

}  // namespace karimen::sim::world
