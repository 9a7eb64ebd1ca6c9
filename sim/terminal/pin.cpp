#include "sim/terminal/pin.hpp"

#include "sim/terminal/file.hpp"

namespace karimen::sim::terminal {
namespace {

std::uint8_t by_short_identifier(std::uint16_t key_file) {
  return static_cast<std::uint8_t>(0x80 | key_file);
}

bool says_blocked(std::uint16_t status) {
  return status == 0x6984 || status == 0x6983;
}

std::optional<int> counter_in(std::uint16_t status) {
  return (status & 0xFFF0) == 0x63C0 ? std::optional<int>(status & 0x0F) : std::nullopt;
}

PinResult result_of(std::uint16_t status) {
  using enum PinResult::Outcome;
  if (status == 0x9000) return {verified, 0, status};
  if (says_blocked(status) || status == 0x63C0) return {blocked, 0, status};
  if (const auto left = counter_in(status)) return {wrong, *left, status};
  return {refused, 0, status};
}

const KeyReference references[] = {
    {"common", aid::common, 0x001C},       {"residence", aid::residence, 0x001C},
    {"card_face", aid::card_face, 0x0011}, {"card_face", aid::card_face, 0x0012},
    {"card_face", aid::card_face, 0x0013}, {"card_text", aid::card_text, 0x0011},
    {"card_text", aid::card_text, 0x0012}, {"card_text", aid::card_text, 0x0014},
    {"card_text", aid::card_text, 0x0015}, {"jpki", aid::jpki, 0x0018},
    {"jpki", aid::jpki, 0x001B},           {"driver_licence", aid::licence, 0x0006},
};

}  // namespace

PinResult verify_pin(CardSession& session, std::uint16_t key_file, std::string_view value) {
  return result_of(PlainConversation(session)
                       .send({.ins = 0x20, .p2 = by_short_identifier(key_file), .data = to_bytes(value)})
                       .status);
}

std::optional<int> tries_left(CardSession& session, std::uint16_t key_file) {
  const auto status =
      PlainConversation(session).send({.ins = 0x20, .p2 = by_short_identifier(key_file)}).status;
  return says_blocked(status) ? std::optional(0) : counter_in(status);
}

std::span<const KeyReference> key_references() {
  return references;
}

std::vector<PinCounter> pin_counters(CardSession& session) {
  std::vector<PinCounter> counters;
  for (const KeyReference& key : references) {
    const bool selected = select(session, key.name) == 0x9000;
    counters.push_back({&key, selected ? tries_left(session, key.file) : std::nullopt});
  }
  return counters;
}

}  // namespace karimen::sim::terminal
