// A script of deeds (tests/hostile/intruder.hpp) read off the fuzzer's bytes: one byte says the deed, the
// next ones its particulars. A run is preceded by its length, one byte, or FF and two.
#pragma once

#include "tests/fuzz/target.hpp"
#include "tests/hostile/intruder.hpp"

namespace karimen::fuzz {

enum class Deed : std::uint8_t {
  send,             ///< run: a command as it is
  send_in_channel,  ///< run: a plain command
  send_in_session,  ///< run: a plain command
  select,           ///< number of the application
  present,          ///< number of the secret; bit 7: a wrong one
  open_channel,     ///< bit 0: safety commission, bit 1: responses protected too
  open_session,
  power_cycle,
  warm_reset,
  cut,   ///< number of rows
  save,  ///< and restore
  count,
};

/// Plays the script to its end, at most 200 deeds. Throws hostile::Violation.
void play(Input& input, hostile::Intruder& intruder);

}  // namespace karimen::fuzz
