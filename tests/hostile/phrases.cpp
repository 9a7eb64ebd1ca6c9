#include "tests/hostile/phrases.hpp"

#include <algorithm>
#include <vector>

#include "sim/chip/command/table.hpp"

namespace karimen::hostile {

using namespace sim::chip;

namespace {

/// Of the sessions in chip.md: what readers, e-tax programs and police terminals send.
const std::vector<Bytes>& said() {
  static const auto all = [] {
    std::vector<Bytes> commands;
    for (const char* hex : {
             "00A40000",
             "00A4040C0AD392F000260100000001",
             "00A404000AD392F00026010000000100",
             "00A4040C0AD3921000310001010408",
             "00A4040C0AD3921000310001010402",
             "00A4040205D392",
             "00A4040C10A0000002310600000000000000000000",
             "00A4040C07A0000001510000",
             "00A4020C020001",
             "00A4020C02001B",
             "00A4020C020011",
             "00200080",
             "0020009B",
             "002000980431333537",
             "0020009B09414243313233444546",
             "002000910432353830",
             "00200094",
             "0020009104",
             "00240180043939393930",
             "803200800431323334",
             "00B0000000",
             "00B08100000000",
             "00B0820010",
             "00B09B0004",
             "00B2010400",
             "00B2011404",
             "00CA004200",
             "00CA5F5100",
             "00CA7F21000000",
             "0084000008",
             "802A0080",
             "0088008004010203040000",
             "08B0000000000596030000000000",
             "0820009413861101000102030405060708090A0B0C0D0E0F",
             "8050200008010203040506070800",
             "8050300008010203040506070800",
             "84820300100102030405060708090A0B0C0D0E0F10",
             "84E2800010000000000000000000000000000000",
             "80E28000058006043939",
             "80E40000124F10A000000231060000000000000000000000",
             "80CAFF2100",
             "80F240000A4F0000",
         }) {
      commands.push_back(from_hex(hex));
    }
    return commands;
  }();
  return all;
}

bool costs_a_private_key(std::uint8_t ins) {
  return ins == 0x2A || ins == 0x88 || ins == 0xAE;
}

std::uint8_t parameter(Dice& dice, const Parameter& wanted) {
  if (dice.once_in(10)) return dice.byte();
  if (wanted.mask != 0) return static_cast<std::uint8_t>((dice.byte() & ~wanted.mask) | wanted.bits);
  return static_cast<std::uint8_t>(wanted.low + dice.below(wanted.high - wanted.low + 1U));
}

std::size_t length(Dice& dice, const Shape& shape) {
  if (dice.once_in(40)) return dice.below(600);
  const std::size_t most = std::min<std::size_t>(shape.lc_high, shape.lc_low + 24U);
  return shape.lc_low + dice.below(static_cast<std::uint32_t>(most - shape.lc_low + 1));
}

/// A body of one of the cases that the row allows, or, once in a while, of another one.
void append_body(Dice& dice, Bytes& command, const Shape& shape) {
  auto body = dice.below(4);  // none, le, lc, lc_le
  for (int tries = 0; tries < 8 && !dice.once_in(16) && (shape.cases >> body & 1) == 0; ++tries)
    body = dice.below(4);
  const auto size = body >= 2 ? length(dice, shape) : 0;
  const bool extended = size > 255 || (body != 0 && dice.once_in(12));
  if (extended) command.push_back(0x00);
  if (size != 0) {
    if (extended) command.push_back(static_cast<std::uint8_t>(size >> 8));
    command.push_back(static_cast<std::uint8_t>(size));
    const auto data = dice.bytes(size);
    command.insert(command.end(), data.begin(), data.end());
  }
  if (body % 2 == 0) return;
  if (extended) command.push_back(dice.once_in(8) ? dice.byte() : 0x00);
  command.push_back(dice.once_in(3) ? 0x00 : dice.byte() & 0x3F);
}

void mutate(Dice& dice, Bytes& command) {
  const auto at = dice.below(static_cast<std::uint32_t>(command.size()));
  switch (dice.below(6)) {
    case 0:
      command[at] ^= static_cast<std::uint8_t>(1U << dice.below(8));
      break;
    case 1:
      command[at] = dice.byte();
      break;
    case 2:
      command.resize(at);
      break;
    case 3:
      command.insert(command.begin() + at, dice.byte());
      break;
    case 4: {
      const auto more = dice.bytes(dice.below(12));
      command.insert(command.end(), more.begin(), more.end());
      break;
    }
    default:
      command[at % std::min<std::size_t>(command.size(), 4)] = dice.byte();
      break;
  }
}

}  // namespace

Bytes draw_command(Dice& dice) {
  const auto all = rules();
  const Rule* rule = nullptr;
  do {
    rule = &all[dice.below(static_cast<std::uint32_t>(all.size()))];
  } while (costs_a_private_key(rule->ins) && !dice.once_in(400));
  constexpr std::uint8_t class_bits[] = {0x04, 0x08, 0x0C, 0x10, 0x01, 0x84};
  auto cla = rule->cla;
  if (dice.once_in(12)) cla ^= class_bits[dice.below(6)];
  Bytes command{cla, rule->ins, parameter(dice, rule->p1), parameter(dice, rule->p2)};
  append_body(dice, command, rule->shape);
  return command;
}

Bytes draw_mutant(Dice& dice) {
  const auto& all = said();
  auto command = all[dice.below(static_cast<std::uint32_t>(all.size()))];
  while (!command.empty() && !dice.once_in(3)) mutate(dice, command);
  if (command.size() > 5 && costs_a_private_key(command[1]) && !dice.once_in(400)) command[1] = 0xB0;
  return command;
}

Bytes draw_noise(Dice& dice) {
  return dice.bytes(dice.once_in(50) ? dice.below(1000) : dice.below(24));
}

}  // namespace karimen::hostile
