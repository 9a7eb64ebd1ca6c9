// A card as a person would want to see it.
#pragma once

#include <string>
#include <vector>

#include "base/bilingual.hpp"
#include "harness/workshop/card/card_facts.hpp"

namespace karimen::harness::workshop {

struct ShowOptions {
  Language language = Language::en;
  bool unmasked = false;             ///< individual numbers as they are
  std::vector<std::string> defects;  ///< names of those that are on
};

/// The card's face, its certificates, keys, licence, space, knobs and defects, in lines.
[[nodiscard]] std::string show_words(const CardFacts& facts, const ShowOptions& options);

/// Knobs that differ from the chip sheet's, and their values: "lost_first_command", "true".
[[nodiscard]] std::vector<std::pair<std::string, std::string>> unusual_knobs(const sim::chip::Knobs& knobs);
/// The fields of a licence record that say something, with their names; conditions and remarks one a line.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> record_fields(
    const sim::licence::LicenceRecord& record, Language language);
[[nodiscard]] std::string masked_number(const std::string& number, bool unmasked);

}  // namespace karimen::harness::workshop
