// A recording as a card in a reader, and what it was asked in vain.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "sim/reader/replay_card.hpp"

namespace karimen::harness::workshop {

/// The recorded card, to be put into a reader: see sim::reader::ReplayCard for what it answers, and its
/// `mismatches` for what it could not. Throws DiagnosticError.
[[nodiscard]] std::unique_ptr<sim::reader::ReplayCard> load_replay(const std::filesystem::path& path);

/// What a recording had no answer to, in words (sim::reader::to_string), its commands masked.
[[nodiscard]] std::string masked_words(sim::reader::ReplayMismatch mismatch);

}  // namespace karimen::harness::workshop
