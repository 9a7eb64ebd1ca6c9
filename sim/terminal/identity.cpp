#include "sim/terminal/identity.hpp"

#include "sim/terminal/file.hpp"

namespace karimen::sim::terminal {
// A certificate is of the long form 82 hh ll.
Bytes der_at_front(const Bytes& file) {
  if (file.size() < 4 || file[0] != 0x30 || file[1] != 0x82) return {};
  const std::size_t size = 4 + static_cast<std::size_t>(file[2] << 8 | file[3]);
  if (size > file.size()) return {};
  return {file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size)};
}

std::optional<CardIdentity> read_card_identity(CardSession& session) {
  if (select(session, aid::common) != 0x9000) return std::nullopt;
  const Answer record = read_record(session, 1, 1);
  if (!record.ok() || record.data.size() != 30) return std::nullopt;
  const std::string digits = to_text(ByteView(record.data).subspan(2));
  const std::string day = digits.substr(20);
  const auto expires = parse_date(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6, 2));
  if (!expires) return std::nullopt;
  return CardIdentity{digits.substr(0, 15), digits.substr(15, 5), *expires};
}

Answer read_certificate(CardSession& session, JpkiFile file) {
  Answer answer = read_file(session, static_cast<std::uint16_t>(file));
  answer.data = der_at_front(answer.data);
  return answer;
}

Answer compute_signature(CardSession& session, std::uint8_t scheme, std::uint16_t key_file, ByteView input) {
  return PlainConversation(session).send({.cla = 0x80,
                                          .ins = 0x2A,
                                          .p1 = scheme,
                                          .p2 = static_cast<std::uint8_t>(0x80 | key_file),
                                          .data = {input.begin(), input.end()},
                                          .le = 256});
}

}  // namespace karimen::sim::terminal
