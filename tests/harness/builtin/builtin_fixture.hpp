// A built-in system over a direct slot, and a holder who changes little.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/builtin/builtin_system.hpp"
#include "pulling_slot.hpp"

namespace karimen::harness::test {

inline const sim::world::Premises& premises() {
  static const sim::world::Premises shared(std::string(KARIMEN_SOURCE_DIR) + "/fixtures");
  return shared;
}

inline Date day(const char* text) {
  return *parse_date(text);
}
inline Moment moment(const char* text) {
  return *parse_moment(text);
}
inline Value word(const char* text) {
  return std::string(text);
}

/// Holder of a my_number_licence in force, submission made, card and licence good for years.
inline Facts recorded_holder() {
  return {{"holder.birth_date", day("1986-07-20")},
          {"holder.prefecture", word("tokyo")},
          {"holder.cash", std::int64_t{100000}},
          {"card.status", word("active")},
          {"card.expires", day("2026-07-20")},
          {"card.possession", word("holder")},
          {"card.free_space", std::int64_t{9000}},
          {"card.record", std::int64_t{1}},
          {"card.record_signature", word("valid")},
          {"card.record_number", word("300000000001")},
          {"card.record_expires", day("2028-08-20")},
          {"card.record_photo", word("photo-01")},
          {"card.signature_certificate", word("issued")},
          {"card.signature_certificate_expires", day("2026-07-20")},
          {"card.authentication_certificate", word("issued")},
          {"card.authentication_certificate_expires", day("2026-07-20")},
          {"card.signature_password", word("KARIMEN2025")},
          {"card.signature_password_tries", std::int64_t{5}},
          {"card.licence_pin", word("8642")},
          {"card.licence_pin_tries", std::int64_t{10}},
          {"licence.disposition", word("valid")},
          {"licence.expires", day("2028-08-20")},
          {"licence.record", std::int64_t{1}},
          {"licence.number", word("300000000000")},
          {"licence.record_number", word("300000000001")},
          {"licence.photo", word("photo-01")},
          {"licence_document.status", word("not_issued")},
          {"driver_registry.holding_form", word("my_number_only")},
          {"driver_registry.record_card", word("card")},
          {"signature_submission.state", word("submitted")},
          {"signature_submission.at", moment("2025-04-10T10:00")}};
}

/// Holder of a plastic licence and of a card without the record.
inline Facts unrecorded_holder() {
  Facts facts = recorded_holder();
  for (const char* name :
       {"card.record", "card.record_signature", "card.record_number", "card.record_expires",
        "card.record_photo", "card.licence_pin_tries", "driver_registry.record_card",
        "signature_submission.state", "signature_submission.at"}) {
    facts[name] = word("none");
  }
  facts["card.free_space"] = std::int64_t{16384};
  facts["licence_document.status"] = word("held");
  facts["driver_registry.holding_form"] = word("licence_only");
  return facts;
}

/// `facts` with some of them otherwise.
inline Facts with(Facts facts, const Facts& changes) {
  for (const auto& [name, value] : changes) facts.insert_or_assign(name, value);
  return facts;
}

/// Holder of a driving-history record (マイナ経歴証明書) who gave the licence back; submission made.
inline Facts history_holder() {
  return with(unrecorded_holder(), {{"card.history_number", word("400000000001")},
                                    {"card.licence_pin_tries", std::int64_t{10}},
                                    {"card.free_space", std::int64_t{9784}},
                                    {"licence.disposition", word("revoked_on_request")},
                                    {"licence.returned_on", day("2025-10-20")},
                                    {"licence_document.status", word("returned")},
                                    {"driver_registry.holding_form", word("none")},
                                    {"driver_registry.history_form", word("card_only")},
                                    {"driver_registry.history_card", word("card")},
                                    {"history_record.number", word("400000000001")},
                                    {"signature_submission.state", word("submitted")},
                                    {"signature_submission.at", moment("2025-11-10T10:00")}});
}

inline Facts at_fuchu() {
  return {{"facility", word("fuchu_test_centre")}};
}

/// An application that inherits.
inline Facts application() {
  return {{"channel", word("online_site")},
          {"reason", word("expiry")},
          {"wish", word("wished")},
          {"number", word("300000000001")},
          {"signature_certificate", word("wanted")}};
}

/// Holder of the card form alone, linked to the portal.
inline Facts linked_holder() {
  Facts facts = recorded_holder();
  facts.insert_or_assign("portal_link.state", word("linked"));
  return facts;
}

/// At Fuchu, on 2026-05-11 from 09:00 to 10:00.
inline Facts reservation() {
  return {{"reservation.state", word("booked")},
          {"reservation.facility", word("fuchu_test_centre")},
          {"reservation.from", moment("2026-05-11T09:00")},
          {"reservation.until", moment("2026-05-11T10:00")},
          {"reservation.mail", word("shown")}};
}

class Stage {
 public:
  explicit Stage(Facts holder, Facts assumptions = {}, const char* start = "2026-05-01T00:00")
      : Stage(ResetRequest{.people = {{"holder", std::move(holder)}},
                           .assumptions = std::move(assumptions),
                           .now = moment(start),
                           .seed = "test"}) {}
  explicit Stage(const ResetRequest& request) {
    system.on_exchange([this](const Exchange& exchange) { exchanges.push_back(exchange); });
    system.reset(request);
  }
  /// From application to delivery: 2026-05-01, 05-22, 06-01, 06-10.
  void renew_card(Facts changes = {}) {
    perform("apply_for_card", with(application(), changes), "2026-05-01T09:00");
    perform("personalise_card", {}, "2026-05-22T09:00");
    perform("send_delivery_notice", {}, "2026-06-01T09:00");
    perform("deliver_card", {}, "2026-06-10T10:00");
  }
  /// The answer in words: its outcome, then the obstacles and warnings.
  std::string answer(const char* procedure, Facts inputs, const char* at) {
    const auto result = perform(procedure, std::move(inputs), at);
    std::string text = to_string(result.outcome);
    for (const auto& code : result.obstacles.value_or(WordSet{})) text += " " + code;
    for (const auto& code : result.warnings.value_or(WordSet{})) text += " (" + code + ")";
    return text;
  }
  std::string saw(const std::string& name) { return to_string(see(name)); }
  PerformResult perform(const char* procedure, Facts inputs, const char* at) {
    return system.perform({procedure, std::move(inputs), moment(at), "holder", "tokyo"});
  }
  Value see(const std::string& name) {
    const std::vector<std::string> names{name};
    const auto facts = system.observe("holder", names);
    return facts.contains(name) ? facts.at(name) : Value(std::string("(not observed)"));
  }
  std::map<std::string, std::string> see_all();

  PullingSlot slot;
  BuiltinSystem system{slot, premises()};
  std::vector<Exchange> exchanges;
};

inline const std::vector<std::string>& observable() {
  static const std::vector<std::string> names{"card.chip",
                                              "card.expires",
                                              "card.free_space",
                                              "card.record",
                                              "card.history_number",
                                              "card.record_signature",
                                              "card.record_number",
                                              "card.record_expires",
                                              "card.record_photo",
                                              "card.authentication_certificate_expires",
                                              "card.signature_password_tries",
                                              "card.authentication_pin_tries",
                                              "card.licence_pin_tries",
                                              "next_card.record",
                                              "next_card.history_number",
                                              "next_card.expires",
                                              "previous_card.record",
                                              "previous_card.record_expires",
                                              "card.status",
                                              "card.signature_certificate",
                                              "card.signature_certificate_expires",
                                              "card.authentication_certificate",
                                              "next_card.signature_certificate",
                                              "previous_card.status",
                                              "card_application.state",
                                              "card_application.at",
                                              "card_application.channel",
                                              "card_application.reason",
                                              "card_application.obstacles",
                                              "licence.status",
                                              "licence.suspended_until",
                                              "licence.expires",
                                              "licence.record",
                                              "licence.photo",
                                              "driver_registry.holding_form",
                                              "driver_registry.record_card",
                                              "signature_submission.state",
                                              "signature_submission.at",
                                              "driver_registry.history_form",
                                              "driver_registry.history_card",
                                              "history_record.number",
                                              "history_document.status",
                                              "licence.returned_on",
                                              "licence_document.status",
                                              "delivery_notice.licence_record",
                                              "delivery_notice.state",
                                              "equivalent_document.content",
                                              "record_printout.record",
                                              "holder.cash",
                                              "phone.certificates",
                                              "phone.certificates_expire",
                                              "resident_register.address",
                                              "resident_register.name",
                                              "resident_register.birth_date",
                                              "family_register.domicile",
                                              "driver_registry.address",
                                              "driver_registry.name",
                                              "driver_registry.birth_date",
                                              "driver_registry.domicile",
                                              "signature_submission.items",
                                              "portal_link.state",
                                              "portal_link.licence_ended",
                                              "one_stop.started",
                                              "one_stop.address",
                                              "one_stop.name",
                                              "one_stop.birth_date",
                                              "online_lecture.state",
                                              "elderly_lecture.state",
                                              "licence.renewed_on",
                                              "licence_document.issued_on",
                                              "previous_card.possession",
                                              "delivery_notice.used",
                                              "reservation.site",
                                              "reservation.mailed_at",
                                              "reservation.state",
                                              "reservation.facility",
                                              "reservation.from",
                                              "reservation.until"};
  return names;
}

inline std::map<std::string, std::string> Stage::see_all() {
  std::map<std::string, std::string> seen;
  for (const auto& [name, value] : system.observe("holder", observable())) seen[name] = to_string(value);
  return seen;
}

}  // namespace karimen::harness::test
