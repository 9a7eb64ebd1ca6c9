// Whether a new card carries the licence record over: the questions that the application site, the driver
// registry and the card factory ask together.
#pragma once

#include "sim/world/customs.hpp"
#include "sim/world/person.hpp"
#include "sim/world/registry/card_registry.hpp"
#include "sim/world/registry/driver_registry.hpp"

namespace karimen::sim::world {

class Inheritance {
 public:
  Inheritance(const DriverRegistry& drivers, CardRegistry& cards, const Customs& customs)
      : drivers_(drivers), cards_(cards), customs_(customs) {}

  /// Everything that speaks against it on the day of the application.
  [[nodiscard]] CodeSet at_application(const Person& person, const CardApplication& application) const;
  /// As the factory decides: what was found at the application, and what has come up since.
  [[nodiscard]] CodeSet at_personalisation(const Person& person, const CardApplication& application,
                                           Moment now) const;
  /// Whether the factory can preload a signature certificate for the holder's name and address.
  [[nodiscard]] bool characters_fit(const Person& person) const;

 private:
  /// What may change between application and personalisation.
  void collect_changing(const Person& person, Date day, CodeSet& obstacles) const;

  const DriverRegistry& drivers_;
  CardRegistry& cards_;
  const Customs& customs_;
};

}  // namespace karimen::sim::world
