#include "base/yaml.hpp"
#include "sim/world/calendar/calendar.hpp"

namespace karimen::sim::world {

Holidays load_holidays(const std::filesystem::path& file) {
  Holidays holidays;
  const auto& documents = yaml::load_once(file);
  for (const auto& [key, value] : documents.at(0).at("holidays").as_mapping()) {
    const auto day = parse_date(key.text);
    if (!day) key.fail("\"" + key.text + "\" is no date", "write it as 2026-05-04");
    holidays.insert(*day);
  }
  return holidays;
}

}  // namespace karimen::sim::world
