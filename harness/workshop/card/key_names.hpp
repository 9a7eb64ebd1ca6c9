// The key references of a card by the names that people use (chip.md C.8).
#pragma once

#include <span>

#include "base/bilingual.hpp"
#include "sim/chip/making/personalisation.hpp"

namespace karimen::harness::workshop {

struct KeyName {
  const char* name;  ///< as the console takes it: "authentication"
  sim::chip::ApplicationId application;
  std::uint16_t file;
  Bilingual words;
};

/// In the order in which cards are shown.
[[nodiscard]] std::span<const KeyName> key_names();
/// Throws DiagnosticError with the nearest name.
[[nodiscard]] const KeyName& key_called(const std::string& name);
/// nullptr: a key that has no name.
[[nodiscard]] const KeyName* key_at(sim::chip::ApplicationId application, std::uint16_t file);
/// "authentication", or "card text 0012" for a key without a name.
[[nodiscard]] std::string key_word(sim::chip::ApplicationId application, std::uint16_t file);
/// As above for English; in Japanese what people call it.
[[nodiscard]] std::string key_label(sim::chip::ApplicationId application, std::uint16_t file,
                                    Language language);
/// "2/3", "unlimited".
[[nodiscard]] std::string tries_word(int tries, int limit, Language language = Language::en);
/// "JPKI application", "公的個人認証AP".
[[nodiscard]] const char* application_word(sim::chip::ApplicationId application, Language language);

}  // namespace karimen::harness::workshop
