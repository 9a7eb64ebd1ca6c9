#include "sim/world/world.hpp"

namespace karimen::sim::world {

Premises::Premises(const std::filesystem::path& fixtures)
    : material(fixtures),
      personas(material),
      facilities(load_facilities(fixtures / "facilities.yaml")),
      holidays(std::make_shared<const Holidays>(load_holidays(fixtures / "holidays.yaml"))) {}

World::World(const Customs& world_customs, const Premises& shared, RecordSigner& signer, reader::Slot& slot,
             std::string seed, reader::Insertion insertion)
    : premises(shared),
      customs(world_customs),
      calendar(shared.holidays, world_customs.leap_birthday),
      drivers(calendar, customs),
      desk(slot, insertion),
      commission_terminal(desk, signer),
      police({calendar, customs, systems, registers, drivers, cards, commission_terminal, desk,
              shared.material.photographs()}),
      commission(drivers, systems, customs, commission_terminal),
      officer(drivers, systems, customs, commission_terminal),
      app(desk, signer.public_key(), customs),
      portal({customs, systems, registers, drivers, cards, desk}),
      booking(customs),
      driving_school(drivers),
      registry_office({customs, systems, registers, drivers, portal}),
      pool_(shared.material.new_pool()),
      seed_(std::move(seed)),
      issuer_terminal_(desk, shared.material, pool_),
      municipality({calendar, customs, systems, registers, drivers, cards, issuer_terminal_}),
      factory({calendar, customs, systems, drivers, cards, issuer_terminal_, shelf_,
               shared.material.photographs(), chip_maker()}) {}

ChipMaker World::chip_maker() {
  return [this](const blueprint::CardSpec& spec) {
    return blueprint::make_card(spec, premises.material, pool_);
  };
}

Person* World::person(const std::string& id) {
  const auto found = people_.find(id);
  return found == people_.end() ? nullptr : &found->second;
}

Person& World::add_person(Person person) {
  const std::string id = person.id;
  return people_.insert_or_assign(id, std::move(person)).first->second;
}

MyNumberCard& World::add_card(const std::string& holder, blueprint::CardSpec spec) {
  spec.seed = seed_ + "/" + holder + "/" + std::to_string(spec.generation);
  shelf_.push_back(std::make_unique<MyNumberCard>(holder, std::move(spec), chip_maker()));
  return *shelf_.back();
}

Person& World::somebody_else(const std::string& id) {
  if (auto* chosen = person(preferred_); chosen != nullptr && preferred_ != id) return *chosen;
  for (auto& [other, person] : people_) {
    if (other != id && person.has_card_at_hand()) return person;
  }
  Person stranger{.id = "somebody else"};
  const Date born{std::chrono::year{1980}, std::chrono::April, std::chrono::day{2}};
  stranger.identity = made_up_identity(stranger.id, born);
  const Date expires{std::chrono::year{2040}, born.month(), born.day()};
  stranger.card =
      &add_card(stranger.id, {.person = stranger.identity, .serial = "499999999999999", .expires = expires});
  cards.enter(stranger.card->serial()).expires = expires;
  drivers.entry(stranger.id).disposition = LicenceStatus::never;
  return add_person(std::move(stranger));
}

}  // namespace karimen::sim::world
