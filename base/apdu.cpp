#include "base/apdu.hpp"

namespace karimen {

namespace {

std::uint32_t word(ByteView bytes, std::size_t at) {
  return static_cast<std::uint32_t>(bytes[at] << 8 | bytes[at + 1]);
}

std::uint32_t or_all(std::uint32_t le, std::uint32_t all) {
  return le == 0 ? all : le;
}

void parse_short(Apdu& apdu, ByteView command) {
  const std::size_t lc = command[4];
  if (command.size() == 5 + lc) {
    apdu.body = BodyCase::lc;
  } else if (command.size() == 6 + lc) {
    apdu.body = BodyCase::lc_le;
    apdu.le = or_all(command.back(), 256);
  } else {
    return;
  }
  apdu.data = command.subspan(5, lc);
}

void parse_extended(Apdu& apdu, ByteView command) {
  apdu.extended = true;
  if (command.size() < 7) return;
  const std::size_t lc = word(command, 5);
  if (command.size() == 7) {
    apdu.body = BodyCase::le;
    apdu.le = or_all(static_cast<std::uint32_t>(lc), 65536);
    return;
  }
  if (lc == 0) return;
  if (command.size() == 7 + lc) {
    apdu.body = BodyCase::lc;
  } else if (command.size() == 9 + lc) {
    apdu.body = BodyCase::lc_le;
    apdu.le = or_all(word(command, command.size() - 2), 65536);
  } else {
    return;
  }
  apdu.data = command.subspan(7, lc);
}

}  // namespace

Apdu parse_apdu(ByteView command) {
  Apdu apdu{.cla = command[0], .ins = command[1], .p1 = command[2], .p2 = command[3]};
  if (command.size() == 4) {
    apdu.body = BodyCase::none;
  } else if (command.size() == 5) {
    apdu.body = BodyCase::le;
    apdu.le = or_all(command[4], 256);
  } else if (command[4] != 0) {
    parse_short(apdu, command);
  } else {
    parse_extended(apdu, command);
  }
  return apdu;
}

}  // namespace karimen
