// The answers to reset (chip.md A.1, A.2), and what is wrong with one that somebody else wrote.
#pragma once

#include <string>
#include <vector>

#include "sim/chip/making/personalisation.hpp"

namespace karimen::sim::chip {

inline constexpr std::size_t longest_atr = 33;  ///< bytes, TS included (ISO/IEC 7816-3)

/// How many answers to reset the sheet has for an interface: A1-1 … A1-3, A2-1 … A2-6.
[[nodiscard]] int atr_count(Interface interface);
/// Number `number` of them, from 1; empty for the first (the default of the knobs) and for no number of the
/// sheet.
[[nodiscard]] Bytes atr_of_sheet(Interface interface, int number);

/// By the knob.
[[nodiscard]] ByteView contact_atr(const Knobs& knobs);
/// Of the interface, by the knob; contactless: as readers report it.
[[nodiscard]] ByteView atr(const Knobs& knobs, Interface interface);

/// What a reader or a client could stumble over.
struct AtrFault {
  std::size_t offset = 0;  ///< byte of the answer to reset, from 0
  std::string what, fix;
};
/// Structure, length, check byte and historical bytes against ISO/IEC 7816-3, 7816-4 (COMPACT-TLV) and, for
/// what begins 3B 8n 80 01, PC/SC part 3. Empty: nothing is wrong.
[[nodiscard]] std::vector<AtrFault> faults_of_atr(ByteView atr);

}  // namespace karimen::sim::chip
