#include "harness/workshop/reading/card_report.hpp"

#include <fmt/format.h>

#include <array>
#include <sstream>

#include "base/text.hpp"
#include "harness/workshop/card/card_picture.hpp"
#include "harness/workshop/card/card_words.hpp"
#include "harness/workshop/card/key_names.hpp"
#include "harness/workshop/card/show_words.hpp"
#include "sim/terminal/file.hpp"
#include "sim/terminal/identity.hpp"
#include "sim/terminal/licence.hpp"
#include "sim/terminal/pin.hpp"

namespace karimen::harness::workshop {
namespace {

using sim::reader::CardSession;
using sim::terminal::select;
namespace aid = sim::terminal::aid;

constexpr std::size_t report_label_width = 26;
constexpr std::uint16_t ok = 0x9000;

struct AskedSecret {
  const char* word;
  Bilingual words;
  std::uint16_t file;
};
constexpr std::array secrets{AskedSecret{"text", {"card-text PIN", "券面事項入力補助用暗証番号"}, 0x11},
                             AskedSecret{"licence", {"licence PIN", "免許APの暗証番号"}, 0x06},
                             AskedSecret{"signature", {"signature password", "署名用パスワード"}, 0x1B}};

constexpr Bilingual tries_label{"tries left", "残り回数"}, counter_separator{", ", "\n"},
    after_label{": ", "　"};

constexpr std::pair<std::string_view, sim::chip::ApplicationId> application_words[]{
    {"common", sim::chip::ApplicationId::common},
    {"residence", sim::chip::ApplicationId::residence},
    {"card_face", sim::chip::ApplicationId::card_face},
    {"card_text", sim::chip::ApplicationId::card_text},
    {"jpki", sim::chip::ApplicationId::jpki},
    {"driver_licence", sim::chip::ApplicationId::driver_licence}};

// "card_text 11", "券面事項入力補助用暗証番号".
std::string counter_label(const sim::terminal::KeyReference& key, Language language) {
  if (language == Language::ja)
    for (const auto& [word, place] : application_words)
      if (word == key.application) return key_label(place, key.file, language);
  return fmt::format("{} {:02X}", key.application, key.file);
}

const AskedSecret& row_of(ReadingSecret secret) {
  return secrets[static_cast<std::size_t>(secret)];
}

/// One reading of one card.
class ReportReading {
 public:
  ReportReading(CardSession& session, const sim::pki::Authorities& authorities, const ReadingOptions& options)
      : session_(session), authorities_(authorities), options_(options) {}

  std::string run() {
    row({"ATR", "ATR"}, to_hex(session_.atr()));
    identity();
    counters();
    certificate({"authentication certificate", "利用者証明用電子証明書"},
                sim::terminal::JpkiFile::authentication_certificate,
                sim::pki::CertificateKind::authentication);
    text_data();
    if (select(session_, aid::jpki) == ok && verify(ReadingSecret::signature))
      certificate({"signature certificate", "署名用電子証明書"},
                  sim::terminal::JpkiFile::signature_certificate, sim::pki::CertificateKind::signature);
    licence();
    return std::move(text_);
  }

 private:
  void row(Bilingual label, const std::string& value) {
    text_ += padded(label.in(options_.language), report_label_width) + ' ' + value + '\n';
  }
  // A value of several lines hangs under its first one.
  void hang(const std::string& label, const std::string& value) {
    auto name = label;
    std::istringstream lines(value);
    for (std::string line; std::getline(lines, line); name.clear())
      text_ += padded(name, report_label_width) + ' ' + line + '\n';
  }

  void identity() {
    const auto identity = sim::terminal::read_card_identity(session_);
    if (!identity) return row({"number", "番号"}, "?");
    row({"number", "番号"}, identity->serial);
    row({"municipality", "市区町村コード"}, identity->municipality);
    row({"valid until", "有効期限"}, to_string(identity->expires));
  }

  // In Japanese each by its name, on a line of its own.
  void counters() {
    const auto language = options_.language;
    std::string left;
    for (const auto& counter : sim::terminal::pin_counters(session_))
      if (counter.tries_left)
        left += (left.empty() ? "" : counter_separator.in(language)) + counter_label(*counter.key, language) +
                after_label.in(language) + std::to_string(*counter.tries_left);
    hang(tries_label.in(language), left);
  }

  void certificate(Bilingual label, sim::terminal::JpkiFile file, sim::pki::CertificateKind kind) {
    if (select(session_, aid::jpki) != ok) return row(label, "-");
    const auto answer = sim::terminal::read_certificate(session_, file);
    const auto parsed = answer.data.empty() ? std::nullopt : sim::pki::parse_certificate(answer.data);
    if (!parsed) return row(label, "-");
    const auto chain =
        sim::pki::check_certificate(answer.data, authorities_.authority(kind), parsed->not_before);
    constexpr Bilingual words{"{}  {} to {}, {}", "{}  {} ～ {}、{}"};
    row(label, say(words, options_.language,
                   {fmt::format("{:08X}", parsed->serial), to_string(date_of(parsed->not_before)),
                    to_string(date_of(parsed->not_after)), status_words(chain, options_.language)}));
  }

  // Without a signature certificate its password was never set, and answers as if it were blocked; the token
  // says which certificates there are (chip.md C.6).
  Bilingual none_left(ReadingSecret secret) {
    constexpr Bilingual blocked{"blocked", "ロック"}, no_certificate{"no certificate", "電子証明書なし"};
    constexpr std::uint16_t certificates_present = 0x0008;
    constexpr std::uint8_t present = 0x8F;
    if (secret != ReadingSecret::signature) return blocked;
    const auto flags = sim::terminal::read_file(session_, certificates_present).data;
    return flags.empty() || flags[0] == present ? blocked : no_certificate;
  }

  // Of the current application. A secret is tried once, and not where a mistake would block it.
  bool verify(ReadingSecret secret) {
    const auto& key = row_of(secret);
    const auto left = sim::terminal::tries_left(session_, key.file);
    if (!left || *left == 0) {
      if (left) row(key.words, none_left(secret).in(options_.language));
      return false;
    }
    if (*left < 2 && !options_.force) {
      row(key.words, Bilingual{"one try left: not tried (--force)", "残り1回のため照合しない（--force）"}.in(
                         options_.language));
      return false;
    }
    const auto value = options_.ask ? options_.ask(secret, *left) : std::nullopt;
    return value && present(key, *value);
  }

  bool present(const AskedSecret& key, const std::string& value) {
    const auto result = sim::terminal::verify_pin(session_, key.file, value);
    if (!result.verified())
      row(key.words, fmt::format("{} ({:04X})", Bilingual{"refused", "照合不一致"}.in(options_.language),
                                 result.status));
    return result.verified();
  }

  void text_data() {
    if (select(session_, aid::card_text) != ok || !verify(ReadingSecret::text)) return;
    const auto attributes = sim::terminal::read_file(session_, 0x0002).data;
    const auto number = sim::terminal::read_file(session_, 0x0001).data;
    row({"name", "氏名"}, to_text(data_object_in(attributes, 0xDF22)));
    row({"address", "住所"}, to_text(data_object_in(attributes, 0xDF23)));
    row({"born", "生年月日"}, era_words(compact_date(to_text(data_object_in(attributes, 0xDF24)))));
    const auto sex = to_text(data_object_in(attributes, 0xDF25));
    row({"sex", "性別"}, sex == "1" ? "男" : sex == "2" ? "女" : sex);
    if (number.size() >= 15)
      row({"individual number", "個人番号"},
          masked_number(to_text(ByteView(number).subspan(3, 12)), options_.unmasked));
  }

  void licence() {
    const Bilingual label{"licence", "免許情報"};
    if (select(session_, aid::licence) != ok)
      return row(label, Bilingual{"none on the chip", "ICチップに記録なし"}.in(options_.language));
    const auto setting = sim::terminal::read_file(session_, 0x001A).data;
    const bool pin_set = setting.size() == 3 && setting[2] == 1;
    const bool open = pin_set ? verify(ReadingSecret::licence)
                              : present(row_of(ReadingSecret::licence), "****");  // chip.md F.2: DPIN
    if (!open) return;
    const auto record = sim::terminal::read_file(session_, 0x001B).data;
    const auto signature = sim::terminal::read_file(session_, 0x001C).data;
    const auto decoded = sim::licence::decode_wef02(record);
    if (const auto* fields = std::get_if<sim::licence::LicenceRecord>(&decoded)) {
      for (const auto& [name, value] : record_fields(*fields, options_.language)) hang(name, value);
    } else {
      row(label, std::get<sim::licence::DecodeError>(decoded).what);
    }
    row({"signature of the record", "電子署名"},
        verification_words(
            sim::licence::verify_record(record, signature, authorities_.safety_commission().public_key()),
            options_.language));
  }

  CardSession& session_;
  const sim::pki::Authorities& authorities_;
  const ReadingOptions& options_;
  std::string text_;
};

}  // namespace

std::string read_card(sim::reader::Link& link, const sim::pki::Authorities& authorities,
                      const ReadingOptions& options) {
  CardSession session(link);
  return ReportReading(session, authorities, options).run();
}

const char* to_word(ReadingSecret secret) {
  return row_of(secret).word;
}

Bilingual words_of(ReadingSecret secret) {
  return row_of(secret).words;
}

}  // namespace karimen::harness::workshop
