// Sentences that are made in English, told in Japanese where they are shown: diagnostics, what broke in a
// run, why a prediction is open. What is kept, sent or compared stays English.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "base/bilingual.hpp"

namespace karimen {

/// The pairs: "{}" stands for whatever a sentence says there, and has its place in both (in Japanese "{0}",
/// "{1}"... where the order is another one). Of several that fit the one counts that says most itself.
[[nodiscard]] std::span<const Bilingual> phrases_of_runs();
[[nodiscard]] std::span<const Bilingual> phrases_of_rules();
[[nodiscard]] std::span<const Bilingual> phrases_of_cards();
/// Of a system under test and its messages.
[[nodiscard]] std::span<const Bilingual> phrases_of_port();
/// Of `karimen serve`.
[[nodiscard]] std::span<const Bilingual> phrases_of_serve();
/// Of event streams and of the history.
[[nodiscard]] std::span<const Bilingual> phrases_of_reports();
/// Of which scenarios are run, how often and in which order.
[[nodiscard]] std::span<const Bilingual> phrases_of_choice();
/// Of steps that refer to others, and of how scenarios end.
[[nodiscard]] std::span<const Bilingual> phrases_of_steps();
/// Of files that people write.
[[nodiscard]] std::span<const Bilingual> phrases_of_input();
[[nodiscard]] inline std::array<std::span<const Bilingual>, 9> phrases() {
  return {phrases_of_runs(), phrases_of_steps(), phrases_of_reports(), phrases_of_rules(), phrases_of_cards(),
          phrases_of_port(), phrases_of_serve(), phrases_of_choice(),  phrases_of_input()};
}

/// `sentence` in `language`. Without a pair it stays as it is.
[[nodiscard]] std::string translated(std::string_view sentence, Language language);
/// For those who see it in either.
[[nodiscard]] BilingualText in_both_languages(std::string_view sentence);

}  // namespace karimen
