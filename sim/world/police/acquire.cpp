// 免許の取得 and 返納: the beginning and the end of a licence at a counter.
#include "sim/world/codes.hpp"
#include "sim/world/police/grant.hpp"
#include "sim/world/police/police_facility.hpp"

namespace karimen::sim::world {
namespace {

constexpr int first_validity_years = 3;  ///< emulator-defined: until the third birthday, and a month

}  // namespace

Result PoliceFacility::acquire(Visit visit, HoldingForm form) {
  const auto& person = visit.person;
  const CardView view = before_breaking_off(person, look_at_card_of(person), with_card(form));
  const Fee fee{.charged = true};  // no source says how much
  Objections objections;
  objections.ask_drivers(use_.systems.driver_registry);
  objections.hear(obstacle::licence_in_force, use_.drivers.in_force(person.id, visit.today()));
  collect_card_form(visit, form, view, objections);
  collect_money(person, fee, objections);
  if (!objections.none()) return objections.refusal();

  Result result{.fee = fee};
  Driver& driver = use_.drivers.entry(person.id);
  or_as_before(driver, [&] {
    const Date birthday =
        use_.calendar.birthday_after(person.identity.birth_date, visit.today(), first_validity_years);
    driver.disposition = LicenceStatus::valid;
    driver.suspended_until.reset();
    driver.returned_on.reset();
    driver.expires = months_after(birthday, 1);
    driver.driver_class = licence::DriverClass::first_time;
    driver.colour = ColourClass::new_driver;
    if (!errs(Defect::acquired_photo_kept)) driver.photograph = next_photograph(driver.photograph);
    auto content = driver.current().content;
    // C3 is empty in a licence record [measured], unless this card's option has it there.
    if (content.driver_class) content.driver_class = driver.driver_class;
    content.colour = licence::colour_text(driver.driver_class);
    content.expires = driver.expires;
    content.photograph = use_.photographs.bytes(driver.photograph);
    use_.drivers.add_version(driver, std::move(content));
    if (with_card(form)) record(visit, view, result);
    end_history(visit, view, with_card(form));
  });
  if (!with_card(form)) driver.record_card.clear();
  set_form(visit, form);
  if (form != HoldingForm::my_number_only) issue_document(visit, result);
  return result;
}

Result PoliceFacility::take_back(Visit visit) {
  const auto& person = visit.person;
  Driver& driver = use_.drivers.entry(person.id);
  Objections objections;
  objections.ask_drivers(use_.systems.driver_registry);
  collect_counter(visit, Errand::other, objections);
  objections.hear(obstacle::no_licence, !use_.drivers.in_force(person.id, visit.today()));
  if (!objections.none()) return objections.refusal();

  const CardView view = look_at_card_of(person);
  erase_from(view);
  if (view.reading && driver.record_card == view.card->serial()) driver.record_card.clear();
  driver.disposition = LicenceStatus::revoked_on_request;
  driver.suspended_until.reset();
  driver.returned_on = visit.today();
  // 警察庁, 5: link and submission go on with a history record; the form does not.
  if (!errs(Defect::form_kept_after_return)) use_.drivers.change_form(driver, HoldingForm::none);
  auto& document = visit.person.papers.licence_document;
  if (document == DocumentStatus::held) document = DocumentStatus::returned;
  return {};
}

}  // namespace karimen::sim::world
