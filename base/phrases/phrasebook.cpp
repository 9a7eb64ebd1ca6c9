#include "base/phrases/phrasebook.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <optional>
#include <vector>

namespace karimen {
namespace {

constexpr std::string_view place = "{}";

/// What stands at a place. What is quoted is a name, or what somebody typed: no words of ours.
struct Filling {
  std::string text;
  bool quoted = false;
};

/// What stands at the places of `pattern`, or nullopt if the sentence is another one. Each text between two
/// places is taken where it comes first, the last one at the end.
std::optional<std::vector<Filling>> filled_in(std::string_view pattern, std::string_view sentence) {
  std::vector<Filling> found;
  auto next = pattern.find(place);
  if (!sentence.starts_with(pattern.substr(0, next))) return std::nullopt;
  if (next == std::string_view::npos) return pattern == sentence ? std::optional(found) : std::nullopt;
  auto rest = sentence.substr(next);
  while (next != std::string_view::npos) {
    const bool opened = next > 0 && pattern[next - 1] == '\'';
    pattern.remove_prefix(next + place.size());
    next = pattern.find(place);
    const auto between = pattern.substr(0, next);
    const bool last = next == std::string_view::npos;
    if (last && !rest.ends_with(between)) return std::nullopt;
    const auto at = last ? rest.size() - between.size() : rest.find(between);
    if (at == std::string_view::npos || rest.size() < between.size()) return std::nullopt;
    found.push_back({std::string(rest.substr(0, at)), opened && between.starts_with('\'')});
    rest.remove_prefix(at + between.size());
  }
  return found;
}

/// How much of a sentence a pattern says itself.
std::size_t own_size(std::string_view pattern) {
  auto size = pattern.size();
  for (auto at = pattern.find(place); at != std::string_view::npos; at = pattern.find(place, at + 1))
    size -= place.size();
  return size;
}

struct Fit {
  const Bilingual* phrase;
  std::vector<Filling> values;
};

/// The pair that says most of a sentence itself, of several the first; nullopt: none fits.
std::optional<Fit> closest(std::string_view sentence) {
  std::optional<Fit> best;
  std::size_t most = 0;
  for (const auto part : phrases())
    for (const auto& phrase : part) {
      const auto size = own_size(phrase.en);
      if (size > sentence.size() || (best && size <= most)) continue;
      auto values = filled_in(phrase.en, sentence);
      if (!values) continue;
      best = {&phrase, std::move(*values)};
      most = size;
    }
  return best;
}

}  // namespace

std::string translated(std::string_view sentence, Language language) {
  // A pair is one sentence on one line; what follows on lines of its own is no sentence (a transcript, a
  // list).
  if (const auto line = sentence.find('\n'); language == Language::ja && line != std::string_view::npos)
    return translated(sentence.substr(0, line), language) + std::string(sentence.substr(line));
  const auto fit = language == Language::ja ? closest(sentence) : std::nullopt;
  if (!fit) return std::string(sentence);
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const auto& value : fit->values)
    store.push_back(value.quoted ? value.text : translated(value.text, language));
  return fmt::vformat(fit->phrase->ja, store);
}

BilingualText in_both_languages(std::string_view sentence) {
  return {std::string(sentence), translated(sentence, Language::ja)};
}

}  // namespace karimen
