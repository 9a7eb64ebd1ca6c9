// The instruction set as one table. 6D00, 6A86 and 6700 fall out of it (chip.md B.2).
#pragma once

#include <optional>
#include <span>

#include "base/apdu.hpp"
#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip {

/// What a parameter byte becomes in the typed command.
enum class Meaning : std::uint8_t {
  nothing,
  offset_high,
  offset_low,
  file,     ///< short EF identifier in the low five bits
  current,  ///< the current EF
  default_key,
  record,
  record_file,  ///< short EF identifier in the high five bits; 0 = the current EF
  tag_high,
  tag_low,
  number,
  last_block,
};

/// Values that a parameter byte may have, and what it says.
struct Parameter {
  std::uint8_t low, high;
  Meaning meaning = Meaning::nothing;
  std::uint8_t mask = 0x00, bits = 0x00;  ///< (byte & mask) == bits
  [[nodiscard]] bool accepts(std::uint8_t byte) const {
    return low <= byte && byte <= high && (byte & mask) == bits;
  }
};

/// Which bodies fit.
struct Shape {
  std::uint8_t cases;  ///< bit n: BodyCase n
  std::uint16_t lc_low = 0, lc_high = 0xFFFF;
  std::uint32_t le_low = 1, le_high = 65536;
  [[nodiscard]] bool accepts(BodyCase body, std::size_t lc, std::uint32_t le) const;
};

struct Rule {
  const char* name;
  std::uint8_t cla;  ///< 00 or 80
  std::uint8_t ins;
  std::uint8_t applications;  ///< bit n: ApplicationId n current
  Parameter p1, p2;
  Shape shape;
  Handler handler;
  std::uint8_t form = 0;
  bool needs_channel = false;
};

/// In the order of matching; rows of one instruction stand together.
[[nodiscard]] std::span<const Rule> rules();

/// Finds the row of a command and runs it. `apdu` is plain: class 00 or 80, no secure messaging.
Cause execute(Context& context, const Apdu& apdu, bool in_channel);

}  // namespace karimen::sim::chip
