// A sentence in both languages of the program.
#pragma once

#include <string>

#include "harness/trace/apdu_words.hpp"

namespace karimen::harness::workshop {

using trace::Language;
using Phrase = trace::Words;

/// "en" or "ja". Throws DiagnosticError (bad command line) for another word.
[[nodiscard]] Language language_of(const std::string& word);

}  // namespace karimen::harness::workshop
