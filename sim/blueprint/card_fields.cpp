#include "sim/blueprint/card_fields.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace karimen::sim::blueprint {
namespace {

constexpr Field<Person> person_fields[] = {
    {"name", [](auto& node, auto& person) { person.name = node.as_text(); }},
    {"kana", [](auto& node, auto& person) { person.kana = node.as_text(); }},
    {"romanised", [](auto& node, auto& person) { person.romanised = node.as_text(); }},
    {"birth_date", [](auto& node, auto& person) { person.birth_date = node.as_date(); }},
    {"sex",
     [](auto& node, auto& person) {
       static constexpr std::pair<const char*, Sex> words[] = {{"female", Sex::female},
                                                               {"male", Sex::male},
                                                               {"unknown", Sex::unknown},
                                                               {"not_applicable", Sex::not_applicable}};
       person.sex = read_word(node, words);
     }},
    {"address", [](auto& node, auto& person) { person.address = node.as_text(); }},
    {"municipality", [](auto& node, auto& person) { person.municipality = node.as_text(); }},
    {"prefecture", [](auto& node, auto& person) { person.prefecture = node.as_text(); }},
    {"city", [](auto& node, auto& person) { person.city = node.as_text(); }},
    {"individual_number", [](auto& node, auto& person) { person.individual_number = node.as_text(); }},
    {"certificate_name", [](auto& node, auto& person) { person.certificate_name = node.as_text(); }},
    {"name_substitutions", [](auto& node, auto& person) { person.name_substitutions = node.as_text(); }},
    {"certificate_address", [](auto& node, auto& person) { person.certificate_address = node.as_text(); }},
    {"address_substitutions",
     [](auto& node, auto& person) { person.address_substitutions = node.as_text(); }},
    {"photograph", [](auto& node, auto& person) { person.photograph = node.as_text(); }},
};

constexpr Field<Secret> secret_fields[] = {
    {"value", [](auto& node, auto& secret) { secret.value = is_none(node) ? "" : node.as_text(); }},
    {"tries_left", [](auto& node, auto& secret) { secret.tries_left = static_cast<int>(node.as_integer()); }},
};

void read_secret(const yaml::Node& node, Secret& secret) {
  if (node.is_mapping()) return read_fields(node, secret_fields, secret);
  secret = {is_none(node) ? "" : node.as_text(), {}};
}

constexpr Field<CardFile> pin_fields[] = {
    {"authentication", [](auto& node, auto& file) { read_secret(node, file.spec.secrets.authentication); }},
    {"signature", [](auto& node, auto& file) { read_secret(node, file.spec.secrets.signature); }},
    {"text", [](auto& node, auto& file) { read_secret(node, file.spec.secrets.text); }},
    {"common", [](auto& node, auto& file) { read_secret(node, file.spec.secrets.common); }},
    {"residence", [](auto& node, auto& file) { read_secret(node, file.spec.secrets.residence); }},
    {"licence", [](auto& node, auto& file) { read_secret(node, file.licence_pin); }},
    {"security_code", [](auto& node, auto& file) { file.spec.secrets.security_code = node.as_text(); }},
};

constexpr Field<CertificateSpec> certificate_fields[] = {
    {"serial",
     [](auto& node, auto& certificate) {
       const std::string& text = node.as_text();
       const auto [end, error] =
           std::from_chars(text.data(), text.data() + text.size(), certificate.serial, 16);
       if (text.size() != 8 || error != std::errc{} || end != text.data() + text.size())
         node.fail("a certificate's serial number is 8 hexadecimal digits",
                   "write it in quotes: \"01500001\"");
     }},
    {"from", [](auto& node, auto& certificate) { certificate.not_before = node.as_moment(); }},
    {"until", [](auto& node, auto& certificate) { certificate.not_after = node.as_date(); }},
    {"common_name", [](auto& node, auto& certificate) { certificate.common_name = node.as_text(); }},
};

void read_certificate(const yaml::Node& node, std::optional<CertificateSpec>& certificate) {
  if (is_none(node)) {
    certificate.reset();
    return;
  }
  if (!certificate) {
    for (const char* key : {"serial", "from", "until"}) (void)node.at(key);
    certificate.emplace();
  }
  read_fields(node, certificate_fields, *certificate);
}

std::uint32_t read_bytes(const yaml::Node& node) {
  const auto value = node.as_integer();
  if (value < 0 || value > 0xFFFFFF) node.fail("a number of bytes is 0 to 16777215");
  return static_cast<std::uint32_t>(value);
}

constexpr Field<CardSpec> extension_fields[] = {
    {"capacity", [](auto& node, auto& spec) { spec.extension_capacity = read_bytes(node); }},
    {"used", [](auto& node, auto& spec) { spec.extension_used = read_bytes(node); }},
};

void read_keys(const yaml::Node& node, CardSpec& spec) {
  const auto labels = node.as_texts();
  if (labels.size() != key_role_count)
    node.fail("keys are six labels", "card_face, card_text, session, authentication, signature, common");
  std::copy(labels.begin(), labels.end(), spec.keys.begin());
}

constexpr Field<Draft> card_fields[] = {
    {"serial", [](auto& node, auto& draft) { draft.file.spec.serial = node.as_text(); }},
    {"expires", [](auto& node, auto& draft) { draft.file.spec.expires = node.as_date(); }},
    {"generation",
     [](auto& node, auto& draft) { draft.file.spec.generation = static_cast<int>(node.as_integer()); }},
    {"signature_certificate",
     [](auto& node, auto& draft) { read_certificate(node, draft.file.spec.signature); }},
    {"authentication_certificate",
     [](auto& node, auto& draft) { read_certificate(node, draft.file.spec.authentication); }},
    {"licence_record", read_licence_record},
    {"keys", [](auto& node, auto& draft) { read_keys(node, draft.file.spec); }},
    {"extension", [](auto& node, auto& draft) { read_fields(node, extension_fields, draft.file.spec); }},
    {"defects", [](auto& node, auto& draft) { draft.defects = &node; }},
    {"images",
     [](auto& node, auto& draft) {
       static constexpr std::pair<const char*, bool> words[] = {{"drawn", false}, {"blank", true}};
       draft.file.spec.blank_images = read_word(node, words);
     }},
    {"knobs", [](auto& node, auto& draft) { read_knobs(node, draft.file.spec.knobs); }},
    {"seed", [](auto& node, auto& draft) { draft.file.spec.seed = node.as_text(); }},
};

}  // namespace

void read_person(const yaml::Node& node, Person& person) {
  read_fields(node, person_fields, person);
}
void read_pins(const yaml::Node& node, CardFile& file) {
  read_fields(node, pin_fields, file);
}
void read_card(const yaml::Node& node, Draft& draft) {
  read_fields(node, card_fields, draft);
}

void tell_keys(CardFileKeys& keys) {
  keys.insert({{"person", keys_of(person_fields)},
               {"pins", keys_of(pin_fields)},
               {"pins.*", keys_of(secret_fields)},
               {"card", keys_of(card_fields)},
               {"card.signature_certificate", keys_of(certificate_fields)},
               {"card.authentication_certificate", keys_of(certificate_fields)},
               {"card.extension", keys_of(extension_fields)}});
}

std::string section_of(std::string_view key) {
  const auto has = [&](const auto& fields) {
    return std::ranges::any_of(fields, [&](const auto& field) { return key == field.key; });
  };
  if (has(card_fields)) return "card";
  if (has(person_fields)) return "person";
  return has(pin_fields) ? "pins" : "";
}

}  // namespace karimen::sim::blueprint
