// Everything together: the people, the registries, the cards, and the institutions, each built with what it
// needs.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "sim/blueprint/issuer_material.hpp"
#include "sim/pki/key_pool.hpp"
#include "sim/world/booking/booking_sites.hpp"
#include "sim/world/calendar/calendar.hpp"
#include "sim/world/card_factory/card_factory.hpp"
#include "sim/world/card_factory/issuer_terminal.hpp"
#include "sim/world/driving_school/driving_school.hpp"
#include "sim/world/facility.hpp"
#include "sim/world/municipality/municipality.hpp"
#include "sim/world/person.hpp"
#include "sim/world/personas.hpp"
#include "sim/world/police/police_facility.hpp"
#include "sim/world/portal/portal.hpp"
#include "sim/world/registry/card_registry.hpp"
#include "sim/world/registry/driver_registry.hpp"
#include "sim/world/registry/registers.hpp"
#include "sim/world/registry/registry_office.hpp"
#include "sim/world/roadside/reading_app.hpp"
#include "sim/world/roadside/roadside_officer.hpp"
#include "sim/world/safety_commission/safety_commission.hpp"
#include "sim/world/systems.hpp"

namespace karimen::sim::world {

/// What worlds share and never change: one for a process.
struct Premises {
  /// `fixtures` holds facilities.yaml, holidays.yaml, keys/, personas/ and photographs/. Throws
  /// DiagnosticError.
  explicit Premises(const std::filesystem::path& fixtures);

  blueprint::IssuerMaterial material;
  Personas personas;
  Facilities facilities;
  std::shared_ptr<const Holidays> holidays;
};

class World {
 public:
  /// Everything must outlive the world. `insertion`: how cards are laid on the reader.
  World(const Customs& customs, const Premises& premises, RecordSigner& signer, reader::Slot& slot,
        std::string seed, reader::Insertion insertion = reader::Insertion::warm);
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// A person, by name; nullptr if there is none.
  [[nodiscard]] Person* person(const std::string& id);
  Person& add_person(Person person);
  /// A card made by the factory before the story begins.
  MyNumberCard& add_card(const std::string& holder, blueprint::CardSpec spec);
  /// A person other than `id`: the one preferred, else one with a card at hand; somebody is made up where
  /// there is none.
  Person& somebody_else(const std::string& id);
  /// Whom `somebody_else` means; empty: nobody in particular.
  void prefer(const std::string& id) { preferred_ = id; }

  const Premises& premises;
  const Customs customs;
  const Calendar calendar;
  Systems systems;
  Registers registers;
  DriverRegistry drivers;
  CardRegistry cards;
  CardDesk desk;
  CommissionTerminal commission_terminal;
  PoliceFacility police;
  SafetyCommission commission;
  RoadsideOfficer officer;
  ReadingApp app;
  Portal portal;
  BookingSites booking;
  DrivingSchool driving_school;
  RegistryOffice registry_office;

 private:
  [[nodiscard]] ChipMaker chip_maker();

  pki::KeyPool pool_;
  std::string seed_;
  std::string preferred_;
  CardShelf shelf_;
  std::map<std::string, Person> people_;
  IssuerTerminal issuer_terminal_;

 public:
  Municipality municipality;
  CardFactory factory;
};

/// A fictitious person by that name: identity only. The same name gives the same person.
[[nodiscard]] blueprint::Person made_up_identity(const std::string& id, Date birth_date);
/// Gives the person a fictitious address in the prefecture (tokyo, nagano, kagoshima, other), unless she
/// lives there already.
void move_to_prefecture(blueprint::Person& person, const std::string& prefecture);

}  // namespace karimen::sim::world
