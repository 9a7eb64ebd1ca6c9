// Where on the chip a fault is: its applications and the files that have a name.
#pragma once

#include <cstdint>

#include "sim/chip/card.hpp"

namespace karimen::sim::fault {

struct Place {
  chip::ApplicationId application;
  std::uint16_t file = 0;  ///< 0: none
  bool operator==(const Place&) const = default;
};

/// The place of a word of `file_words`, by its index there.
[[nodiscard]] const Place& place_of_file(std::int64_t word);

/// Where the command is carried out: what is current once the chip is done with it. Asked of a copy, because
/// in a secure channel only the chip knows which file a SELECT names.
[[nodiscard]] Place place_of_command(const chip::Card& card, ByteView command);

}  // namespace karimen::sim::fault
