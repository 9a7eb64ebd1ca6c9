// What another system did to registries and papers becomes true here.
#include <algorithm>
#include <map>

#include "base/diagnostic.hpp"
#include "harness/builtin/fact_inputs.hpp"
#include "harness/builtin/told_facts.hpp"
#include "sim/world/card_factory/inheritance.hpp"
#include "sim/world/registry/licence_text.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;

struct Taking {
  World& world;
  Person& person;
  FactInputs facts;
  std::string name;  ///< of the fact

  [[nodiscard]] Driver& driver() const { return world.drivers.entry(person.id); }
  [[nodiscard]] CardEntry& entry() const { return world.cards.card(person.card->serial()); }
  [[nodiscard]] CardApplication& application() const { return world.cards.application(person.id); }
  [[nodiscard]] Papers& papers() const { return person.papers; }
  [[nodiscard]] Reservation& reservation() const { return person.papers.reservation; }
  [[nodiscard]] bool is(const char* word) const { return facts.text(name) == word; }
};

using Take = void (*)(const Taking&);

/// The place of a fact; what is said of it is read by the place's type.
template <auto place>
void take(const Taking& t) {
  auto& target = place(t);
  using Target = std::remove_reference_t<decltype(target)>;
  if constexpr (std::is_enum_v<Target>)
    target = t.facts.word<Target>(t.name);
  else if constexpr (std::is_same_v<Target, std::optional<Date>>)
    target = t.facts.date(t.name);
  else if constexpr (std::is_same_v<Target, Date>)
    target = t.facts.date(t.name).value_or(target);
  else if constexpr (std::is_same_v<Target, std::optional<Moment>>)
    target = t.facts.moment(t.name);
  else if constexpr (std::is_same_v<Target, std::optional<int>>)
    target = t.facts.number(t.name);
  else if constexpr (std::is_same_v<Target, int>)
    target = t.facts.number(t.name).value_or(target);
  else if constexpr (std::is_same_v<Target, bool>)
    target = t.facts.truth(t.name);
  else if constexpr (std::is_same_v<Target, CodeSet>)
    target = t.facts.codes(t.name);
  else
    target = t.facts.text_or_empty(t.name);
}

template <SystemName name>
void take_system(const Taking& t) {
  t.world.systems.of(name) = t.is("up");
}

template <RegisterItem item>
void take_consent(const Taking& t) {
  auto& consents = t.driver().one_stop.consents;
  t.is("consented") ? void(consents.insert(item)) : void(consents.erase(item));
}

std::string serial_of(const Taking& t) {
  const auto* card = t.is("card") ? t.person.card : t.is("previous_card") ? t.person.previous : nullptr;
  return card == nullptr ? "" : card->serial();
}

void take_record_card(const Taking& t) {
  t.driver().record_card = serial_of(t);
}

void take_history_card(const Taking& t) {
  t.driver().history.card = serial_of(t);
}

void take_record_number(const Taking& t) {
  auto& driver = t.driver();
  const auto number = t.facts.text(t.name);
  if (number == driver.record_number) return;
  if (driver.former_record_numbers.erase(number) == 0)  // else what was told is taken back
    driver.former_record_numbers.insert(driver.record_number);
  driver.record_number = number;
  if (!driver.versions.empty()) driver.versions.back().content.record_number = number;
}

/// A new version says what the registry knows at that moment: its other facts are taken before it. A smaller
/// number takes back the versions beyond it: what they were made for broke off.
void take_version(const Taking& t) {
  auto& driver = t.driver();
  const auto number = t.facts.number(t.name).value_or(0);
  if (number > 0) std::erase_if(driver.versions, [&](const auto& each) { return each.number > number; });
  if (!driver.versions.empty() && number <= driver.current().number) return;
  const auto& photographs = t.world.premises.material.photographs();
  driver.versions.push_back(
      {number, record_content(number, driver, photographs.bytes(driver.photograph)), driver.photograph});
}

void take_driver_class(const Taking& t) {
  if (const auto driver_class = sim::licence::driver_class_of(t.facts.text(t.name)))
    t.driver().driver_class = *driver_class;
}

void take_application(const Taking& t) {
  auto& application = t.application();
  application.state = t.facts.word<ApplicationState>(t.name);
  if (application.state != ApplicationState::accepted) return;
  if (!application.snapshot) application.snapshot = t.driver().current().number;
  application.obstacles_at_application =
      Inheritance(t.world.drivers, t.world.cards, t.world.customs).at_application(t.person, application);
}

void take_notice(const Taking& t) {
  auto& notice = t.papers().notice;
  const auto state = t.facts.word<NoticeState>(t.name);
  if (state == NoticeState::held && notice.state != NoticeState::held) {
    const auto* product = t.application().product;
    notice.card = (product != nullptr ? product : t.person.card)->serial();
  }
  notice.state = state;
}

template <RegisterItem item>
constexpr auto register_item =
    [](const Taking& t) -> int& { return t.world.registers.entry(t.person.id).of(item); };
template <RegisterItem item>
constexpr auto known_item = [](const Taking& t) -> int& { return t.driver().known.of(item); };
// clang-format off
template <auto member> constexpr auto of_driver = [](const Taking& t) -> auto& { return t.driver().*member; };
template <auto member> constexpr auto of_history = [](const Taking& t) -> auto& { return t.driver().history.*member; };
template <auto member> constexpr auto of_link = [](const Taking& t) -> auto& { return t.driver().link.*member; };
template <auto member> constexpr auto of_one_stop = [](const Taking& t) -> auto& { return t.driver().one_stop.*member; };
template <auto member> constexpr auto of_submission = [](const Taking& t) -> auto& { return t.driver().submission.*member; };
template <auto member> constexpr auto of_own_card = [](const Taking& t) -> auto& { return (*t.person.card).*member; };
template <auto member> constexpr auto of_entry = [](const Taking& t) -> auto& { return t.entry().*member; };
template <auto member> constexpr auto of_signature = [](const Taking& t) -> auto& { return t.entry().signature.*member; };
template <auto member> constexpr auto of_authentication = [](const Taking& t) -> auto& { return t.entry().authentication.*member; };
template <auto member> constexpr auto of_application = [](const Taking& t) -> auto& { return t.application().*member; };
template <auto member> constexpr auto of_papers = [](const Taking& t) -> auto& { return t.papers().*member; };
template <auto member> constexpr auto of_notice = [](const Taking& t) -> auto& { return t.papers().notice.*member; };
template <auto member> constexpr auto of_booking = [](const Taking& t) -> auto& { return t.reservation().*member; };
template <auto member> constexpr auto of_phone = [](const Taking& t) -> auto& { return t.person.phone.*member; };
template <auto member> constexpr auto of_person = [](const Taking& t) -> auto& { return t.person.*member; };
// clang-format on

void take_submission(const Taking& t) {
  t.driver().submission.submitted = t.is("submitted");
}
void take_online_lecture(const Taking& t) {
  t.driver().online_lecture = t.is("completed");
}
void take_elderly_lecture(const Taking& t) {
  t.driver().elderly_lecture = t.is("completed");
}
void take_wanted_certificate(const Taking& t) {
  t.application().signature_certificate_wanted = !t.is("not_wanted");
}
void take_previous_possession(const Taking& t) {
  if (t.person.previous != nullptr) t.person.previous->possession = t.facts.word<Possession>(t.name);
}

// clang-format off
const std::map<std::string, Take, std::less<>> takes{
    {"phone.certificates", take<of_phone<&Certificate::status>>},
    {"phone.certificates_expire", take<of_phone<&Certificate::last_day>>},
    {"resident_register.address", take<register_item<RegisterItem::address>>},
    {"resident_register.name", take<register_item<RegisterItem::name>>},
    {"resident_register.birth_date", take<register_item<RegisterItem::birth_date>>},
    {"family_register.domicile", take<register_item<RegisterItem::domicile>>},
    {"driver_registry.address", take<known_item<RegisterItem::address>>},
    {"driver_registry.name", take<known_item<RegisterItem::name>>},
    {"driver_registry.birth_date", take<known_item<RegisterItem::birth_date>>},
    {"driver_registry.domicile", take<known_item<RegisterItem::domicile>>},
    {"driver_registry.holding_form", take<of_driver<&Driver::form>>},
    {"driver_registry.record_card", take_record_card},
    {"driver_registry.history_form", take<of_history<&DrivingHistory::form>>},
    {"driver_registry.history_card", take_history_card},
    {"history_record.number", take<of_history<&DrivingHistory::number>>},
    {"history_document.status", take<of_papers<&Papers::history_document>>},
    {"licence.returned_on", take<of_driver<&Driver::returned_on>>},
    {"card.status", take<of_entry<&CardEntry::status>>},
    {"card.possession", take<of_own_card<&MyNumberCard::possession>>},
    {"card.signature_certificate", take<of_signature<&Certificate::status>>},
    {"card.signature_certificate_expires", take<of_signature<&Certificate::last_day>>},
    {"card.authentication_certificate", take<of_authentication<&Certificate::status>>},
    {"previous_card.possession", take_previous_possession},
    {"licence.disposition", take<of_driver<&Driver::disposition>>},
    {"licence.suspended_until", take<of_driver<&Driver::suspended_until>>},
    {"licence.expires", take<of_driver<&Driver::expires>>},
    {"licence.number", take<of_driver<&Driver::licence_number>>},
    {"licence.record_number", take_record_number},
    {"licence.driver_class", take_driver_class},
    {"licence.colour_class", take<of_driver<&Driver::colour>>},
    {"licence.photo", take<of_driver<&Driver::photograph>>},
    {"licence.renewed_on", take<of_driver<&Driver::renewed_on>>},
    {"licence.record", take_version},
    {"licence_document.status", take<of_papers<&Papers::licence_document>>},
    {"licence_document.issued_on", take<of_driver<&Driver::document_issued_on>>},
    {"signature_submission.state", take_submission},
    {"signature_submission.at", take<of_submission<&Submission::at>>},
    {"signature_submission.items", take<of_submission<&Submission::items>>},
    {"portal_link.state", take<of_link<&PortalLink::state>>},
    {"portal_link.licence_ended", take<of_link<&PortalLink::licence_ended>>},
    {"one_stop.started", take<of_one_stop<&OneStop::started>>},
    {"one_stop.address", take_consent<RegisterItem::address>},
    {"one_stop.name", take_consent<RegisterItem::name>},
    {"one_stop.birth_date", take_consent<RegisterItem::birth_date>},
    {"online_lecture.state", take_online_lecture},
    {"elderly_lecture.state", take_elderly_lecture},
    {"system.driver_registry", take_system<SystemName::driver_registry>},
    {"system.card_registry", take_system<SystemName::card_registry>},
    {"system.portal", take_system<SystemName::portal>},
    {"reservation.site", take<of_booking<&Reservation::site>>},
    {"reservation.mailed_at", take<of_booking<&Reservation::mailed_at>>},
    {"reservation.state", take<of_booking<&Reservation::state>>},
    {"reservation.facility", take<of_booking<&Reservation::facility>>},
    {"reservation.from", take<of_booking<&Reservation::from>>},
    {"reservation.until", take<of_booking<&Reservation::until>>},
    {"reservation.mail", take<of_booking<&Reservation::mail>>},
    {"card_application.at", take<of_application<&CardApplication::at>>},
    {"card_application.channel", take<of_application<&CardApplication::channel>>},
    {"card_application.reason", take<of_application<&CardApplication::reason>>},
    {"card_application.wish", take<of_application<&CardApplication::wish>>},
    {"card_application.number", take<of_application<&CardApplication::number>>},
    {"card_application.signature_certificate", take_wanted_certificate},
    {"card_application.snapshot", take<of_application<&CardApplication::snapshot>>},
    {"card_application.obstacles", take<of_application<&CardApplication::obstacles>>},
    {"card_application.state", take_application},
    {"delivery_notice.licence_record", take<of_notice<&DeliveryNotice::record>>},
    {"delivery_notice.state", take_notice},
    {"delivery_notice.used", take<of_notice<&DeliveryNotice::used>>},
    {"equivalent_document.content", take<of_papers<&Papers::equivalent_document>>},
    {"record_printout.record", take<of_papers<&Papers::record_printout>>},
    {"holder.cash", take<of_person<&Person::cash>>},
};
// clang-format on

/// Those that look at others of the same change come after them, and the record number after the version that
/// it stands in.
int turn_of(const std::string& name) {
  if (name == "licence.record_number") return 2;
  return name == "licence.record" || name == "card_application.state" ? 1 : 0;
}

}  // namespace

bool is_taken_over(const std::string& name) {
  return takes.contains(name);
}

void take_facts(World& world, Person& person, const Facts& changed) {
  for (const auto& [name, value] : changed)
    if (!is_taken_over(name))
      throw DiagnosticError(
          {.where = {}, .what = name + " is not changed through the port", .fix = "", .source_line = ""});
  for (const int turn : {0, 1, 2})
    for (const auto& [name, value] : changed)
      if (turn_of(name) == turn) takes.find(name)->second({world, person, FactInputs(changed), name});
}

}  // namespace karimen::harness::builtin
