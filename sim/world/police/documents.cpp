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
  CodeSet obstacles;
  if (!use_.drivers.in_force(visit.person.id, visit.today())) obstacles.insert(obstacle::no_licence);
  if (use_.drivers.is_suspended(visit.person.id, visit.today()))
    obstacles.insert(obstacle::licence_suspended);
  // 長野県警 A3: 「紛失等による再交付」.
  if (visit.person.papers.licence_document == DocumentStatus::held)
    obstacles.insert(obstacle::reason_unfounded);
  if (!obstacles.empty()) return refused(std::move(obstacles));
  Driver& driver = use_.drivers.entry(visit.person.id);
  const bool record_on_card =
      visit.person.card != nullptr && driver.record_card == visit.person.card->serial();
  const bool keeps_card = driver.holds_my_number_licence() && record_on_card;
  visit.person.papers.licence_document = DocumentStatus::held;
  driver.form = keeps_card ? HoldingForm::both : HoldingForm::licence_only;
  if (!keeps_card) driver.record_card.clear();
  return {
      .fee = {.charged = true},
      .sheets = {{"licence_document",
                  {{"免許証番号", driver.licence_number}, {"有効期間の末日", to_string(driver.expires)}}}}};
}

Result PoliceFacility::change_content(Visit visit, ContentChange change, bool card_presented) {
  const CardView view =
      card_presented ? before_breaking_off(visit.person, look_at_card_of(visit.person)) : CardView{};
  Result result;
  if (view.broken()) result.warnings.insert(warning::reissue_card);
  if (!use_.drivers.in_force(visit.person.id, visit.today()))
    return refused({obstacle::no_licence}, std::move(result.warnings));
  Driver& driver = use_.drivers.entry(visit.person.id);
  const Driver before = driver;
  auto content = driver.current().content;
  apply(change, content);
  use_.drivers.add_version(driver, std::move(content), false);
  try {
    if (view.carries_own && view.entry.usable(visit.today()) && records_licences(*visit.facility))
      record_unless_suspended(visit, view, result);
  } catch (...) {
    driver = before;
    throw;
  }
  return result;
}

Result PoliceFacility::reset_licence_pin(Visit visit) {
  const CardView view = look_at_card_of(visit.person);
  CodeSet obstacles = view.obstacles_to_use(visit.today());
  if (view.reading && !view.carries_record()) obstacles.insert(obstacle::no_my_number_licence);
  if (!obstacles.empty()) return refused(std::move(obstacles));
  use_.terminal.reset_pin(*view.card, visit.person.licence_pin);
  return {};
}

}  // namespace karimen::sim::world
