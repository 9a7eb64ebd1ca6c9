#include "harness/scenario/given/facilities.hpp"

#include "harness/scenario/problems.hpp"

namespace karimen::harness {

Facilities read_facilities(const yaml::Node& node) {
  Facilities facilities;
  Problems problems;
  for (const auto& [key, value] : node.as_mapping()) {
    problems.guarded([&, &key = key, &value = value] {
      value.allow_only({"kind", "prefecture", "ja", "en"});
      FacilityEntry entry{value.at("kind").as_text(), value.at("prefecture").as_text(), {}};
      if (const auto* ja = value.find("ja")) entry.name.ja = ja->as_text();
      if (const auto* en = value.find("en")) entry.name.en = en->as_text();
      facilities.emplace(key.text, std::move(entry));
    });
  }
  problems.rethrow();
  return facilities;
}

Facilities load_facilities(const std::filesystem::path& file) {
  Facilities facilities;
  for (const auto& document : yaml::load_once(file)) facilities.merge(read_facilities(document));
  return facilities;
}

}  // namespace karimen::harness
