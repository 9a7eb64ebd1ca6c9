// Why a card answers as it does: of a status word every rule that gives it, of a command the one that did.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bilingual.hpp"
#include "sim/chip/card.hpp"

namespace karimen::harness::workshop {

/// The status word in words and, for each rule that answers it: its name and sentence, where it comes from,
/// what the client should have sent. Several lines.
[[nodiscard]] std::string explain_status(unsigned status, Language language);

/// The rule that gave the card's last answer, the state that decided (as `state_words` gave it before the
/// command; "": not known), the source, the way out. Several lines, indented.
[[nodiscard]] std::string explain_answer(const sim::chip::Cause& cause, const std::string& state,
                                         Language language);

/// A status word that some rule answers, and what it means.
struct AnsweredStatus {
  std::string digits;
  BilingualText words;
};
/// All of them in their order; of 63C0 to 63CF the first.
[[nodiscard]] std::vector<AnsweredStatus> answered_statuses();

/// "0x6982", "6982", "63C2", "63cx": a status word; nullopt for anything else.
[[nodiscard]] std::optional<unsigned> status_word_of(const std::string& text);

}  // namespace karimen::harness::workshop
