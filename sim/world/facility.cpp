#include "sim/world/facility.hpp"

#include "base/yaml.hpp"

namespace karimen::sim::world {

Facilities load_facilities(const std::filesystem::path& file) {
  Facilities facilities;
  const auto& documents = yaml::load_once(file);
  for (const auto& [key, value] : documents.at(0).as_mapping()) {
    const auto& kind_node = value.at("kind");
    const auto kind = from_word<FacilityKind>(kind_node.as_text());
    if (!kind) kind_node.fail("\"" + kind_node.as_text() + "\" is no kind of police facility");
    facilities.emplace(key.text,
                       Facility{key.text, value.at("ja").as_text(), *kind, value.at("prefecture").as_text()});
  }
  return facilities;
}

}  // namespace karimen::sim::world
