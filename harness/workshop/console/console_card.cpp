// Console commands that change what is on the card.
#include <algorithm>

#include "base/text.hpp"
#include "harness/workshop/card/changes.hpp"
#include "harness/workshop/console/console.hpp"
#include "sim/licence/wef.hpp"

namespace karimen::harness::workshop {
namespace {

constexpr Bilingual verified_mark{"  verified", "  照合済み"}, key_line{"{}: {}", "{}：{}"};

// A certificate is a DER SEQUENCE; its file is there in any case.
bool has_certificate(const KeyName& key, const sim::chip::Editor& card) {
  if (key.certificate == 0) return true;
  const auto content = card.content(key.application, key.certificate);
  return !content.empty() && content.front() == 0x30;
}

bool lacks_value(const KeyName& key, const sim::chip::Editor& card) {
  return std::ranges::any_of(card.key_references(), [&](const auto& each) {
    return each.application == key.application && each.file == key.file && !each.has_value;
  });
}

std::string list_of_keys(Desk& desk, Language language) {
  return desk.card.with([&](sim::chip::Card& card) {
    const sim::chip::Editor editor(card);
    std::string text;
    for (const auto& key : editor.key_references()) {
      const auto* named = key_at(key.application, key.file);
      const auto state = key_state_word(key, named == nullptr || has_certificate(*named, editor), language);
      text += "  " + padded(key_word(key.application, key.file), 16) +
              tries_word(key.tries, key.limit, language) + (key.verified ? verified_mark.in(language) : "") +
              (state.empty() ? "" : "  " + state) +
              (named == nullptr ? "" : std::string("  ") + named->words.in(language)) + '\n';
    }
    return text;
  });
}

sim::pki::CertificateKind kind_of(const std::string& word) {
  if (word == "signature") return sim::pki::CertificateKind::signature;
  if (word == "authentication") return sim::pki::CertificateKind::authentication;
  throw console_error("no certificate is called '" + word + "'", "one of: signature, authentication");
}

void set_secret(sim::blueprint::CardSpec& spec, const std::string& key, const std::string& value) {
  auto& secrets = spec.secrets;
  const std::pair<const char*, sim::blueprint::Secret*> places[] = {
      {"authentication", &secrets.authentication},
      {"signature", &secrets.signature},
      {"text", &secrets.text},
      {"common", &secrets.common},
      {"residence", &secrets.residence},
      {"licence", spec.licence ? &spec.licence->pin : nullptr}};
  for (const auto& [name, secret] : places)
    if (key == name && secret != nullptr) *secret = {value == "unset" ? "" : value, {}};
}

// What the chip has now is what the card is made of.
void remember_licence(Desk& desk, sim::chip::Card& card) {
  const sim::chip::Editor editor(card);
  desk.defects.remember([&](sim::blueprint::CardSpec& spec) {
    if (!editor.licence_present()) return spec.licence.reset();
    const auto decoded =
        sim::licence::decode_wef02(editor.content(sim::chip::ApplicationId::driver_licence, 0x001B));
    if (!spec.licence) spec.licence.emplace().pin.value = desk.licence.pin;
    if (const auto* record = std::get_if<sim::licence::LicenceRecord>(&decoded))
      spec.licence->record = *record;
  });
}

// One or two digits; what a key's limit allows is the chip's to say.
int number_of_tries(const std::string& text) {
  if (text == "unlimited") return sim::chip::unlimited_tries;
  const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || text.empty() || text.size() > 2)
    throw console_error("'" + text + "' is no number of tries", "tries KEY N|unlimited");
  return std::stoi(text);
}

std::string list_of_licence_changes(Language language) {
  std::string text;
  for (const auto& each : licence_changes())
    text +=
        "  licence " + padded(std::string(each.name) + ' ' + each.value, 24) + each.words.in(language) + '\n';
  return text;
}

std::string list_of_defects(const Desk& desk, Language language) {
  const auto& on = desk.defects.on();
  std::string text;
  for (const auto& each : sim::blueprint::defects()) {
    const bool is_on = std::find(on.begin(), on.end(), each.name) != on.end();
    text += std::string(is_on ? "* " : "  ") + padded(each.name, 36) + each.what.in(language) + '\n';
  }
  return text;
}

}  // namespace

void console_tries(Desk& desk, const Arguments& arguments) {
  if (arguments.size() == 2) {
    const auto& key = key_called(arguments[0]);
    const int tries = number_of_tries(arguments[1]);
    desk.edit([&](auto& card) {
      sim::chip::Editor editor(card);
      if (tries != 0 && lacks_value(key, editor))
        throw console_error(std::string("the ") + key.words.en + " has no value that could be tried",
                            std::string("'pin ") + key.name + " VALUE' sets one");
      editor.set_tries(key.application, key.file, tries);
    });
    desk.tell([&](Language language) {
      return say(key_line, language, {key.words.in(language), arguments[1]});
    });
  } else {
    desk.tell([&](Language language) { return list_of_keys(desk, language); });
  }
}

void console_pin(Desk& desk, const Arguments& arguments) {
  const auto& key = key_called(arguments[0]);
  desk.edit_healthy([&](auto& card) {
    change_pin(card, key, arguments[1]);
    desk.defects.remember([&](auto& spec) { set_secret(spec, arguments[0], arguments[1]); });
  });
  constexpr Bilingual unset{"unset", "未設定にした"}, changed{"changed", "変更した"};
  const auto& now = arguments[1] == "unset" ? unset : changed;
  desk.tell([&](Language language) {
    return say(key_line, language, {key.words.in(language), now.in(language)});
  });
}

void console_expire(Desk& desk, const Arguments& arguments) {
  const auto kind = kind_of(arguments[0]);
  const auto last_day = parse_date(arguments[1]);
  if (!last_day) throw console_error("'" + arguments[1] + "' is no date", "for example 2026-07-20");
  desk.edit_healthy([&](auto& card) {
    change_expiry(card, desk.material, kind, *last_day);
    desk.defects.remember([&](auto& spec) {
      auto& certificate = kind == sim::pki::CertificateKind::signature ? spec.signature : spec.authentication;
      if (certificate) certificate->not_after = *last_day;
    });
  });
  constexpr Bilingual signature{"signature", "署名用"}, authentication{"authentication", "利用者証明用"};
  const auto& name = kind == sim::pki::CertificateKind::signature ? signature : authentication;
  constexpr Bilingual ends{
      "the {} certificate ends with {}; programs that cache files by serial must read again",
      "{}電子証明書の満了日は{}。番号でファイルをキャッシュするプログラムは読み直す必要がある"};
  desk.tell([&](Language language) { return say(ends, language, {name.in(language), arguments[1]}); });
}

void console_licence(Desk& desk, const Arguments& arguments) {
  if (arguments.empty()) return desk.tell(list_of_licence_changes);
  const auto value = joined(std::span(arguments).subspan(1), " ");
  desk.edit_healthy([&](auto& card) {
    change_licence(card, desk.material, desk.licence, arguments[0], value);
    remember_licence(desk, card);
  });
  desk.say({"licence: {}{}", "免許情報：{}{}"}, {arguments[0], value.empty() ? "" : " " + value});
}

void console_defect(Desk& desk, const Arguments& arguments) {
  if (arguments.empty()) return desk.tell([&](Language language) { return list_of_defects(desk, language); });
  const auto way = arguments.size() == 2 ? arguments[1] : "on";
  if (way != "on" && way != "off") throw console_error("a defect is on or off", "defect NAME on|off");
  desk.edit([&](auto& card) {
    if (desk.defects.on().empty()) remember_licence(desk, card);  // a program may have written another
    desk.defects.set(card, arguments[0], way == "on");
  });
  desk.say({"defect {}: {}", "不具合 {}：{}"}, {arguments[0], way});
}

}  // namespace karimen::harness::workshop
