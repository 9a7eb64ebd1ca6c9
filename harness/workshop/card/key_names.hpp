// The key references of a card by the names that people use (chip.md C.8).
#pragma once

#include <span>

#include "base/bilingual.hpp"
#include "sim/chip/making/editor.hpp"

namespace karimen::harness::workshop {

struct KeyName {
  const char* name;  ///< as the console takes it: "authentication"
  sim::chip::ApplicationId application;
  std::uint16_t file;
  Bilingual words;
  std::uint16_t certificate = 0;  ///< the EF of the certificate that it is for; 0: none
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
/// What there is to say of a key beside its tries: "BLOCKED", "without a value" or, of a PIN that was never
/// set because the card has no such certificate (chip.md C.6: 63C0), "no certificate"; else "".
[[nodiscard]] std::string key_state_word(const sim::chip::KeyReferenceState& key, bool has_certificate,
                                         Language language);
/// "2/3", "unlimited".
[[nodiscard]] std::string tries_word(int tries, int limit, Language language = Language::en);
/// "JPKI application", "公的個人認証AP".
[[nodiscard]] const char* application_word(sim::chip::ApplicationId application, Language language);

}  // namespace karimen::harness::workshop
