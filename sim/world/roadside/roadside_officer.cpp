#include "sim/world/roadside/roadside_officer.hpp"

namespace karimen::sim::world {

std::string RoadsideOfficer::licence_finding(const Person& driver, Date today) const {
  switch (drivers_.status(driver.id, today)) {
    case LicenceStatus::never:
      return "UNLICENSED_NEVER";
    case LicenceStatus::lapsed:
      return "UNLICENSED_LAPSED";
    case LicenceStatus::revoked_disciplinary:
    case LicenceStatus::revoked_on_request:
      return "UNLICENSED_REVOKED";
    case LicenceStatus::suspended:
      return "UNLICENSED_SUSPENDED";
    case LicenceStatus::provisionally_suspended:
      return "UNLICENSED_PROVISIONAL";
    case LicenceStatus::valid:
      break;
  }
  return "";
}

std::string RoadsideOfficer::record_finding(const Person& person, const RecordOnChip& record, bool superseded,
                                            Date today, bool online) const {
  const Driver& driver = drivers_.entry(person.id);
  if (!record.genuine && !customs_.errs(Defect::forged_record_passes)) return "RECORD_FORGED";
  // A record keeps the number that it was written with, should the holder's have changed since.
  const auto& number = record.content.record_number;
  if (online && number != driver.record_number && !driver.former_record_numbers.contains(number))
    return "HOLDER_MISMATCH";
  if (online && superseded && !customs_.errs(Defect::superseded_record_passes)) return "SUPERSEDED_RECORD";
  const bool past = record.content.expires && today > drivers_.licence_end(*record.content.expires);
  if (!online) return past ? "RECORD_OUTDATED" : "OFFLINE_UNVERIFIED";
  if (driver.current().content == record.content) return "OK";
  return (past && !customs_.outdated_record_accepted) || customs_.errs(Defect::old_record_called_outdated)
             ? "RECORD_OUTDATED"
             : "OK_REWRITE_ADVISED";
}

bool RoadsideOfficer::still_counts(const Person& driver, const MyNumberCard& previous_card,
                                   bool online) const {
  // Whom the registry knows nobody learns offline: there the cards themselves speak.
  return customs_.old_card_usable_until_re_recorded &&
         (!online || drivers_.entry(driver.id).record_card == previous_card.serial());
}

std::string RoadsideOfficer::card_finding(const Person& driver, const Presented& presented, Date today,
                                          bool online) {
  if (!presented.reading_allowed) return "NOT_PRESENTED";
  const auto read = [&](MyNumberCard& card) {
    return customs_.police_reader_needs_pin ? reader_.read_with_pin(card, driver.licence_pin)
                                            : reader_.read(card);
  };
  const bool still =
      presented.previous_card != nullptr && still_counts(driver, *presented.previous_card, online);
  MyNumberCard* card = presented.card;
  auto reading = card != nullptr ? read(*card) : std::nullopt;
  // Whoever shows an old card that counts beside a new one without a record has shown his licence.
  const bool empty = card != nullptr && (!reader_.answers(*card) || (reading && !reading->record));
  if (card == nullptr || (empty && still)) {
    card = presented.previous_card;
    reading = read(*card);
  }
  if (!reading) {
    const bool known = drivers_.entry(driver.id).record_card == card->serial();
    const bool cleared = online && known && customs_.query_clears_broken_chip && !reader_.answers(*card);
    return cleared ? "OK" : "RECORD_UNREADABLE";
  }
  if (!reading->record) return reading->record_garbled ? "RECORD_UNREADABLE" : "RECORD_ABSENT";
  if (customs_.errs(Defect::expired_card_refused_on_road) && reading->expires < today)
    return "RECORD_OUTDATED";
  // nagano_faq A12: a card that has ended without a successor gave way to none.
  const bool superseded = card == presented.previous_card && !still;
  return record_finding(driver, *reading->record, superseded, today, online);
}

Result RoadsideOfficer::check(const Person& driver, const Presented& presented, Moment now, bool online) {
  const Date today = date_of(now);
  online = online && systems_.driver_registry;
  const auto found = [](std::string finding) { return Result{.finding = std::move(finding)}; };
  if (online) {
    if (auto unlicensed = licence_finding(driver, today); !unlicensed.empty()) return found(unlicensed);
  }
  if (presented.licence_document) {
    // Its last day stands on it.
    const bool past = today > drivers_.licence_end(drivers_.entry(driver.id).expires) &&
                      !customs_.errs(Defect::document_end_not_read);
    return found(past ? "UNLICENSED_LAPSED" : online ? "OK" : "OFFLINE_UNVERIFIED");
  }
  const bool own_card = presented.card != nullptr || presented.previous_card != nullptr;
  if (!own_card) return found(presented.other_persons_card ? "HOLDER_MISMATCH" : "NOT_CARRYING");
  return found(card_finding(driver, presented, today, online));
}

}  // namespace karimen::sim::world
