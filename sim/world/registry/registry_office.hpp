// What the police's registry sends and answers of itself, without a counter.
#pragma once

#include "sim/world/person.hpp"
#include "sim/world/portal/portal.hpp"
#include "sim/world/registry/driver_registry.hpp"
#include "sim/world/registry/registers.hpp"
#include "sim/world/result.hpp"
#include "sim/world/systems.hpp"

namespace karimen::sim::world {

class RegistryOffice {
 public:
  struct Services {
    const Customs& customs;
    Systems& systems;
    Registers& registers;
    DriverRegistry& drivers;
    const Portal& portal;
  };
  explicit RegistryOffice(Services services) : use_(services) {}

  /// The renewal period opens: a postcard, the reading app, the portal.
  [[nodiscard]] Result announce_renewal(const Person& person, Moment now) const;
  /// The lapse run.
  [[nodiscard]] Result run_lapse(const Person& person, Moment now) const;
  /// 警視庁: 「国外で運転される場合は、…2枚持ちを推奨いたします」.
  [[nodiscard]] Result advise_on_trip_abroad(const Person& person) const;
  /// A system stops or answers again. What one-stop could not deliver reaches the registry then.
  [[nodiscard]] Result change_system(SystemName name, bool up) const;

 private:
  Services use_;
};

}  // namespace karimen::sim::world
