// A sentence in both languages of the program.
#pragma once

#include <string>

#include "harness/trace/apdu_words.hpp"

namespace karimen::harness::workshop {

using trace::Language;

struct Phrase {
  const char* en;
  const char* ja;
  [[nodiscard]] const char* in(Language language) const { return language == Language::ja ? ja : en; }
};

/// "en" or "ja". Throws DiagnosticError (bad command line) for another word.
[[nodiscard]] Language language_of(const std::string& word);

}  // namespace karimen::harness::workshop
