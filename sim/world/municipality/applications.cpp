// 交付申請, the delivery notice, and the delivery.
#include <algorithm>

#include "sim/world/codes.hpp"
#include "sim/world/municipality/municipality.hpp"

namespace karimen::sim::world {
namespace {

bool twelve_digits(const std::string& number) {
  return number.size() == 12 && std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
}

// As the sheet of 警視庁 on the notice writes it.
constexpr auto has_record = "記録:有", has_no_record = "記録:無";

const char* document_field(DocumentContent content) {
  switch (content) {
    case DocumentContent::recorded:
      return has_record;
    case DocumentContent::not_recorded:
      return has_no_record;
    case DocumentContent::none:
    case DocumentContent::unrelated:
      break;
  }
  return "記載なし";
}

Result application_receipt(Moment at) {
  return {.sheets = {{"application_receipt", {{"申請日時", to_string(at)}}}}, .receipt_at = at};
}

}  // namespace

Date Municipality::card_window_start(Date expires) const {
  const Date opens = months_before(expires, 3);
  const bool late = use_.customs.card_window_opens_day_after ||
                    use_.customs.errs(Defect::application_window_opens_a_day_late);
  return late ? plus_days(opens, 1) : opens;
}

Result Municipality::apply(Person& person, Moment now, const ApplicationForm& form) {
  const Date today = date_of(now);
  const CardEntry& entry = use_.cards.card(person.card->serial());
  const bool expired = entry.expired(today);
  Objections objections;
  objections.ask_cards(use_.systems.card_registry);
  objections.see(obstacle::not_at_police, form.channel == Channel::police_counter);
  objections.hear_of_card(obstacle::duplicate, use_.cards.application(person.id).open() &&
                                                   !use_.customs.errs(Defect::open_application_not_seen));
  objections.see(obstacle::too_early,
                 form.reason == Reason::expiry && today < card_window_start(entry.expires));
  objections.see(obstacle::reason_unfounded,
                 form.reason == Reason::note_area_full && !expired && entry.note_area_lines > 0);
  objections.see(obstacle::reason_unfounded,
                 form.reason == Reason::lost && person.card->possession != Possession::lost);
  const bool number_asked = online(form.channel) && form.wish == Wish::wished;
  const bool refused_blank = form.number.empty() && use_.customs.blank_number_refused;
  objections.see(obstacle::number_format,
                 number_asked && (refused_blank || (!form.number.empty() && !twelve_digits(form.number))));
  if (!objections.none()) return objections.refusal();
  const bool renewal = form.reason == Reason::expiry || form.reason == Reason::note_area_full;
  accept(person, now, form, renewal && expired ? Reason::lapsed_validity : form.reason);
  return application_receipt(now);
}

Result Municipality::reissue(Person& person, Moment now, Reason reason, bool at_police) {
  Objections objections;
  objections.ask_cards(use_.systems.card_registry);
  objections.see(obstacle::not_at_police, at_police);
  objections.hear_of_card(obstacle::duplicate, use_.cards.application(person.id).open());
  objections.see(obstacle::reason_unfounded,
                 reason == Reason::lost && person.card->possession != Possession::lost);
  if (!objections.none()) return objections.refusal();
  accept(person, now, {.channel = Channel::counter}, reason);
  return application_receipt(now);
}

void Municipality::accept(Person& person, Moment now, const ApplicationForm& form, Reason reason) {
  CardApplication application{.state = ApplicationState::accepted,
                              .at = now,
                              .channel = form.channel,
                              .reason = reason,
                              .wish = form.wish,
                              .number = form.number,
                              .signature_certificate_wanted = form.signature_certificate_wanted};
  const Driver& driver = use_.drivers.entry(person.id);
  if (!driver.versions.empty()) application.snapshot = driver.current().number;
  application.obstacles_at_application = inheritance_.at_application(person, application);
  use_.cards.application(person.id) = std::move(application);
}

Result Municipality::cancel(Person& person) {
  CardApplication& application = use_.cards.application(person.id);
  Objections objections;
  objections.ask_cards(use_.systems.card_registry);
  objections.hear_of_card(obstacle::no_open_application, !application.open());
  if (!objections.none()) return objections.refusal();
  application.state = ApplicationState::cancelled;
  application.product = nullptr;
  return {};
}

Result Municipality::send_notice(Person& person) {
  CardApplication& application = use_.cards.application(person.id);
  if (application.state != ApplicationState::personalised) return refused({obstacle::no_open_application});
  // The field came with the scheme.
  const bool has_no_field = application.obstacles.contains(obstacle::before_scheme);
  const bool says_nothing =
      has_no_field || (application.wish != Wish::wished && !use_.customs.notice_always_mentions_record);
  const NoticeRecord record = application.inherited ? NoticeRecord::recorded
                              : says_nothing        ? use_.customs.errs(Defect::silence_read_as_recorded)
                                                          ? NoticeRecord::recorded
                                                          : NoticeRecord::no_mention
                                                    : NoticeRecord::not_recorded;
  person.papers.notice = {NoticeState::held, record, application.product->serial(), false};
  application.state = ApplicationState::notice_sent;
  Sheet sheet{"delivery_notice", {}};
  if (record != NoticeRecord::no_mention)
    sheet.lines.emplace_back("免許情報/運転経歴情報記録",
                             record == NoticeRecord::recorded ? has_record : has_no_record);
  return {.sheets = {std::move(sheet)}};
}

Result Municipality::deliver(Person& person, Moment now, bool old_card_returned) {
  CardApplication& application = use_.cards.application(person.id);
  Objections objections;
  objections.ask_cards(use_.systems.card_registry);
  objections.hear_of_card(obstacle::no_open_application, application.state != ApplicationState::notice_sent);
  if (!objections.none()) return objections.refusal();
  Driver& driver = use_.drivers.entry(person.id);
  const bool blocked = application.inherited && !application.carries_history &&
                       use_.customs.suspension_before_delivery_blocks_record &&
                       use_.drivers.is_suspended(person.id, date_of(now));
  if (blocked) use_.terminal.withhold_record(*application.product);

  person.previous = person.card;
  if (!use_.customs.errs(Defect::old_card_stays_active))
    use_.cards.card(person.previous->serial()).status = CardStatus::invalidated;
  const bool there = person.previous->possession == Possession::holder;
  if (there && old_card_returned) person.previous->possession = Possession::returned;

  person.card = application.product;
  person.card->possession = Possession::holder;
  use_.cards.card(person.card->serial()).status = CardStatus::active;
  // Who chose paper since, or a licence, has no マイナ経歴証明書, whatever the chip carries.
  if (application.inherited && application.carries_history && driver.history.on_card())
    driver.history.card = person.card->serial();
  if (application.inherited && !blocked && !application.carries_history &&
      !use_.customs.errs(Defect::new_card_not_registered))
    driver.record_card = person.card->serial();
  if (use_.customs.submission_ends_with_certificate) driver.submission = {};
  if (use_.customs.notice_handed_in && person.holds_notice())
    person.papers.notice.state = NoticeState::surrendered;
  application.state = ApplicationState::delivered;
  application.product = nullptr;
  return {};
}

Result Municipality::issue_equivalent_document(Person& person, DocumentContent content) {
  const auto state = use_.cards.application(person.id).state;
  const bool known = state == ApplicationState::personalised || state == ApplicationState::notice_sent ||
                     state == ApplicationState::delivered;
  if (!known) return refused({obstacle::no_open_application});
  person.papers.equivalent_document = content;
  return {.sheets = {{"equivalent_document", {{"免許情報の記録", document_field(content)}}}}};
}

}  // namespace karimen::sim::world
