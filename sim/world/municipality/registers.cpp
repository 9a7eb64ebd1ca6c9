// 住民票 and 戸籍: what changes in them, what becomes of certificates, and what the police hear of it.
#include "sim/world/codes.hpp"
#include "sim/world/municipality/municipality.hpp"

namespace karimen::sim::world {

OneStopResult Municipality::tell_police(const Person& person, Moment now, RegisterItem item) {
  if (item == RegisterItem::domicile) return OneStopResult::none;
  Driver& driver = use_.drivers.entry(person.id);
  const bool certified = use_.customs.one_stop_without_certificate ||
                         use_.cards.card(person.card->serial()).signature.valid_on(date_of(now));
  const bool told =
      driver.form == HoldingForm::my_number_only && driver.one_stop.consents.contains(item) && certified;
  if (!told) return OneStopResult::not_applied;
  if (!use_.systems.driver_registry) {
    driver.one_stop.undelivered.insert(item);
    return OneStopResult::pending;
  }
  driver.known.of(item) = use_.registers.entry(person.id).of(item);
  return OneStopResult::applied;
}

Result Municipality::change_register(Person& person, Moment now, RegisterItem item) {
  Objections objections;
  objections.ask(use_.systems.card_registry);
  if (!objections.none()) return objections.refusal();
  ++use_.registers.entry(person.id).of(item);
  Result result{.one_stop = tell_police(person, now, item)};
  const bool told = result.one_stop == OneStopResult::applied || result.one_stop == OneStopResult::pending;
  if (!told) result.warnings.insert(warning::report_to_police);
  // What a signature certificate says of its holder no longer holds.
  if (item != RegisterItem::domicile && use_.customs.changes_revoke_certificate) {
    use_.cards.card(person.card->serial()).signature.revoke();
    person.phone.revoke();
  }
  return result;
}

}  // namespace karimen::sim::world
