// Names and addresses as certificates write them: JIS X 0208 levels 1 and 2 and the supplementary kanji of
// JIS X 0212 (chip.md E.4). What a factory would substitute is substituted. emulator-defined: the table of
// substitutes is not public; here are the variants that conversion tables in use agree on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karimen::sim::blueprint {

/// True if certificates hold the character as it is.
[[nodiscard]] bool in_certificates(char32_t character);

/// One character that a certificate says otherwise.
struct Substitution {
  std::size_t at = 0;      ///< which character of the original, from 0
  std::string original;    ///< with the variation selector behind it
  std::string substitute;  ///< empty: there is none
};

struct CertificateText {
  std::string text;                         ///< 〓 stands where there is no substitute
  std::string flags;                        ///< one 0 or 1 (substituted) a character of `text`
  std::vector<Substitution> substitutions;  ///< from left to right
};
/// A variation selector goes (its character is substituted), half-width ASCII becomes full width, and
/// variants of the table become the character of JIS.
[[nodiscard]] CertificateText certificate_text(std::string_view utf8);

}  // namespace karimen::sim::blueprint
