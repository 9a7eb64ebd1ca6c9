#include "sim/blueprint/defects.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/diagnostic.hpp"
#include "sim/chip/application/applications.hpp"

namespace karimen::sim::blueprint {
namespace {

template <ContentDefect defect>
void write_otherwise(CardSpec& spec) {
  spec.content_defects.insert(defect);
}

// A JPEG 2000 decoder stops at the first box; the record's signature covers these bytes and is right.
void break_photograph(CardSpec& spec) {
  spec.licence->record.photograph = to_bytes("no photograph, and no JPEG 2000 file either");
}

void end_with_its_first_day(std::optional<CertificateSpec>& certificate) {
  certificate->not_after = date_of(certificate->not_before);
}

void end_card(CardSpec& spec) {
  spec.expires = date_of(spec.authentication->not_before);
  for (auto* certificate : {&spec.signature, &spec.authentication})
    if (*certificate) {
      (*certificate)->not_before = at_midnight(spec.expires);
      (*certificate)->not_after = spec.expires;
    }
}

std::array<Secret*, 5> secrets_of(CardSpec& spec) {
  auto& secrets = spec.secrets;
  return {&secrets.authentication, &secrets.signature, &secrets.text, &secrets.common, &secrets.residence};
}

void leave_one_try(CardSpec& spec) {
  for (Secret* secret : secrets_of(spec)) secret->tries_left = 1;
  if (spec.licence) spec.licence->pin.tries_left = 1;
}

void fill_extension_area(CardSpec& spec) {
  const auto taken = spec.licence ? chip::licence_application_size : 0;
  spec.extension_used = spec.extension_capacity > taken ? spec.extension_capacity - taken : 0;
}

constexpr Defect table[] = {
    // The licence record
    {"tampered_record",
     Needs::licence_record,
     {"the licence record was changed after it was signed", "署名後に特定免許情報が改変されている"},
     [](auto& spec) { spec.licence->tampered_record = true; }},
    {"foreign_signer",
     Needs::licence_record,
     {"the licence record is signed by a key that is not the safety commission's",
      "公安委員会のものでない鍵で特定免許情報が署名されている"},
     [](auto& spec) { spec.licence->foreign_signer = true; }},
    {"record_signature_missing",
     Needs::licence_record,
     {"the licence record has no signature (WEF03 is empty)", "特定免許情報の電子署名がない（WEF03が空）"},
     write_otherwise<ContentDefect::record_signature_missing>},
    {"truncated_record",
     Needs::licence_record,
     {"the licence record breaks off half way", "特定免許情報が途中で切れている"},
     write_otherwise<ContentDefect::truncated_record>},
    {"photo_missing",
     Needs::licence_record,
     {"the licence record has no photograph; its signature is right",
      "特定免許情報に写真がない（署名は正しい）"},
     [](auto& spec) { spec.licence->record.photograph.clear(); }},
    {"broken_photograph",
     Needs::licence_record,
     {"the photograph of the licence record is no JPEG 2000 file; its signature is right",
      "特定免許情報の写真がJPEG 2000として読めない（署名は正しい）"},
     break_photograph},
    {"mismatched_identity",
     Needs::licence_record,
     {"the licence record is another holder's: its number and photograph",
      "他人の特定免許情報が入っている（番号と写真）"},
     write_otherwise<ContentDefect::mismatched_identity>},
    // Text and face
    {"tampered_text",
     Needs::nothing,
     {"the card text's birth date was changed: the integrity record's digest is another",
      "券面事項入力補助APの生年月日が改変されている（ハッシュ不一致）"},
     write_otherwise<ContentDefect::tampered_text>},
    {"wrong_integrity_record",
     Needs::nothing,
     {"the signature of the card text's integrity record is wrong",
      "券面事項入力補助APの改ざん検知情報の署名が誤っている"},
     write_otherwise<ContentDefect::wrong_integrity_record>},
    {"tampered_face",
     Needs::nothing,
     {"the card face's birth date was changed after it was signed",
      "署名後に券面事項の生年月日が改変されている"},
     write_otherwise<ContentDefect::tampered_face>},
    {"face_photo_missing",
     Needs::nothing,
     {"the card face has no photograph; its signature is right", "券面事項に顔写真がない（署名は正しい）"},
     write_otherwise<ContentDefect::face_photo_missing>},
    // Certificates and keys
    {"expired_signature_certificate",
     Needs::signature_certificate,
     {"the signature certificate ended with the day on which it began",
      "署名用電子証明書が発行日限りで満了している"},
     [](auto& spec) { end_with_its_first_day(spec.signature); }},
    {"expired_authentication_certificate",
     Needs::authentication_certificate,
     {"the authentication certificate ended with the day on which it began",
      "利用者証明用電子証明書が発行日限りで満了している"},
     [](auto& spec) { end_with_its_first_day(spec.authentication); }},
    {"expired_card",
     Needs::authentication_certificate,
     {"the card and its certificates ended with the day on which the certificates began",
      "カードと電子証明書が発行日限りで満了している"},
     end_card},
    {"corrupted_certificate",
     Needs::authentication_certificate,
     {"the certificates' signatures are wrong in one bit", "電子証明書の署名が1ビット壊れている"},
     write_otherwise<ContentDefect::corrupted_certificate>},
    {"certificate_missing",
     Needs::authentication_certificate,
     {"the authentication certificate's file is empty although EF 0008 says that it is there",
      "利用者証明用電子証明書のファイルが空（EF 0008は有りと示す）"},
     write_otherwise<ContentDefect::certificate_missing>},
    {"foreign_certificate_issuer",
     Needs::authentication_certificate,
     {"the certificates are signed by another key under the authority's name",
      "電子証明書が認証局を名乗る別の鍵で署名されている"},
     write_otherwise<ContentDefect::foreign_certificate_issuer>},
    {"wrong_authentication_key",
     Needs::authentication_certificate,
     {"the authentication key does not belong to its certificate",
      "利用者証明用の秘密鍵が電子証明書と対応しない"},
     write_otherwise<ContentDefect::wrong_authentication_key>},
    {"outdated_certificate_address",
     Needs::signature_certificate,
     {"the signature certificate gives a former address", "署名用電子証明書の住所が転居前のもの"},
     write_otherwise<ContentDefect::outdated_certificate_address>},
    // Secrets
    {"licence_pin_unset",
     Needs::licence_record,
     {"no PIN was set for the licence application: it opens with ****",
      "免許APの暗証番号が未設定（DPIN ****で開く）"},
     [](auto& spec) { spec.licence->pin = {}; }},
    {"licence_pin_blocked",
     Needs::licence_record,
     {"the licence application's PIN is blocked", "免許APの暗証番号がロックされている"},
     [](auto& spec) { spec.licence->pin.tries_left = 0; }},
    {"authentication_pin_blocked",
     Needs::nothing,
     {"the authentication PIN is blocked", "利用者証明用暗証番号がロックされている"},
     [](auto& spec) { spec.secrets.authentication.tries_left = 0; }},
    {"signature_password_blocked",
     Needs::signature_certificate,
     {"the signature password is blocked", "署名用パスワードがロックされている"},
     [](auto& spec) { spec.secrets.signature.tries_left = 0; }},
    {"text_pin_blocked",
     Needs::nothing,
     {"the card text PIN is blocked", "券面事項入力補助用暗証番号がロックされている"},
     [](auto& spec) { spec.secrets.text.tries_left = 0; }},
    {"number_b_blocked",
     Needs::nothing,
     {"verification number B is blocked in both applications, as after ten failed faces",
      "照合番号Bが両APでロックされている（顔認証10回失敗に相当）"},
     write_otherwise<ContentDefect::number_b_blocked>},
    {"pin_almost_blocked",
     Needs::nothing,
     {"every PIN has one try left", "すべての暗証番号の残り回数が1回"},
     leave_one_try},
    // Space
    {"extension_full",
     Needs::nothing,
     {"not a byte of the extension area is free", "拡張利用領域に空きがない"},
     fill_extension_area},
};

}  // namespace

std::span<const Defect> defects() {
  return table;
}

const Defect* find_defect(std::string_view name) {
  const auto found = std::ranges::find(table, name, &Defect::name);
  return found == std::end(table) ? nullptr : found;
}

bool suits(const Defect& defect, const CardSpec& spec) {
  switch (defect.needs) {
    case Needs::licence_record:
      return spec.licence.has_value();
    case Needs::signature_certificate:
      return spec.signature.has_value();
    case Needs::authentication_certificate:
      return spec.authentication.has_value();
    case Needs::nothing:
      break;
  }
  return true;
}

std::string_view to_words(Needs needs) {
  constexpr std::string_view words[] = {"", "a licence record", "a signature certificate",
                                        "an authentication certificate"};
  return words[static_cast<std::size_t>(needs)];
}

void apply(const Defect& defect, CardSpec& spec) {
  if (!suits(defect, spec))
    throw DiagnosticError(Diagnostic{.what = fmt::format("{} needs {}", defect.name, to_words(defect.needs)),
                                     .fix = "give the card one, or leave the defect out"});
  defect.apply(spec);
}

void apply(const Defect& defect, CardSpec& spec, const CardKeys& keys, const IssuerMaterial& material,
           chip::Card& card) {
  const CardSpec before = spec;
  apply(defect, spec);
  rewrite(card, before, spec, keys, material);
}

}  // namespace karimen::sim::blueprint
