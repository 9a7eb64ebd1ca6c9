#include "harness/builtin/fact_inputs.hpp"

#include <algorithm>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/text.hpp"

namespace karimen::harness::builtin {

std::optional<std::string> FactInputs::given_word(FactName name) const {
  const auto* found = find(name);
  return found == nullptr ? std::nullopt : std::optional(to_string(*found));
}

bool FactInputs::says(FactName name, const char* word, std::initializer_list<const char*> others) const {
  const auto said = given_word(name);
  if (!said) return false;
  if (*said == word) return true;
  if (std::ranges::find(others, *said) != others.end()) return false;
  std::vector<const char*> known(others);
  known.push_back(word);
  unknown_word(name, *said, known);
}

WordSet FactInputs::set(FactName name, std::initializer_list<const char*> known) const {
  auto members = codes(name);
  for (const auto& member : members)
    if (std::ranges::find(known, member) == known.end())
      unknown_word(name, member, std::vector<const char*>(known));
  return members;
}

void FactInputs::unknown_word(FactName name, const std::string& word, std::span<const char* const> known) {
  const std::vector<std::string> words(known.begin(), known.end());
  throw DiagnosticError(Diagnostic{.what = "the built-in system knows no '" + word + "' as " + name,
                                   .fix = suggestion(word, words)});
}

}  // namespace karimen::harness::builtin
