#include "sim/terminal/file.hpp"

namespace karimen::sim::terminal {
namespace {

constexpr std::uint32_t whole_file = 65536;

Answer content_of(Answer answer) {
  if (answer.status == 0x6B00) return {{}, 0x9000};  // an empty file: offset 0 is past its end
  if (!answer.ok()) answer.data.clear();
  return answer;
}

}  // namespace

std::uint16_t select(Conversation& card, ByteView name) {
  return card.send({.ins = 0xA4, .p1 = 0x04, .p2 = 0x0C, .data = {name.begin(), name.end()}}).status;
}

std::uint16_t select(CardSession& session, ByteView name) {
  PlainConversation plain(session);
  return select(plain, name);
}

Answer read_file(Conversation& card, std::uint16_t file) {
  const Bytes id{static_cast<std::uint8_t>(file >> 8), static_cast<std::uint8_t>(file)};
  Answer selected = card.send({.ins = 0xA4, .p1 = 0x02, .p2 = 0x0C, .data = id});
  if (!selected.ok()) return {{}, selected.status};
  return content_of(card.send({.ins = 0xB0, .le = whole_file}));
}

Answer read_file(CardSession& session, std::uint16_t file) {
  PlainConversation plain(session);
  return read_file(plain, file);
}

Answer read_at_once(Conversation& card, std::uint16_t file) {
  const auto short_identifier = static_cast<std::uint8_t>(0x80 | (file & 0x1F));
  return content_of(card.send({.ins = 0xB0, .p1 = short_identifier, .le = whole_file}));
}

Answer read_record(CardSession& session, std::uint8_t short_identifier, std::uint8_t number) {
  const auto mode = static_cast<std::uint8_t>(short_identifier << 3 | 4);
  return PlainConversation(session).send({.ins = 0xB2, .p1 = number, .p2 = mode, .le = 256});
}

}  // namespace karimen::sim::terminal
