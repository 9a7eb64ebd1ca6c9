#include "sim/world/safety_commission/safety_commission.hpp"

#include "sim/world/codes.hpp"

namespace karimen::sim::world {

Bytes RecordSigner::wef03(const Bytes& wef02) {
  auto [place, fresh] = signed_.try_emplace(wef02);
  if (fresh) place->second = licence::sign_record(wef02, signer_);
  return place->second;
}

Result SafetyCommission::suspend(Person& person, Moment now, std::optional<Date> until) {
  return dispose(person, now, LicenceStatus::suspended, until);
}

Result SafetyCommission::suspend_provisionally(Person& person, Moment now, std::optional<Date> until) {
  return dispose(person, now, LicenceStatus::provisionally_suspended, until);
}

Result SafetyCommission::dispose(Person& person, Moment now, LicenceStatus disposition,
                                 std::optional<Date> until) {
  Objections objections;
  objections.ask_drivers(systems_.driver_registry);
  objections.hear(obstacle::no_licence, !drivers_.in_force(person.id, date_of(now)));
  if (!objections.none()) return objections.refusal();
  const bool counts = disposition == LicenceStatus::suspended || customs_.provisional_counts_as_suspension;
  if (customs_.suspension_erases_record && counts) erase(person);
  Driver& driver = drivers_.entry(person.id);
  driver.disposition = disposition;
  driver.suspended_until = until;
  return {};
}

Result SafetyCommission::lift_suspension(Person& person, Moment now) {
  Objections objections;
  objections.ask_drivers(systems_.driver_registry);
  objections.hear(obstacle::not_suspended, !drivers_.is_stopped(person.id, date_of(now)));
  if (!objections.none()) return objections.refusal();
  Driver& driver = drivers_.entry(person.id);
  driver.disposition = LicenceStatus::valid;
  driver.suspended_until.reset();
  return {};
}

Result SafetyCommission::revoke(Person& person, Moment now, bool with_record) {
  Objections objections;
  objections.ask_drivers(systems_.driver_registry);
  objections.hear(obstacle::no_licence, !drivers_.in_force(person.id, date_of(now)));
  if (!objections.none()) return objections.refusal();
  if (with_record) erase(person);
  Driver& driver = drivers_.entry(person.id);
  driver.disposition = LicenceStatus::revoked_disciplinary;
  driver.suspended_until.reset();
  drivers_.end_licence(driver);
  return {};
}

void SafetyCommission::erase(const Person& person) {
  if (!person.has_card_at_hand()) return;
  const auto reading = terminal_.read(*person.card);
  if (!reading) return;
  auto& record_card = drivers_.entry(person.id).record_card;
  if (reading->licence_application && !reading->history) {
    terminal_.erase_record(*person.card);
    record_card.clear();
  } else if (record_card == person.card->serial()) {
    record_card.clear();  // an erasure of which the registry never heard
  }
}

}  // namespace karimen::sim::world
