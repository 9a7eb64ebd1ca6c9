#include "tests/conformance/profiles.hpp"

#include <map>
#include <sstream>

#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/chip/atr.hpp"
#include "sim/pki/profile.hpp"
#include "tests/support/chip_fixture.hpp"

namespace karimen::conformance {

namespace {

using namespace sim;
using namespace sim::chip;

struct Draft {
  Personalisation person;
  Interface interface = Interface::contact;
  Health health = Health::ok;
};

ReferenceData& reference(Draft& draft, ApplicationId application, std::uint16_t file) {
  for (auto& each : draft.person.reference_data) {
    if (each.application == application && each.file == file) return each;
  }
  throw std::out_of_range("no such key reference");
}

void put_file(Draft& draft, ApplicationId application, std::uint16_t file, const Bytes& content) {
  std::erase_if(draft.person.files, [&](const FileContent& each) {
    return each.application == application && each.file == file;
  });
  draft.person.files.push_back({application, file, content});
}

void drop_key(Draft& draft, ApplicationId application, std::uint16_t file) {
  std::erase_if(draft.person.private_keys,
                [&](const PrivateKey& each) { return each.application == application && each.file == file; });
}

/// Hanako with another specification, without a licence.
void make_again(Draft& draft, void (*change)(blueprint::CardSpec&)) {
  static const blueprint::IssuerMaterial material(KARIMEN_SOURCE_DIR "/fixtures");
  auto spec = blueprint::load_persona("hanako", material).spec;
  change(spec);
  auto pool = material.new_pool();
  draft.person = blueprint::make_personalisation(spec, material, pool);
}

void without_licence_pin(Draft& draft) {
  reference(draft, ApplicationId::driver_licence, 0x06).value = to_bytes("****");
  put_file(draft, ApplicationId::driver_licence, 0x1A, from_hex("C10100"));
}

using Change = void (*)(Draft&);

const std::map<std::string, Change>& changes() {
  using enum ApplicationId;
  static const std::map<std::string, Change> all{
      {"lost_first_command", [](Draft& draft) { draft.person.knobs.lost_first_command = true; }},
      {"no_7f21", [](Draft& draft) { draft.person.knobs.data_object_7f21 = false; }},
      {"atr_object_only_at_mf_level",
       [](Draft& draft) { draft.person.knobs.atr_object_in_applications = false; }},
      {"atr_object_only_in_applications",
       [](Draft& draft) { draft.person.knobs.atr_object_at_mf_level = false; }},
      {"reselect_clears_status", [](Draft& draft) { draft.person.knobs.reselect_clears_status = true; }},
      {"reset_clears_status",
       [](Draft& draft) { draft.person.knobs.contactless_reset_keeps_status = false; }},
      {"unset_pin_counts_as_verified",
       [](Draft& draft) { draft.person.knobs.unset_pin_counts_as_verified = true; }},
      {"contactless", [](Draft& draft) { draft.interface = Interface::contactless; }},
      {"basic_data_exact", [](Draft& draft) { draft.person.knobs.exact_basic_data = true; }},
      {"files_padded", [](Draft& draft) { draft.person.knobs.files = FileLength::padded; }},
      {"files_exact", [](Draft& draft) { draft.person.knobs.files = FileLength::exact; }},
      {"no_licence", [](Draft& draft) { draft.person = fixture::hanako(false); }},
      {"licence_without_pin", without_licence_pin},
      {"no_signature_certificate",
       [](Draft& draft) { make_again(draft, [](blueprint::CardSpec& spec) { spec.signature.reset(); }); }},
      {"long_address",
       [](Draft& draft) {
         make_again(draft, [](blueprint::CardSpec& spec) {
           spec.person.address =
               "東京都千代田区架空町１－２－３　架空住宅第十二号棟八百四十二号室　試験様方気付担当係";
         });
       }},
      {"terminal_root",
       [](Draft& draft) {
         put_file(draft, jpki, 0x16, pki::public_key_object(fixture::key("K1").public_key()));
       }},
      {"no_retry_limit", [](Draft& draft) { reference(draft, jpki, 0x18).tries = unlimited_tries; }},
      {"no_channel_keys", [](Draft& draft) { draft.person.secure_channel_keys.clear(); }},
      {"no_authentication_key", [](Draft& draft) { drop_key(draft, jpki, 0x17); }},
      {"full", [](Draft& draft) { draft.person.extension_used = draft.person.extension_capacity; }},
      {"broken", [](Draft& draft) { draft.health = Health::internal_error; }},
  };
  return all;
}

/// contact_atr_N, contactless_atr_N and contactless_atr_HEX.
bool set_atr(Draft& draft, const std::string& word) {
  const auto at = word.find("_atr_");
  if (at == std::string::npos || !word.starts_with("contact")) return false;
  const auto value = word.substr(at + 5);
  const auto interface = word.starts_with("contactless") ? Interface::contactless : Interface::contact;
  auto& atr =
      interface == Interface::contact ? draft.person.knobs.contact_atr : draft.person.knobs.contactless_atr;
  atr = value.size() == 1 ? atr_of_sheet(interface, value[0] - '0') : from_hex(value);
  return true;
}

Card make(const std::string& knobs) {
  Draft draft{fixture::hanako(true)};
  std::istringstream words(knobs);
  for (std::string word; std::getline(words, word, ',');)
    if (!set_atr(draft, word)) changes().at(word)(draft);
  Card card(draft.person, draft.interface);
  card.set_health(draft.health);
  return card;
}

}  // namespace

Card card_of_profile(const std::string& knobs) {
  static std::map<std::string, Card> made;
  const auto at = made.find(knobs);
  return at != made.end() ? at->second : made.emplace(knobs, make(knobs)).first->second;
}

}  // namespace karimen::conformance
