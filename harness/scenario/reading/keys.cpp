#include "harness/scenario/reading/keys.hpp"

namespace karimen::harness {

void allow_only(const yaml::Node& mapping, std::span<const Key> keys) {
  std::vector<std::string> names;
  names.reserve(keys.size());
  for (const auto& key : keys) names.emplace_back(key.name);
  mapping.allow_only(names);
}

}  // namespace karimen::harness
