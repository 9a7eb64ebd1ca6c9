// The names under which a terminal program selects the applications of the card (chip.md C.0, F.1).
#pragma once

#include "base/bytes.hpp"

namespace karimen::sim::terminal::aid {

inline const Bytes card_manager = from_hex("A0000001510000");
inline const Bytes common = from_hex("D3921000310001010100");
inline const Bytes residence = from_hex("D3921000310001010401");
inline const Bytes card_face = from_hex("D3921000310001010402");
inline const Bytes card_text = from_hex("D3921000310001010408");
inline const Bytes jpki = from_hex("D392F000260100000001");
inline const Bytes licence = from_hex("A0000002310600000000000000000000");
inline const Bytes licence_load_file = from_hex("A0000002310400000000000000000000");
inline const Bytes licence_module = from_hex("A0000002310500000000000000000000");

}  // namespace karimen::sim::terminal::aid
