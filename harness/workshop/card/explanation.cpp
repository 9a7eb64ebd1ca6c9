#include "harness/workshop/card/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace karimen::harness::workshop {
namespace {

constexpr Phrase rule_label{"rule", "規則"}, source_label{"source", "出典"}, advice_label{"instead", "対処"};
constexpr Phrase state_label{"state", "状態"}, never{"this card never answers it", "このカードは返さない"};

sim::chip::Language chip_language(Language language) {
  return language == Language::ja ? sim::chip::Language::japanese : sim::chip::Language::english;
}

std::string row(Phrase label, Language language, const std::string& text) {
  return "    " + padded(label.in(language), 8) + ' ' + text + '\n';
}

// Advice on a clause without a case of its own names no file.
std::string without_numbers(std::string advice) {
  constexpr std::string_view none = "0000";
  for (auto at = advice.find(none); at != std::string::npos; at = advice.find(none))
    advice.replace(at, none.size(), "…");
  return advice;
}

// Sections of the chip's fact sheet are named by letter and number.
std::string source_of(const sim::chip::Cause& cause) {
  const auto source = std::string(sim::chip::source(cause));
  return source == "emulator-defined" ? source : "docs/chip.md " + source;
}

}  // namespace

std::optional<unsigned> status_word_of(const std::string& text) {
  auto digits = text.starts_with("0x") ? text.substr(2) : text;
  if (digits.size() != 4) return std::nullopt;
  if (digits.back() == 'x' || digits.back() == 'X') digits.back() = '0';
  const bool hexadecimal = std::ranges::all_of(digits, [](unsigned char c) { return std::isxdigit(c) != 0; });
  if (!hexadecimal || (digits.front() != '6' && digits.front() != '9')) return std::nullopt;
  return static_cast<unsigned>(std::stoul(digits, nullptr, 16));
}

std::string explain_status(unsigned status, Language language) {
  auto text = trace::status_words(status, language) + '\n';
  const auto clauses = sim::chip::clauses_of(static_cast<std::uint16_t>(status));
  if (clauses.empty()) return text + "  " + never.in(language) + '\n';
  for (const auto clause : clauses) {
    const sim::chip::Cause cause{clause};
    text += "  " + std::string(name(clause)) + '\n' +
            row(rule_label, language, rule_of(clause, chip_language(language))) +
            row(source_label, language, source_of(cause));
    if (const auto advice = sim::chip::advice(cause, chip_language(language)); !advice.empty())
      text += row(advice_label, language, without_numbers(advice));
  }
  return text;
}

std::string explain_answer(const sim::chip::Cause& cause, const std::string& state, Language language) {
  auto text = row(rule_label, language,
                  std::string(name(cause.clause)) + ": " + explain(cause, chip_language(language))) +
              row(state_label, language, state) + row(source_label, language, source_of(cause));
  if (const auto advice = sim::chip::advice(cause, chip_language(language));
      !advice.empty() && sim::chip::status_word(cause) != 0x9000)
    text += row(advice_label, language, advice);
  return text;
}

}  // namespace karimen::harness::workshop
