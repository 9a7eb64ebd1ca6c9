#include "harness/trace/narrator.hpp"

namespace karimen::harness::trace {
namespace {

using sim::chip::BodyCase;
using Kind = sim::reader::CardEvent::Kind;

std::string tries(unsigned count, Language language) {
  const auto text = std::to_string(count);
  if (language == Language::ja) return "残り" + text + "回";
  return text + (count == 1 ? " try left" : " tries left");
}

// What VERIFY means by its status word; "" where it means what the word means.
std::string verification(std::uint16_t status, bool asks, Language language) {
  const bool japanese = language == Language::ja;
  const unsigned count = status & 0xF;
  if (status == 0x9000 && !asks) return japanese ? "一致" : "right";
  if (status == 0x6984) return japanese ? "ロックされている" : "blocked";
  if ((status & 0xFFF0) != 0x63C0) return "";
  const auto left =
      count == 0 && asks ? std::string(japanese ? "ロックされている" : "blocked") : tries(count, language);
  if (asks) return left;
  return (japanese ? "不一致、" : "wrong, ") + left;
}

bool is_verify(ByteView command) {
  return command.size() >= 4 && command[1] == 0x20;
}

}  // namespace

Telling tell(ByteView command, ByteView response, const Situation& before, Language language) {
  Telling telling{command_words(command, language, before), response_words(response, language)};
  if (!is_verify(command) || response.size() != 2) return telling;
  const auto body = sim::chip::parse_apdu(command).body;
  const auto status = status_of(response);
  const auto words = verification(status, body == BodyCase::none || body == BodyCase::le, language);
  if (!words.empty()) telling.response = hex4(status) + ": " + words;
  return telling;
}

std::string tell_power(Kind kind, ByteView atr, Language language) {
  const bool japanese = language == Language::ja;
  if (kind == Kind::power_off) return japanese ? "電源オフ" : "power off";
  std::string text =
      kind == Kind::power_on ? (japanese ? "電源オン" : "power on") : (japanese ? "リセット" : "reset");
  if (atr.empty()) return text + (japanese ? "、カードは応答しない" : ", the card is mute");
  return text + (japanese ? "、ATR " : ", ATR ") + to_hex(atr);
}

Telling Narrator::tell(const sim::reader::CardEvent& event) {
  if (event.kind != Kind::apdu) {
    follower_.reset();
    return {"", tell_power(event.kind, event.response, language_)};
  }
  auto telling = trace::tell(event.command, event.response, follower_.situation(), language_);
  follower_.take(event.command, event.response);
  return telling;
}

}  // namespace karimen::harness::trace
