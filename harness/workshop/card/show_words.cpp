#include "harness/workshop/card/show_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/text.hpp"
#include "harness/trace/mask.hpp"
#include "harness/workshop/card/card_picture.hpp"
#include "harness/workshop/card/card_words.hpp"
#include "harness/workshop/card/key_names.hpp"

namespace karimen::harness::workshop {
namespace {

using sim::chip::FileLength;
using sim::chip::Knobs;
using sim::licence::LicenceRecord;

constexpr std::size_t label_width = 26;

std::string row(const std::string& label, const std::string& value) {
  return "  " + padded(label, label_width) + ' ' + value + '\n';
}

std::string heading(Bilingual phrase, Language language) {
  return std::string(phrase.in(language)) + '\n';
}

std::string certificate_row(Bilingual name, const std::optional<sim::pki::Certificate>& certificate,
                            sim::pki::CertificateStatus status, Language language) {
  constexpr Bilingual none{"none", "なし"}, until{" to ", " ～ "};
  if (!certificate) return row(name.in(language), none.in(language));
  auto text = fmt::format("{:08X}  {}{}{}", certificate->serial, to_string(date_of(certificate->not_before)),
                          until.in(language), to_string(date_of(certificate->not_after)));
  if (status != sim::pki::CertificateStatus::valid) text += "  !! " + status_words(status, language);
  return row(name.in(language), text);
}

/// Name and address as the signature certificate has them, where the card itself says them otherwise.
std::string substitution_rows(const CardFacts& facts, Language language) {
  constexpr Bilingual name{"name in the certificate", "証明書の氏名"},
      address{"address in the certificate", "証明書の住所"};
  constexpr Bilingual substituted{"substitute characters", "代替文字あり"};
  if (!facts.signature || facts.signature->holder.size() < 4) return "";
  const auto& holder = facts.signature->holder;
  const auto line = [&](Bilingual what, const std::string& certified, const std::string& own) {
    if (own.empty() || certified == own) return std::string();
    return row(what.in(language), fmt::format("{}  ({})", certified, substituted.in(language)));
  };
  return line(name, holder[0], facts.holder.name) + line(address, holder[3], facts.holder.address);
}

std::string key_rows(const CardFacts& facts, Language language) {
  constexpr Bilingual verified{"verified", "照合済み"};
  std::string text;
  for (const auto& key : facts.keys) {
    const auto* named = key_at(key.application, key.file);
    if (named == nullptr) continue;
    auto state = tries_word(key.tries, key.limit, language);
    const auto& certificate = named->certificate == 0x0001 ? facts.signature : facts.authentication;
    const bool has_certificate = named->certificate == 0 || certificate.has_value();
    if (const auto word = key_state_word(key, has_certificate, language); !word.empty()) state += "  " + word;
    if (key.verified) state += std::string("  ") + verified.in(language);
    text += row(named->words.in(language), state);
  }
  return text;
}

// Texts of a record fill their elements with spaces of full width.
std::string trimmed(std::string text) {
  constexpr std::string_view filler = "　";
  while (text.ends_with(filler)) text.resize(text.size() - filler.size());
  return text;
}

// A value of several lines hangs under its first one.
std::string hanging(const std::string& label, const std::string& value) {
  std::string text;
  std::istringstream lines(value);
  for (std::string line; std::getline(lines, line);) text += row(text.empty() ? label : "", line);
  return text;
}

// One a line.
std::string listed(const auto& texts) {
  std::string all;
  for (const auto& each : texts)
    if (!each.empty()) all += (all.empty() ? "" : "\n") + each;
  return all;
}

std::string licence_rows(const std::optional<LicenceFacts>& licence, Language language) {
  constexpr Bilingual absent{"none on the chip", "ICチップに記録なし"},
      unreadable{"not a record: ", "記録として読めない: "};
  constexpr Bilingual pin{"PIN", "暗証番号"}, set{"set", "設定あり"},
      not_set{"not set (DPIN)", "未設定（DPIN）"};
  constexpr Bilingual signature{"signature of the record", "電子署名"}, state{"record", "免許情報"};
  if (!licence) return row(state.in(language), absent.in(language));
  std::string text;
  if (const auto* record = licence->readable()) {
    for (const auto& [name, value] : record_fields(*record, language)) text += hanging(name, value);
  } else {
    text += row(state.in(language),
                unreadable.in(language) + std::get<sim::licence::DecodeError>(licence->record).what);
  }
  text += row(signature.in(language), verification_words(licence->signature, language));
  return text + row(pin.in(language), (licence->pin_set ? set : not_set).in(language));
}

std::string other_rows(const CardFacts& facts, const ShowOptions& options) {
  constexpr Bilingual space{"extension area", "拡張利用領域"}, free{" bytes free", "バイト空き"};
  constexpr Bilingual interface { "interface", "インタフェース" }, contact{"contact", "接触"};
  constexpr Bilingual contactless{"contactless", "非接触"}, knobs{"knobs", "調整値"},
      defects{"defects", "不具合"};
  const auto language = options.language;
  const bool by_contact = facts.interface == sim::chip::Interface::contact;
  auto text = row(space.in(language), std::to_string(facts.free_space) + free.in(language)) +
              row(interface.in(language), (by_contact ? contact : contactless).in(language));
  for (const auto& [name, value] : unusual_knobs(facts.knobs))
    text += row(knobs.in(language), knob_words(name, value, language));
  for (const auto& each : options.defects) text += row(defects.in(language), defect_words(each, language));
  return text;
}

}  // namespace

std::string masked_number(const std::string& number, bool unmasked) {
  return unmasked ? number : std::string(number.size(), trace::mask_character);
}

std::vector<std::pair<std::string, std::string>> unusual_knobs(const Knobs& knobs) {
  const Knobs usual;
  std::vector<std::pair<std::string, std::string>> words;
  const auto say = [&](const char* name, const std::string& value) { words.emplace_back(name, value); };
  const auto add = [&](const char* name, auto member) {
    if (knobs.*member != usual.*member) say(name, fmt::format("{}", knobs.*member));
  };
  if (!knobs.contact_atr.empty()) say("contact_atr", to_hex(knobs.contact_atr));
  if (!knobs.contactless_atr.empty()) say("contactless_atr", to_hex(knobs.contactless_atr));
  add("data_object_7f21", &Knobs::data_object_7f21);
  add("atr_object_at_mf_level", &Knobs::atr_object_at_mf_level);
  add("atr_object_in_applications", &Knobs::atr_object_in_applications);
  add("lost_first_command", &Knobs::lost_first_command);
  add("reselect_clears_status", &Knobs::reselect_clears_status);
  add("unset_pin_counts_as_verified", &Knobs::unset_pin_counts_as_verified);
  add("contactless_reset_keeps_status", &Knobs::contactless_reset_keeps_status);
  if (knobs.files != usual.files) say("files", knobs.files == FileLength::padded ? "padded" : "exact");
  if (knobs.exact_basic_data) say("basic_data", "exact");
  return words;
}

std::vector<std::pair<std::string, std::string>> record_fields(const LicenceRecord& record,
                                                               Language language) {
  std::vector<std::pair<std::string, std::string>> fields;
  const auto add = [&](Bilingual name, const std::string& value) {
    if (!value.empty()) fields.emplace_back(name.in(language), value);
  };
  const auto date = [](const std::optional<Date>& day) { return day ? to_string(*day) : ""; };
  add({"record number", "免許情報記録番号"}, record.record_number);
  add({"valid until", "有効期間の末日"}, date(record.expires));
  add({"driver class", "運転者区分"},
      record.driver_class ? class_words(*record.driver_class, language) : std::string());
  add({"colour class", "色区分"}, trimmed(record.colour));
  add({"categories", "免許の種類"}, category_words(record.categories, language));
  add({"obtained: motorcycle, moped", "二・小・原"}, date(record.obtained_small));
  add({"obtained: other", "他"}, date(record.obtained_other));
  add({"obtained: second class", "二種"}, date(record.obtained_second));
  add({"conditions", "免許の条件等"}, listed(record.conditions));
  add({"remarks", "備考"}, listed(record.remarks));
  add({"history number", "運転経歴情報記録番号"}, record.history_number);
  add({"history recorded", "運転経歴情報の記録日"}, date(record.history_recorded));
  constexpr Bilingual bytes{"{} bytes", "{}バイト"};
  add({"photograph", "写真"},
      record.photograph.empty() ? "" : say(bytes, language, {std::to_string(record.photograph.size())}));
  return fields;
}

std::string show_words(const CardFacts& facts, const ShowOptions& options) {
  const auto language = options.language;
  const auto& holder = facts.holder;
  std::string text = card_picture(facts) + '\n';
  text +=
      heading({"card", "カード"}, language) + row(Bilingual{"number", "番号"}.in(language), facts.serial) +
      row(Bilingual{"municipality", "市区町村コード"}.in(language), facts.municipality) +
      row(Bilingual{"valid until", "有効期限"}.in(language), facts.expires ? to_string(*facts.expires) : "") +
      row(Bilingual{"individual number", "個人番号"}.in(language),
          masked_number(holder.individual_number, options.unmasked));
  text += heading({"certificates", "電子証明書"}, language) +
          certificate_row({"authentication", "利用者証明用"}, facts.authentication,
                          facts.authentication_status, language) +
          certificate_row({"signature", "署名用"}, facts.signature, facts.signature_status, language) +
          substitution_rows(facts, language);
  text += heading({"keys: tries left", "残り回数"}, language) + key_rows(facts, language);
  text += heading({"licence", "免許情報"}, language) + licence_rows(facts.licence, language);
  text += heading({"chip", "ICチップ"}, language) + other_rows(facts, options);
  return text;
}

}  // namespace karimen::harness::workshop
