// The two languages of the program, and a text in both of them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace karimen {

enum class Language : std::uint8_t { en, ja };

/// "en" or "ja"; nullopt for another word.
[[nodiscard]] constexpr std::optional<Language> language_called(std::string_view word) {
  if (word == "en") return Language::en;
  if (word == "ja") return Language::ja;
  return std::nullopt;
}

/// A text in both languages. Either may be empty: the other one stands for it.
template <typename Text>
struct BasicBilingual {
  Text en = "";
  Text ja = "";

  [[nodiscard]] constexpr const Text& in(Language language) const {
    const auto& wanted = language == Language::ja ? ja : en;
    return std::string_view(wanted).empty() ? (language == Language::ja ? en : ja) : wanted;
  }
  [[nodiscard]] constexpr bool empty() const {
    return std::string_view(en).empty() && std::string_view(ja).empty();
  }
  bool operator==(const BasicBilingual&) const requires(!std::is_pointer_v<Text>) = default;
};

/// Written in the source.
using Bilingual = BasicBilingual<const char*>;
/// Read from a file, or made.
using BilingualText = BasicBilingual<std::string>;

/// A sentence with its places, "{}" or "{0}", "{1}"..., filled in. What is filled in comes from anywhere: its
/// control characters but line ends and tabs are spelled, never sent to a terminal.
[[nodiscard]] std::string say(const Bilingual& text, Language language,
                              std::initializer_list<std::string> values = {});

}  // namespace karimen
