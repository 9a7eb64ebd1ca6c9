// 高齢者講習.
#pragma once

#include "sim/world/person.hpp"
#include "sim/world/registry/driver_registry.hpp"
#include "sim/world/result.hpp"

namespace karimen::sim::world {

class DrivingSchool {
 public:
  explicit DrivingSchool(DriverRegistry& drivers) : drivers_(drivers) {}

  /// For the renewal to come.
  [[nodiscard]] Result lecture_for_elderly(Person& person, Moment now) const;

 private:
  DriverRegistry& drivers_;
};

}  // namespace karimen::sim::world
