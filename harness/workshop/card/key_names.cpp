#include "harness/workshop/card/key_names.hpp"

#include <fmt/format.h>

#include <array>

#include "base/diagnostic.hpp"
#include "base/text.hpp"

namespace karimen::harness::workshop {
namespace {

using sim::chip::ApplicationId;

constexpr std::array names{
    KeyName{
        "authentication", ApplicationId::jpki, 0x18, {"authentication PIN", "利用者証明用暗証番号"}, 0x0A},
    KeyName{"signature", ApplicationId::jpki, 0x1B, {"signature password", "署名用パスワード"}, 0x01},
    KeyName{"text", ApplicationId::card_text, 0x11, {"card-text PIN", "券面事項入力補助用暗証番号"}},
    KeyName{"licence", ApplicationId::driver_licence, 0x06, {"licence PIN", "免許APの暗証番号"}},
    KeyName{"common", ApplicationId::common, 0x1C, {"common PIN", "共通カードAPの暗証番号"}},
    KeyName{"residence", ApplicationId::residence, 0x1C, {"residence PIN", "住基APの暗証番号"}},
    KeyName{"number_a",
            ApplicationId::card_text,
            0x14,
            {"number A (card text)", "照合番号A（券面事項入力補助AP）"}},
    KeyName{"number_b",
            ApplicationId::card_text,
            0x15,
            {"number B (card text)", "照合番号B（券面事項入力補助AP）"}},
    KeyName{"face_number_a",
            ApplicationId::card_face,
            0x13,
            {"number A (card face)", "照合番号A（券面事項確認AP）"}},
    KeyName{"face_number_b",
            ApplicationId::card_face,
            0x12,
            {"number B (card face)", "照合番号B（券面事項確認AP）"}},
    KeyName{"birth_key",
            ApplicationId::card_face,
            0x11,
            {"birth-date key (card face)", "生年月日（券面事項確認AP）"}},
};

constexpr std::array<Bilingual, 7> applications{{{"card manager", "カードマネージャ"},
                                                 {"JPKI", "公的個人認証AP"},
                                                 {"common", "共通カードAP"},
                                                 {"residence", "住基AP"},
                                                 {"card face", "券面事項確認AP"},
                                                 {"card text", "券面事項入力補助AP"},
                                                 {"driver licence", "免許AP"}}};

}  // namespace

std::span<const KeyName> key_names() {
  return names;
}

const KeyName& key_called(const std::string& name) {
  std::vector<std::string> known;
  for (const auto& each : names) {
    if (each.name == name) return each;
    known.emplace_back(each.name);
  }
  throw DiagnosticError(Diagnostic{.where = {},
                                   .what = "no key is called '" + name + "'",
                                   .fix = suggestion(name, known),
                                   .exit_code = ExitCode::bad_command_line});
}

const KeyName* key_at(sim::chip::ApplicationId application, std::uint16_t file) {
  for (const auto& each : names)
    if (each.application == application && each.file == file) return &each;
  return nullptr;
}

std::string key_word(sim::chip::ApplicationId application, std::uint16_t file) {
  if (const auto* key = key_at(application, file)) return key->name;
  return fmt::format("{} {:04X}", application_word(application, Language::en), file);
}

std::string key_label(sim::chip::ApplicationId application, std::uint16_t file, Language language) {
  if (language == Language::en) return key_word(application, file);
  if (const auto* key = key_at(application, file)) return key->words.in(language);
  return fmt::format("{} {:04X}", application_word(application, language), file);
}

std::string key_state_word(const sim::chip::KeyReferenceState& key, bool has_certificate, Language language) {
  constexpr Bilingual no_certificate{"no certificate", "電子証明書なし"}, unset{"without a value", "値なし"},
      blocked{"BLOCKED", "ロック"};
  if (!key.has_value) return (has_certificate ? unset : no_certificate).in(language);
  return key.tries == 0 ? blocked.in(language) : "";
}

std::string tries_word(int tries, int limit, Language language) {
  constexpr Bilingual unlimited{"unlimited", "制限なし"};
  if (tries == sim::chip::unlimited_tries) return unlimited.in(language);
  return std::to_string(tries) + '/' + std::to_string(limit);
}

const char* application_word(sim::chip::ApplicationId application, Language language) {
  return applications[static_cast<std::size_t>(application)].in(language);
}

}  // namespace karimen::harness::workshop
