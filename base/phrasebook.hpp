// Sentences that are made in English, told in Japanese where they are shown: diagnostics, what broke in a
// run, why a prediction is open. What is kept, sent or compared stays English.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/bilingual.hpp"

namespace karimen {

/// The pairs: "{}" stands for whatever a sentence says there, and has its place in both (in Japanese "{0}",
/// "{1}"... where the order is another one).
[[nodiscard]] std::span<const Bilingual> phrases();
/// More of them: what is said of the certificates, secrets and answers to reset of a card file.
[[nodiscard]] std::span<const Bilingual> card_phrases();

/// `sentence` in `language`: by the first pair that fits. Without one it stays as it is.
[[nodiscard]] std::string translated(std::string_view sentence, Language language);

}  // namespace karimen
