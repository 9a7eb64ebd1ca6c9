#include "harness/trace/narrator.hpp"

namespace karimen::harness::trace {
namespace {

using Kind = CardEvent::Kind;

constexpr Bilingual one_try{"1 try left", "残り1回"}, several_tries{"{} tries left", "残り{}回"};
constexpr Bilingual right_words{"right", "一致"}, blocked_words{"blocked", "ロックされている"},
    wrong_words{"wrong, ", "不一致、"},
    blocked_or_unset{"blocked, or never set (no signature certificate)",
                     "ロックされている、又は未設定（署名用電子証明書なし）"};
constexpr Bilingual power_off{"power off", "電源オフ"}, power_on{"power on", "電源オン"},
    reset_words{"reset", "リセット"}, mute_words{", the card is mute", "、カードは応答しない"},
    with_atr{", ATR ", "、ATR "};

std::string tries(unsigned count, Language language) {
  return say(count == 1 ? one_try : several_tries, language, {std::to_string(count)});
}

// A card without a signature certificate was never given its password, and answers as if it were blocked
// (chip.md C.6); who only hears it cannot tell the two apart.
Bilingual blocked(const Apdu& command, const Situation& before) {
  constexpr std::uint16_t signature_password = 0x001B;
  const bool signature =
      before.application == Application::jpki && target_of(command, before) == signature_password;
  return signature ? blocked_or_unset : blocked_words;
}

// What VERIFY means by its status word; "" where it means what the word means.
std::string verification(std::uint16_t status, bool asks, Bilingual none_left, Language language) {
  const unsigned count = status & 0xF;
  if (status == 0x9000 && !asks) return right_words.in(language);
  if (status == 0x6984) return none_left.in(language);
  if ((status & 0xFFF0) != 0x63C0) return "";
  const auto left = count == 0 && asks ? none_left.in(language) : tries(count, language);
  return asks ? left : wrong_words.in(language) + left;
}

bool is_verify(ByteView command) {
  return command.size() >= 4 && command[1] == 0x20;
}

}  // namespace

Telling tell(ByteView command, ByteView response, const Situation& before, Language language) {
  Telling telling{command_words(command, language, before), response_words(response, language)};
  if (!is_verify(command) || response.size() != 2) return telling;
  const auto apdu = parse_apdu(command);
  const auto status = status_of(response);
  const bool asks = apdu.body == BodyCase::none || apdu.body == BodyCase::le;
  const auto words = verification(status, asks, blocked(apdu, before), language);
  if (!words.empty()) telling.response = hex4(status) + ": " + words;
  return telling;
}

std::string tell_power(Kind kind, ByteView atr, Language language) {
  if (kind == Kind::power_off) return power_off.in(language);
  const std::string text = (kind == Kind::power_on ? power_on : reset_words).in(language);
  return atr.empty() ? text + mute_words.in(language) : text + with_atr.in(language) + to_hex(atr);
}

Telling Narrator::tell(const CardEvent& event) {
  if (event.kind != Kind::apdu) {
    follower_.reset();
    return {"", tell_power(event.kind, event.response, language_)};
  }
  auto telling = trace::tell(event.command, event.response, follower_.situation(), language_);
  follower_.take(event.command, event.response);
  return telling;
}

}  // namespace karimen::harness::trace
