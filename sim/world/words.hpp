// States of the world as enumerations, each with the words that people, papers and scenarios use for them.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/assert.hpp"

namespace karimen::sim::world {

/// A set of codes or words; ordered.
using CodeSet = std::set<std::string>;

enum class Encodable { encodable, substitutable, unencodable };
enum class CardStatus { active, temporarily_stopped, invalidated };
enum class Possession { holder, lost, returned, unsaid };
enum class CertificateStatus { none, issued, revoked };
enum class LicenceStatus {
  never,
  valid,
  suspended,
  provisionally_suspended,
  revoked_disciplinary,
  revoked_on_request,
  lapsed
};
enum class ColourClass { excellent, new_driver, other };
enum class DocumentStatus { not_issued, held, lost, returned };
enum class HoldingForm { none, licence_only, my_number_only, both };
/// How a driving-history certificate is held: 運転経歴証明書, マイナ経歴証明書, or both.
enum class HistoryForm { none, paper_only, card_only, paper_and_card };
/// マイナ経歴証明書, with or without the paper.
[[nodiscard]] constexpr bool on_card(HistoryForm form) {
  return form == HistoryForm::card_only || form == HistoryForm::paper_and_card;
}
enum class ReservationState { none, mailed, booked, used };
enum class BookingSite { none, renewal_site, procedures_site };
enum class ReaderApp { not_installed, installed, installed_with_notices };
enum class MailShown { not_shown, shown, screenshot };
enum class ApplicationState { none, accepted, personalised, notice_sent, delivered, cancelled };
enum class Channel { none, online_site, online_qr, post, counter, express, photo_booth, police_counter };
/// Applied for on the net, not on paper.
[[nodiscard]] constexpr bool online(Channel channel) {
  return channel == Channel::online_site || channel == Channel::online_qr;
}
enum class Reason { none, expiry, note_area_full, lost, damaged, lapsed_validity, other };
enum class Wish { none, wished, declined, not_offered };
enum class NoticeRecord { none, recorded, not_recorded, no_mention };
enum class NoticeState { none, held, lost, surrendered };
enum class DocumentContent { none, not_recorded, recorded, unrelated };
enum class FacilityKind {
  test_centre,
  renewal_centre,
  designated_station,
  station,
  licence_centre,
  koban_licence_office
};
enum class LicencePin { signature_password, authentication_pin, licence_pin };
enum class CombinedWith { nothing, licence_renewal, licence_document_reissue };
enum class Lecture { in_person, online, elderly, none };
enum class LinkState { never, linked, unlinked, stopped };
/// What the registers of residents and families say of a person and the police know as well.
enum class RegisterItem { address, name, birth_date, domicile };
enum class OneStopResult { none, applied, not_applied, pending };
enum class Postcard { none, sent_to_current_address, sent_to_former_address };
enum class VisitPurpose { renewal, form_change };
/// How somebody logs in to the portal and signs there.
enum class Medium { card, phone };
enum class SystemName { driver_registry, card_registry, portal };
enum class ContentChange { condition_removed, condition_added, class_added };

/// The words of an enumeration, in its order.
template <class Enum>
struct WordsOf;

template <>
struct WordsOf<Encodable> {
  static constexpr std::array words{"encodable", "substitutable", "unencodable"};
};
template <>
struct WordsOf<CardStatus> {
  static constexpr std::array words{"active", "temporarily_stopped", "invalidated"};
};
template <>
struct WordsOf<Possession> {
  static constexpr std::array words{"holder", "lost", "returned", "none"};
};
template <>
struct WordsOf<CertificateStatus> {
  static constexpr std::array words{"none", "issued", "revoked"};
};
template <>
struct WordsOf<LicenceStatus> {
  static constexpr std::array words{
      "never", "valid", "suspended", "provisionally_suspended", "revoked_disciplinary", "revoked_on_request",
      "lapsed"};
};
template <>
struct WordsOf<ColourClass> {
  static constexpr std::array words{"excellent", "new", "other"};
};
template <>
struct WordsOf<DocumentStatus> {
  static constexpr std::array words{"not_issued", "held", "lost", "returned"};
};
template <>
struct WordsOf<HoldingForm> {
  static constexpr std::array words{"none", "licence_only", "my_number_only", "both"};
};
template <>
struct WordsOf<HistoryForm> {
  static constexpr std::array words{"none", "paper_only", "card_only", "paper_and_card"};
};
template <>
struct WordsOf<ReservationState> {
  static constexpr std::array words{"none", "mailed", "booked", "used"};
};
template <>
struct WordsOf<BookingSite> {
  static constexpr std::array words{"none", "renewal_site", "procedures_site"};
};
template <>
struct WordsOf<ReaderApp> {
  static constexpr std::array words{"not_installed", "installed", "installed_with_notices"};
};
template <>
struct WordsOf<MailShown> {
  static constexpr std::array words{"not_shown", "shown", "screenshot"};
};
template <>
struct WordsOf<ApplicationState> {
  static constexpr std::array words{"none",        "accepted",  "personalised",
                                    "notice_sent", "delivered", "cancelled"};
};
template <>
struct WordsOf<Channel> {
  static constexpr std::array words{"none",    "online_site", "online_qr",   "post",
                                    "counter", "express",     "photo_booth", "police_counter"};
};
template <>
struct WordsOf<Reason> {
  static constexpr std::array words{"none",    "expiry",          "note_area_full", "lost",
                                    "damaged", "lapsed_validity", "other"};
};
template <>
struct WordsOf<Wish> {
  static constexpr std::array words{"none", "wished", "declined", "not_offered"};
};
template <>
struct WordsOf<NoticeRecord> {
  static constexpr std::array words{"none", "recorded", "not_recorded", "no_mention"};
};
template <>
struct WordsOf<NoticeState> {
  static constexpr std::array words{"none", "held", "lost", "surrendered"};
};
template <>
struct WordsOf<DocumentContent> {
  static constexpr std::array words{"none", "not_recorded", "recorded", "unrelated"};
};
template <>
struct WordsOf<FacilityKind> {
  static constexpr std::array words{"test_centre", "renewal_centre", "designated_station",
                                    "station",     "licence_centre", "koban_licence_office"};
};
template <>
struct WordsOf<LicencePin> {
  static constexpr std::array words{"signature_password", "authentication_pin", "licence_pin"};
};
template <>
struct WordsOf<CombinedWith> {
  static constexpr std::array words{"nothing", "licence_renewal", "licence_document_reissue"};
};
template <>
struct WordsOf<Lecture> {
  static constexpr std::array words{"in_person", "online", "elderly", "none"};
};
template <>
struct WordsOf<LinkState> {
  static constexpr std::array words{"never", "linked", "unlinked", "stopped"};
};
template <>
struct WordsOf<RegisterItem> {
  static constexpr std::array words{"address", "name", "birth_date", "domicile"};
};
template <>
struct WordsOf<OneStopResult> {
  static constexpr std::array words{"none", "applied", "not_applied", "pending"};
};
template <>
struct WordsOf<Postcard> {
  static constexpr std::array words{"none", "sent_to_current_address", "sent_to_former_address"};
};
template <>
struct WordsOf<VisitPurpose> {
  static constexpr std::array words{"renewal", "form_change"};
};
template <>
struct WordsOf<Medium> {
  static constexpr std::array words{"card", "phone"};
};
template <>
struct WordsOf<SystemName> {
  static constexpr std::array words{"driver_registry", "card_registry", "portal"};
};
template <>
struct WordsOf<ContentChange> {
  static constexpr std::array words{"condition_removed", "condition_added", "class_added"};
};

template <class Enum>
[[nodiscard]] std::string to_word(Enum value) {
  const auto index = static_cast<std::size_t>(value);
  KARIMEN_ASSERT(index < WordsOf<Enum>::words.size(), "every value of an enumeration has a word");
  return WordsOf<Enum>::words[index];
}

template <class Enum>
[[nodiscard]] std::optional<Enum> from_word(std::string_view word) {
  const auto& words = WordsOf<Enum>::words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (word == words[i]) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace karimen::sim::world
