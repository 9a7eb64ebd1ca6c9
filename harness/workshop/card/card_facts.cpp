#include "harness/workshop/card/card_facts.hpp"

#include "base/diagnostic.hpp"

namespace karimen::harness::workshop {
namespace {

using sim::chip::ApplicationId;

struct Object {
  std::uint16_t tag = 0;
  ByteView value;
};

std::optional<Object> take_object(ByteView& bytes) {
  if (bytes.size() < 3) return std::nullopt;
  const auto tag = static_cast<std::uint16_t>(bytes[0] << 8 | bytes[1]);
  std::size_t length = bytes[2], header = 3;
  if (length == 0x82 && bytes.size() >= 5) {
    length = static_cast<std::size_t>(bytes[3]) << 8 | bytes[4];
    header = 5;
  } else if (length >= 0x80) {
    return std::nullopt;
  }
  if (length > bytes.size() - header) return std::nullopt;
  const Object object{tag, bytes.subspan(header, length)};
  bytes = bytes.subspan(header + length);
  return object;
}

// Empty where the chip has no such content now (a write under way, a file of another kind).
Bytes content_of(const sim::chip::Editor& editor, ApplicationId application, std::uint16_t file) {
  try {
    return editor.content(application, file);
  } catch (const DiagnosticError&) {
    return {};
  }
}

HolderFacts holder_of(const sim::chip::Editor& editor) {
  HolderFacts holder;
  auto number = ByteView{};
  const auto number_file = content_of(editor, ApplicationId::card_text, 0x0001);
  auto rest = ByteView(number_file);
  if (const auto outer = take_object(rest)) number = outer->value;
  holder.individual_number = to_text(number);
  const auto attributes = content_of(editor, ApplicationId::card_text, 0x0002);
  holder.name = to_text(data_object_in(attributes, 0xDF22));
  holder.address = to_text(data_object_in(attributes, 0xDF23));
  holder.birth_date = compact_date(to_text(data_object_in(attributes, 0xDF24)));
  const auto sex = data_object_in(attributes, 0xDF25);
  if (sex.size() == 1) holder.sex = static_cast<char>(sex.front());
  return holder;
}

std::optional<sim::pki::Certificate> certificate_in(const sim::chip::Editor& editor, std::uint16_t file) {
  const auto content = content_of(editor, ApplicationId::jpki, file);
  return content.empty() || content.front() != 0x30 ? std::nullopt : sim::pki::parse_certificate(content);
}

std::optional<LicenceFacts> licence_of(const sim::chip::Editor& editor,
                                       const sim::pki::Authorities& authorities) {
  if (!editor.licence_present()) return std::nullopt;
  const auto setting = content_of(editor, ApplicationId::driver_licence, 0x001A);
  const auto record = content_of(editor, ApplicationId::driver_licence, 0x001B);
  const auto signature = content_of(editor, ApplicationId::driver_licence, 0x001C);
  return LicenceFacts{.pin_set = setting.size() == 3 && setting[2] == 1,
                      .record = sim::licence::decode_wef02(record),
                      .signature = sim::licence::verify_record(record, signature,
                                                               authorities.safety_commission().public_key())};
}

void read_number(const sim::chip::Editor& editor, CardFacts& facts) {
  const auto record = to_text(content_of(editor, ApplicationId::common, 0x0001));
  const auto digits = record.size() >= 30 ? record.substr(record.size() - 28) : "";
  if (digits.empty()) return;
  facts.serial = digits.substr(0, 15);
  facts.municipality = digits.substr(15, 5);
  facts.expires = compact_date(digits.substr(20, 8));
}

}  // namespace

Bytes data_object_in(ByteView file, std::uint16_t tag) {
  const auto outer = take_object(file);
  if (!outer) return {};
  auto rest = outer->value;
  while (const auto object = take_object(rest))
    if (object->tag == tag) return {object->value.begin(), object->value.end()};
  return {};
}

std::optional<Date> compact_date(const std::string& text) {
  if (text.size() != 8) return std::nullopt;
  return parse_date(text.substr(0, 4) + '-' + text.substr(4, 2) + '-' + text.substr(6));
}

CardFacts read_facts(sim::chip::Card& card, const sim::pki::Authorities& authorities) {
  const sim::chip::Editor editor(card);
  CardFacts facts;
  read_number(editor, facts);
  facts.holder = holder_of(editor);
  facts.photograph = data_object_in(content_of(editor, ApplicationId::card_face, 0x0002), 0xDF27);
  facts.signature = certificate_in(editor, 0x0001);
  facts.authentication = certificate_in(editor, 0x000A);
  const auto chain = [&](std::uint16_t file, const auto& certificate, sim::pki::CertificateKind kind) {
    if (!certificate) return sim::pki::CertificateStatus::malformed;
    return sim::pki::check_certificate(content_of(editor, ApplicationId::jpki, file),
                                       authorities.authority(kind), certificate->not_before);
  };
  facts.signature_status = chain(0x0001, facts.signature, sim::pki::CertificateKind::signature);
  facts.authentication_status =
      chain(0x000A, facts.authentication, sim::pki::CertificateKind::authentication);
  facts.keys = editor.key_references();
  facts.licence = licence_of(editor, authorities);
  facts.free_space = card.free_space();
  facts.knobs = editor.knobs();
  facts.interface = card.interface();
  facts.health = card.health();
  return facts;
}

}  // namespace karimen::harness::workshop
