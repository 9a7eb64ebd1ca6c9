// 発行工場: makes new cards and, where the licence record is inherited, records it on them.
#pragma once

#include <memory>
#include <vector>

#include "sim/blueprint/card_spec.hpp"
#include "sim/licence/photographs.hpp"
#include "sim/world/calendar/calendar.hpp"
#include "sim/world/card_factory/inheritance.hpp"
#include "sim/world/card_factory/issuer_terminal.hpp"
#include "sim/world/customs.hpp"
#include "sim/world/objections.hpp"
#include "sim/world/person.hpp"
#include "sim/world/registry/card_registry.hpp"
#include "sim/world/registry/driver_registry.hpp"
#include "sim/world/result.hpp"
#include "sim/world/systems.hpp"

namespace karimen::sim::world {

/// Where all cards of a world lie; cards never move in memory.
using CardShelf = std::vector<std::unique_ptr<MyNumberCard>>;

class CardFactory {
 public:
  struct Services {
    const Calendar& calendar;
    const Customs& customs;
    const Systems& systems;
    DriverRegistry& drivers;
    CardRegistry& cards;
    IssuerTerminal& terminal;
    CardShelf& shelf;
    const licence::Photographs& photographs;
    ChipMaker maker;  ///< makes a chip outside the reader interface
  };
  explicit CardFactory(Services services)
      : use_(std::move(services)), inheritance_(use_.drivers, use_.cards, use_.customs) {}

  [[nodiscard]] Result personalise(Person& person, Moment now);

 private:
  [[nodiscard]] blueprint::CardSpec plan(const Person& person, const CardApplication& application,
                                         Moment now) const;
  void register_card(const MyNumberCard& card, Reason made_for);

  Services use_;
  Inheritance inheritance_;
};

/// A serial for the `generation`-th card of a holder: that of the first card counted up.
[[nodiscard]] std::string next_card_serial(const std::string& serial);
/// Serial number of a certificate, from the card's serial; never 0, below 80000000.
[[nodiscard]] std::uint32_t certificate_serial(const std::string& card_serial, bool signature);

}  // namespace karimen::sim::world
