// The card that the faults happen to, and what is said of it.
#pragma once

#include "sim/blueprint/issuer_material.hpp"
#include "sim/chip/card.hpp"
#include "sim/fault/script.hpp"
#include "sim/reader/link.hpp"
#include "tests/pcsc_faults/client.hpp"

namespace karimen::faults {

[[nodiscard]] const sim::blueprint::IssuerMaterial& material();
/// The rows of faults.txt.
[[nodiscard]] const std::vector<Row>& table();
/// commands_for the card's specification.
[[nodiscard]] const std::map<std::string, Bytes>& commands();
/// yamada_taro's card, not powered.
[[nodiscard]] sim::chip::Card sound_card();
/// As above for a row: made with the defect, if its fault is one; without a licence, if it says "unlicensed".
[[nodiscard]] sim::chip::Card card_for(const Row& row, const sim::fault::ArmedFault& armed);
/// Writes a licence record over SCP03; the status word, or "died".
[[nodiscard]] std::string install(sim::reader::Link& link);
/// Compares with the row, and with what a card without the fault answers to the same commands.
void check(const Row& row, const std::vector<std::string>& seen);

}  // namespace karimen::faults
