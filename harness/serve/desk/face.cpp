#include "harness/serve/desk/face.hpp"

#include "harness/workshop/card/card_picture.hpp"
#include "harness/workshop/card/card_words.hpp"

namespace karimen::harness::serve {
namespace {

using port::Json;

Json day(const std::optional<Date>& date) {
  return date ? Json(to_string(*date)) : Json();
}

Json certificate(const std::optional<sim::pki::Certificate>& certificate) {
  if (!certificate) return nullptr;
  return {{"from", to_string(certificate->not_before).substr(0, 10)},
          {"until", to_string(certificate->not_after).substr(0, 10)}};
}

Json licence(const std::optional<workshop::LicenceFacts>& facts) {
  if (!facts) return nullptr;
  Json json{{"pin_set", facts->pin_set},
            {"signature",
             {{"en", workshop::verification_words(facts->signature, Language::en)},
              {"ja", workshop::verification_words(facts->signature, Language::ja)}}}};
  const auto* record = facts->readable();
  json["readable"] = record != nullptr;
  if (record == nullptr) return json;
  json["expires"] = day(record->expires);
  json["colour"] = record->colour;
  return json;
}

}  // namespace

Json face_of(const workshop::CardFacts& facts) {
  return {{"name", facts.holder.name},
          {"address", facts.holder.address},
          {"birth", day(facts.holder.birth_date)},
          {"birth_words", workshop::era_words(facts.holder.birth_date)},
          {"sex", std::string(1, facts.holder.sex)},
          {"expires", day(facts.expires)},
          {"photograph", workshop::photograph_address(facts.photograph)},
          {"signature", certificate(facts.signature)},
          {"authentication", certificate(facts.authentication)},
          {"licence", licence(facts.licence)},
          {"free_space", facts.free_space},
          {"alive", facts.health == sim::chip::Health::ok}};
}

}  // namespace karimen::harness::serve
