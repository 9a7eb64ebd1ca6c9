// The plastic licence, and changes of what a licence says.
#include "sim/world/codes.hpp"
#include "sim/world/police/police_facility.hpp"

namespace karimen::sim::world {
namespace {

constexpr auto glasses = "眼鏡等";
constexpr auto automatic_only = "ＡＴ車限定";

void apply(ContentChange change, licence::LicenceRecord& content) {
  switch (change) {
    case ContentChange::condition_removed:
      content.conditions[0].clear();
      return;
    case ContentChange::condition_added:
      (content.conditions[0].empty() ? content.conditions[0] : content.conditions[1]) =
          content.conditions[0] == glasses ? automatic_only : glasses;
      return;
    case ContentChange::class_added:
      for (std::size_t i = 0; i < licence::category_count; ++i) {
        const auto category = static_cast<licence::Category>(i);
        if (!content.categories.holds(category)) return content.categories.hold(category);
      }
      return;
  }
}

}  // namespace

Result PoliceFacility::reissue_document(Visit visit) {
  const auto& person = visit.person;
  Driver& driver = use_.drivers.entry(person.id);
  const Fee fee{.charged = true};  // no source says how much
  Objections objections;
  objections.ask_drivers(use_.systems.driver_registry);
  collect_counter(visit, Errand::other, objections);
  objections.hear(obstacle::no_licence, !use_.drivers.in_force(person.id, visit.today()));
  objections.see(obstacle::facility_not_supported, errs(Defect::document_refused_as_way_out));
  objections.hear(obstacle::licence_suspended, use_.drivers.is_suspended(person.id, visit.today()));
  // 長野県警 A3: 「紛失等による再交付」.
  objections.see(obstacle::reason_unfounded, person.papers.licence_document == DocumentStatus::held);
  collect_money(person, fee, objections);
  if (!objections.none()) return objections.refusal();

  Result result{.fee = fee};
  // Nobody presents a card for it: of who holds the plastic licence alone, none is asked about either.
  if (driver.form != HoldingForm::licence_only) {
    const bool keeps_card = driver.holds_my_number_licence() && person.card != nullptr &&
                            driver.record_card == person.card->serial();
    set_form(visit, keeps_card ? HoldingForm::both : HoldingForm::licence_only);
    if (!keeps_card) driver.record_card.clear();
  }
  issue_document(visit, result);
  return result;
}

Result PoliceFacility::change_content(Visit visit, ContentChange change, bool card_presented) {
  const CardView view =
      card_presented ? before_breaking_off(visit.person, look_at_card_of(visit.person), true) : CardView{};
  Objections objections;
  objections.ask_drivers(use_.systems.driver_registry);
  // 長野県警 A5 bars recording on some cards, and whether this is one J-LIS must say.
  const bool wanted = view.carries_record() && handles(*visit.facility, Errand::rewriting, use_.customs);
  if (wanted) objections.ask_cards(use_.systems.card_registry);
  collect_counter(visit, Errand::other, objections);
  objections.remark(warning::reissue_card, view.broken());
  objections.hear(obstacle::no_licence, !use_.drivers.in_force(visit.person.id, visit.today()));
  if (!objections.none()) return objections.refusal();

  Result result{.warnings = objections.warnings()};
  Driver& driver = use_.drivers.entry(visit.person.id);
  const bool writable = wanted && view.entry.usable(visit.today());
  or_as_before(driver, [&] {
    auto content = driver.current().content;
    apply(change, content);
    use_.drivers.add_version(driver, std::move(content));
    if (writable) record_unless_suspended(visit, view, result);
  });
  return result;
}

Result PoliceFacility::report_change(Visit visit) {
  const auto& person = visit.person;
  Driver& driver = use_.drivers.entry(person.id);
  const PersonalData& registered = use_.registers.entry(person.id);
  Objections objections;
  objections.ask_drivers(use_.systems.driver_registry);
  collect_counter(visit, Errand::other, objections);
  objections.hear(obstacle::no_licence, !use_.drivers.in_force(person.id, visit.today()) &&
                                            driver.history.form == HistoryForm::none);
  objections.hear(obstacle::nothing_to_report, driver.known == registered);
  if (!objections.none()) return objections.refusal();
  if (!errs(Defect::reported_change_not_kept)) driver.known = registered;
  return {};
}

Result PoliceFacility::reset_licence_pin(Visit visit) {
  const CardView view = look_at_card_of(visit.person);
  Objections objections;
  objections.ask_drivers(use_.systems.driver_registry);
  collect_recordable(visit, view, objections);
  objections.see(obstacle::no_my_number_licence, view.reading && !view.carries_either());
  if (!objections.none()) return objections.refusal();
  if (!errs(Defect::pin_tries_not_restored)) use_.terminal.reset_pin(*view.card, visit.person.licence_pin);
  return {};
}

}  // namespace karimen::sim::world
