// A comparison for people and for programs.
#pragma once

#include <string>

#include "base/bilingual.hpp"
#include "harness/workshop/comparison/comparison.hpp"

namespace karimen::harness::workshop {

/// One difference: the command in words, both answers decoded, where their data part, and why.
[[nodiscard]] std::string difference_words(const Difference& difference, bool unmasked,
                                           Language language = Language::en);
/// One line: how many commands, how many the same, what was not compared.
[[nodiscard]] std::string summary_words(const Comparison& comparison, Language language = Language::en);
/// {"schema":1,"commands":…,"same":…,"midway":…,"unasked":…,"excused":{…},"differences":[{"number","step","command","words",
/// "recorded":{"response","words","cause"},"ours":{…}}]}, one line without its end.
[[nodiscard]] std::string comparison_json(const Comparison& comparison, bool unmasked);

}  // namespace karimen::harness::workshop
