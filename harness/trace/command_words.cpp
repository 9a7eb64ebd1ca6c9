// A command in words, with the names that the current application gives to files and keys.
#include <algorithm>
#include <array>

#include "harness/trace/apdu_words.hpp"
#include "harness/trace/names.hpp"

namespace karimen::harness::trace {
namespace {

/// What a command and what was known before it say.
struct Subject {
  const Apdu& apdu;
  const Situation& before;
  Language language;

  [[nodiscard]] std::string say(const char* en, const char* ja) const {
    return Bilingual{en, ja}.in(language);
  }
  /// What stands behind a name, in brackets.
  [[nodiscard]] std::string bracketed(const std::string& text) const {
    return say(" (", "（") + text + say(")", "）");
  }
  /// " name", " EF 001B" if it has none, "" where the current EF is not known.
  [[nodiscard]] std::string file(std::uint16_t id, const char* unnamed_en = " EF ",
                                 const char* unnamed_ja = " EF ") const {
    if (id == no_file || id == unheard_file) return "";
    if (const auto* name = file_name(before.application, id)) return std::string(" ") + name->in(language);
    return say(unnamed_en, unnamed_ja) + hex4(id);
  }
  [[nodiscard]] std::string target() const { return file(target_of(apdu, before)); }
};

std::string number(std::size_t value) {
  return std::to_string(value);
}

std::string select(const Subject& it) {
  const auto hex = to_hex(it.apdu.data);
  if (unreadable(it.apdu, it.before))
    return it.apdu.p1 == 0x04 ? it.say(" an application (encrypted)", " AP（暗号化）")
                              : it.say(" an EF (encrypted)", " EF（暗号化）");
  if (it.apdu.p1 == 0x04) {
    const auto* name = application_name(it.apdu.data);
    auto text = name != nullptr ? " " + (name->in(it.language) + it.bracketed(hex)) : " " + hex;
    if ((it.apdu.p2 & 0x02) != 0) text += it.say(", next occurrence", "、次の一致");
    return text;
  }
  if (hex.empty()) return "";
  std::string text = " EF " + hex;
  if (it.apdu.data.size() != 2) return text;
  const auto* name =
      file_name(it.before.application, static_cast<std::uint16_t>(it.apdu.data[0] << 8 | it.apdu.data[1]));
  return name == nullptr ? text : text + it.bracketed(name->in(it.language));
}

// How much is asked for; inside secure messaging Le says nothing about it.
std::string wanted(const Subject& it) {
  if (it.apdu.le == 0 || unreadable(it.apdu, it.before)) return "";
  if (it.apdu.le == 65536) return it.say(", all", "からすべて");
  return it.say(", ", "から") + number(it.apdu.le) + it.say(it.apdu.le == 1 ? " byte" : " bytes", "バイト");
}

std::string read_binary(const Subject& it) {
  const bool by_name = (it.apdu.p1 & 0x80) != 0;
  const auto offset = by_name ? it.apdu.p2 : static_cast<unsigned>(it.apdu.p1 << 8 | it.apdu.p2);
  return it.target() + it.say(" from ", " 位置") + number(offset) + wanted(it);
}

std::string read_record(const Subject& it) {
  auto text = it.target() + it.say(", record ", "、レコード") + number(it.apdu.p1);
  return (it.apdu.p2 & 0x07) == 0x05 ? text + it.say(" to the last", "から最後まで") : text;
}

std::string characters(const Subject& it) {
  return it.say(", ", "、") + number(it.apdu.data.size()) + it.say(" characters", "文字");
}

std::string secret(const Subject& it) {
  auto text =
      it.file((it.apdu.p2 & 0x80) != 0 ? target_of(it.apdu, it.before) : no_file, " key EF ", " 鍵 EF ");
  if (unreadable(it.apdu, it.before)) return text + it.say(" (encrypted)", "（暗号化）");
  const bool asks = it.apdu.body == BodyCase::none || it.apdu.body == BodyCase::le;
  if (it.apdu.ins == 0x20 && asks) return text + it.say(", asking for the tries left", "（残り回数の照会）");
  return text + characters(it);
}

std::string sign(const Subject& it) {
  const auto* scheme = signature_scheme(it.apdu.p1);
  auto text = it.apdu.p2 == 0x00 ? it.say(" with the application's own key", " APの鍵")
                                 : it.file(target_of(it.apdu, it.before), " key EF ", " 鍵 EF ");
  return scheme == nullptr ? text : text + it.say(", ", "、") + scheme->in(it.language);
}

std::string authenticate(const Subject& it) {
  if (guard_of(it.apdu.cla) == Guard::channel && it.apdu.ins == 0x82)
    return it.say(", level ", "、レベル") + to_hex(ByteView(&it.apdu.p1, 1));
  return it.file(target_of(it.apdu, it.before), " key EF ", " 鍵 EF ");
}

std::string get_data(const Subject& it) {
  const auto tag = static_cast<std::uint16_t>(it.apdu.p1 << 8 | it.apdu.p2);
  const auto* name = data_object_name(tag);
  return " " + hex4(tag) + (name == nullptr ? "" : it.bracketed(name->in(it.language)));
}

std::string initialize_update(const Subject& it) {
  const auto version = to_hex(ByteView(&it.apdu.p1, 1));
  const auto owner = it.apdu.p1 == 0x20   ? it.say(" (issuer)", "（発行者）")
                     : it.apdu.p1 == 0x30 ? it.say(" (safety commission)", "（公安委員会）")
                                          : "";
  return it.say(", key version ", "、鍵バージョン") + version + owner;
}

std::string store_data(const Subject& it) {
  auto text = it.say(", block ", "、ブロック") + number(it.apdu.p2);
  return (it.apdu.p1 & 0x80) != 0 ? text + it.say(", the last", "（最後）") : text;
}

struct Detail {
  std::uint8_t ins;
  std::string (*words)(const Subject&);
};
constexpr std::array details{
    Detail{0xA4, select},
    Detail{0xB0, read_binary},
    Detail{0xB2, read_record},
    Detail{0x20, secret},
    Detail{0x24, secret},
    Detail{0x2C, secret},
    Detail{0x32, secret},
    Detail{0x54, secret},
    Detail{0x2A, sign},
    Detail{0x88, authenticate},
    Detail{0x82, authenticate},
    Detail{0xCA, get_data},
    Detail{0x50, initialize_update},
    Detail{0xE2, store_data},
};

// How it is protected, if it is.
std::string protection(const Subject& it) {
  const auto guard = guard_of(it.apdu.cla);
  if (guard == Guard::channel) return it.say(" (SCP03)", "（SCP03）");
  if (guard == Guard::none) return "";
  return (it.apdu.cla & 0x04) != 0 ? it.say(" (secure messaging with header)", "（SM・ヘッダ認証）")
                                   : it.say(" (secure messaging)", "（SM）");
}

}  // namespace

std::string command_words(ByteView command, Language language, const Situation& before) {
  if (command.size() < 4) return to_hex(command);
  const auto apdu = parse_apdu(command);
  const Subject subject{apdu, before, language};
  const auto* name = instruction_name(apdu.cla, apdu.ins);
  if (name == nullptr) return "INS " + to_hex(command.subspan(1, 1)) + protection(subject);
  const auto detail = std::ranges::find(details, apdu.ins, &Detail::ins);
  return name->in(language) + protection(subject) + (detail == details.end() ? "" : detail->words(subject));
}

}  // namespace karimen::harness::trace
