// The officer at the roadside, with a reader and, when online, the driver registry.
#pragma once

#include "sim/world/customs.hpp"
#include "sim/world/person.hpp"
#include "sim/world/registry/driver_registry.hpp"
#include "sim/world/result.hpp"
#include "sim/world/safety_commission/safety_commission.hpp"

namespace karimen::sim::world {

/// What is held out to the officer.
struct Presented {
  MyNumberCard* card = nullptr;           ///< the driver's own, in use
  MyNumberCard* previous_card = nullptr;  ///< the driver's own, superseded
  bool other_persons_card = false;        ///< its face shows somebody else
  bool licence_document = false;
  bool reading_allowed = true;
};

class RoadsideOfficer {
 public:
  RoadsideOfficer(const DriverRegistry& drivers, const Systems& systems, const Customs& customs,
                  CommissionTerminal& reader)
      : drivers_(drivers), systems_(systems), customs_(customs), reader_(reader) {}

  /// `result.finding` is one of the words of the roadside. Where the registry does not answer, whoever asks
  /// it sees what an officer without a link sees.
  [[nodiscard]] Result check(const Person& driver, const Presented& presented, Moment now, bool online);

 private:
  [[nodiscard]] std::string licence_finding(const Person& driver, Date today) const;
  [[nodiscard]] std::string card_finding(const Person& driver, const Presented& presented, Date today,
                                         bool online);
  [[nodiscard]] std::string record_finding(const Person& driver, const RecordOnChip& record, bool superseded,
                                           Date today, bool online) const;

  /// Whether the card before this one has not given way yet.
  [[nodiscard]] bool still_counts(const Person& driver, const MyNumberCard& previous_card, bool online) const;

  const DriverRegistry& drivers_;
  const Systems& systems_;
  const Customs& customs_;
  CommissionTerminal& reader_;
};

}  // namespace karimen::sim::world
