#include "harness/builtin/observation.hpp"

#include <algorithm>
#include <map>

#include "harness/builtin/value_or_none.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;

const Value absent = std::string("none");

using Observations = std::map<std::string, Observation, std::less<>>;

template <class Enum>
Value word(Enum value) {
  return to_word(value);
}
Value number_or_none(const std::optional<int>& value) {
  return value ? Value(std::int64_t{*value}) : absent;
}

/// The registered version of a record; "unknown" for a content that was never registered.
Value version_of(const View& view, const std::optional<RecordOnChip>& record) {
  if (!record) return absent;
  const auto* version = view.world.drivers.find(view.person.id, record->content);
  return version == nullptr ? Value(std::string("unknown")) : Value(std::int64_t{version->number});
}

template <class Get>
std::optional<Value> of_card(const View& view, Get get) {
  const ChipReading* reading = view.read(*view.person.card);
  return reading == nullptr ? std::nullopt : std::optional<Value>(get(*reading));
}
template <class Get>
std::optional<Value> of_record(const View& view, Get get) {
  return of_card(view, [&](const ChipReading& reading) {
    return reading.record ? Value(get(*reading.record)) : absent;
  });
}
/// As `of_card`, for a card that may not exist: none.
template <class Get>
std::optional<Value> of_other(const View& view, MyNumberCard* card, Get get) {
  if (card == nullptr) return absent;
  const ChipReading* reading = view.read(*card);
  return reading == nullptr ? std::nullopt : std::optional<Value>(get(*reading));
}

std::string photograph_of(const View& view, const RecordOnChip& record) {
  const auto id = view.world.premises.material.photographs().id_of(record.content.photograph);
  return id.empty() ? "unknown" : id;
}

Value history_number(const ChipReading& reading) {
  return reading.history ? Value(reading.history->content.history_number) : absent;
}

const Observations chip_facts{
    {"card.chip",
     [](const View& v) {
       const bool sound = v.read(*v.person.card) != nullptr;
       return std::optional<Value>(std::string(sound ? "ok" : "broken"));
     }},
    {"card.expires",
     [](const View& v) { return of_card(v, [](const auto& r) { return Value(r.expires); }); }},
    {"card.free_space",
     [](const View& v) {
       return of_card(v, [](const auto& r) { return Value(std::int64_t{r.free_space}); });
     }},
    {"card.record",
     [](const View& v) { return of_card(v, [&](const auto& r) { return version_of(v, r.record); }); }},
    {"card.record_signature",
     [](const View& v) {
       return of_record(v, [](const auto& r) { return std::string(r.genuine ? "valid" : "invalid"); });
     }},
    {"card.record_number",
     [](const View& v) { return of_record(v, [](const auto& r) { return r.content.record_number; }); }},
    {"card.history_number", [](const View& v) { return of_card(v, history_number); }},
    {"card.record_expires",
     [](const View& v) { return of_record(v, [](const auto& r) { return or_none(r.content.expires); }); }},
    {"card.record_photo",
     [](const View& v) { return of_record(v, [&](const auto& r) { return photograph_of(v, r); }); }},
    {"card.authentication_certificate_expires",
     [](const View& v) {
       return of_card(v, [](const auto& r) { return or_none(r.authentication_certificate_until); });
     }},
    {"card.signature_password_tries",
     [](const View& v) {
       return of_card(v, [](const auto& r) { return Value(std::int64_t{r.signature_password_tries}); });
     }},
    {"card.authentication_pin_tries",
     [](const View& v) {
       return of_card(v, [](const auto& r) { return Value(std::int64_t{r.authentication_pin_tries}); });
     }},
    {"card.licence_pin_tries",
     [](const View& v) {
       return of_card(v, [](const auto& r) { return number_or_none(r.licence_pin_tries); });
     }},
    {"card.licence_pin_setting",
     [](const View& v) {
       return of_card(v, [](const auto& r) {
         return r.record || r.history ? Value(std::string(r.licence_pin_set ? "set" : "not_set")) : absent;
       });
     }},
    {"next_card.record",
     [](const View& v) {
       return of_other(v, v.next_card(), [&](const auto& r) { return version_of(v, r.record); });
     }},
    {"next_card.history_number", [](const View& v) { return of_other(v, v.next_card(), history_number); }},
    {"next_card.expires",
     [](const View& v) {
       return of_other(v, v.next_card(), [](const auto& r) { return Value(r.expires); });
     }},
    {"previous_card.record",
     [](const View& v) {
       return of_other(v, v.person.previous, [&](const auto& r) { return version_of(v, r.record); });
     }},
    {"previous_card.record_expires",
     [](const View& v) {
       return of_other(v, v.person.previous,
                       [](const auto& r) { return r.record ? or_none(r.record->content.expires) : absent; });
     }},
};

const Observations card_registry_facts{
    {"card.status", [](const View& v) { return std::optional(word(v.entry().status)); }},
    {"card.signature_certificate",
     [](const View& v) { return std::optional(word(v.entry().signature.status)); }},
    {"card.signature_certificate_expires",
     [](const View& v) { return std::optional(or_none(v.entry().signature.last_day)); }},
    {"card.authentication_certificate",
     [](const View& v) { return std::optional(word(v.entry().authentication.status)); }},
    {"next_card.signature_certificate",
     [](const View& v) {
       auto* card = v.next_card();
       return std::optional(card == nullptr ? "none"
                                            : word(v.world.cards.card(card->serial()).signature.status));
     }},
    {"previous_card.status",
     [](const View& v) {
       auto* card = v.person.previous;
       return std::optional(card == nullptr ? absent : word(v.world.cards.card(card->serial()).status));
     }},
    {"previous_card.possession",
     [](const View& v) {
       auto* card = v.person.previous;
       return std::optional(card == nullptr ? absent : word(card->possession));
     }},
    {"card_application.state", [](const View& v) { return std::optional(word(v.application().state)); }},
    {"card_application.at", [](const View& v) { return std::optional(or_none(v.application().at)); }},
    {"card_application.channel", [](const View& v) { return std::optional(word(v.application().channel)); }},
    {"card_application.reason", [](const View& v) { return std::optional(word(v.application().reason)); }},
    {"card_application.obstacles",
     [](const View& v) { return std::optional<Value>(v.application().obstacles); }},
};

/// A card as people know it, by the serial that the registry knows.
std::string card_named(const View& view, const std::string& serial) {
  if (serial.empty()) return "none";
  if (serial == view.person.card->serial()) return "card";
  return view.person.previous != nullptr && serial == view.person.previous->serial() ? "previous_card"
                                                                                     : "none";
}

std::optional<Value> consent_to(const View& view, RegisterItem item) {
  const bool given = view.driver().one_stop.consents.contains(item);
  return Value(std::string(given ? "consented" : "none"));
}

std::optional<Value> completed_or_none(bool completed) {
  return Value(std::string(completed ? "completed" : "none"));
}

std::optional<Value> version_number(int version) {
  return Value(std::int64_t{version});
}

const Observations driver_registry_facts{
    {"licence.status",
     [](const View& v) { return std::optional(word(v.world.drivers.status(v.person.id, date_of(v.now)))); }},
    {"licence.suspended_until",
     [](const View& v) { return std::optional(or_none(v.driver().suspended_until)); }},
    {"licence.expires", [](const View& v) { return std::optional<Value>(v.driver().expires); }},
    {"licence.record",
     [](const View& v) { return std::optional<Value>(std::int64_t{v.driver().current().number}); }},
    {"licence.photo", [](const View& v) { return std::optional<Value>(v.driver().photograph); }},
    {"driver_registry.holding_form", [](const View& v) { return std::optional(word(v.driver().form)); }},
    {"driver_registry.record_card",
     [](const View& v) { return std::optional<Value>(card_named(v, v.driver().record_card)); }},
    {"licence.returned_on", [](const View& v) { return std::optional(or_none(v.driver().returned_on)); }},
    {"driver_registry.history_form",
     [](const View& v) { return std::optional(word(v.driver().history.form)); }},
    {"driver_registry.history_card",
     [](const View& v) { return std::optional<Value>(card_named(v, v.driver().history.card)); }},
    {"history_record.number", [](const View& v) { return std::optional<Value>(v.driver().history.number); }},
    {"signature_submission.state",
     [](const View& v) {
       return std::optional<Value>(std::string(v.driver().submission.submitted ? "submitted" : "none"));
     }},
    {"signature_submission.at",
     [](const View& v) { return std::optional(or_none(v.driver().submission.at)); }},
    {"signature_submission.items",
     [](const View& v) { return std::optional(number_or_none(v.driver().submission.items)); }},
    {"portal_link.state", [](const View& v) { return std::optional(word(v.driver().link.state)); }},
    {"portal_link.licence_ended",
     [](const View& v) { return std::optional<Value>(v.driver().link.licence_ended); }},
    {"one_stop.started", [](const View& v) { return std::optional<Value>(v.driver().one_stop.started); }},
    {"one_stop.address", [](const View& v) { return consent_to(v, RegisterItem::address); }},
    {"one_stop.name", [](const View& v) { return consent_to(v, RegisterItem::name); }},
    {"one_stop.birth_date", [](const View& v) { return consent_to(v, RegisterItem::birth_date); }},
    {"online_lecture.state", [](const View& v) { return completed_or_none(v.driver().online_lecture); }},
    {"elderly_lecture.state", [](const View& v) { return completed_or_none(v.driver().elderly_lecture); }},
    {"licence.renewed_on", [](const View& v) { return std::optional(or_none(v.driver().renewed_on)); }},
    {"licence_document.issued_on",
     [](const View& v) { return std::optional(or_none(v.driver().document_issued_on)); }},
    {"driver_registry.address", [](const View& v) { return version_number(v.driver().known.address); }},
    {"driver_registry.name", [](const View& v) { return version_number(v.driver().known.name); }},
    {"driver_registry.birth_date", [](const View& v) { return version_number(v.driver().known.birth_date); }},
    {"driver_registry.domicile", [](const View& v) { return version_number(v.driver().known.domicile); }},
};

const Observations municipal_facts{
    {"resident_register.address", [](const View& v) { return version_number(v.registered().address); }},
    {"resident_register.name", [](const View& v) { return version_number(v.registered().name); }},
    {"resident_register.birth_date", [](const View& v) { return version_number(v.registered().birth_date); }},
    {"family_register.domicile", [](const View& v) { return version_number(v.registered().domicile); }},
    {"phone.certificates", [](const View& v) { return std::optional(word(v.person.phone.status)); }},
    {"phone.certificates_expire",
     [](const View& v) { return std::optional(or_none(v.person.phone.last_day)); }},
};

std::optional<Value> facility_or_none(const std::string& facility) {
  return facility.empty() ? absent : Value(facility);
}

const Observations paper_facts{
    {"holder.cash", [](const View& v) { return std::optional<Value>(std::int64_t{v.person.cash}); }},
    {"reservation.site", [](const View& v) { return std::optional(word(v.reservation().site)); }},
    {"reservation.mailed_at",
     [](const View& v) { return std::optional(or_none(v.reservation().mailed_at)); }},
    {"reservation.state", [](const View& v) { return std::optional(word(v.reservation().state)); }},
    {"reservation.facility", [](const View& v) { return facility_or_none(v.reservation().facility); }},
    {"reservation.from", [](const View& v) { return std::optional(or_none(v.reservation().from)); }},
    {"reservation.until", [](const View& v) { return std::optional(or_none(v.reservation().until)); }},
    {"delivery_notice.used", [](const View& v) { return std::optional<Value>(v.person.papers.notice.used); }},
    {"licence_document.status",
     [](const View& v) { return std::optional(word(v.person.papers.licence_document)); }},
    {"history_document.status",
     [](const View& v) { return std::optional(word(v.person.papers.history_document)); }},
    {"delivery_notice.licence_record",
     [](const View& v) { return std::optional(word(v.person.papers.notice.record)); }},
    {"delivery_notice.state",
     [](const View& v) { return std::optional(word(v.person.papers.notice.state)); }},
    {"equivalent_document.content",
     [](const View& v) { return std::optional(word(v.person.papers.equivalent_document)); }},
    {"record_printout.record",
     [](const View& v) { return std::optional(number_or_none(v.person.papers.record_printout)); }},
};

}  // namespace

std::vector<OffChip> facts_off_chip() {
  std::vector<OffChip> all;
  for (const auto* rows : {&card_registry_facts, &driver_registry_facts, &municipal_facts, &paper_facts})
    for (const auto& [name, observe] : *rows) all.push_back({name, observe});
  return all;
}

const std::vector<AskedFacts::Asked>& AskedFacts::of(std::span<const std::string> names) {
  if (std::ranges::equal(names, names_)) return asked_;
  names_.assign(names.begin(), names.end());
  asked_.clear();
  for (const auto& name : names)
    for (const auto* rows :
         {&chip_facts, &card_registry_facts, &driver_registry_facts, &municipal_facts, &paper_facts})
      if (const auto found = rows->find(name); found != rows->end())
        asked_.push_back({name, found->second, rows == &chip_facts});
  std::ranges::sort(asked_, [](const Asked& one, const Asked& other) { return one.name < other.name; });
  asked_.erase(std::unique(asked_.begin(), asked_.end(),
                           [](const Asked& one, const Asked& other) { return one.name == other.name; }),
               asked_.end());
  return asked_;
}

}  // namespace karimen::harness::builtin
