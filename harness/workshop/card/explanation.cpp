#include "harness/workshop/card/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "harness/trace/apdu_words.hpp"

namespace karimen::harness::workshop {
namespace {

constexpr Bilingual rule_label{"rule", "規則"}, source_label{"source", "出典"},
    advice_label{"instead", "対処"};
constexpr Bilingual state_label{"before", "実行前の状態"},
    never_words{"this card never answers it", "このカードは返さない"};
constexpr Bilingual emulator_defined{"emulator-defined", "資料になく、このエミュレータで定めた"};

std::string row(Bilingual label, Language language, const std::string& text) {
  const std::size_t width = language == Language::ja ? 12 : 8;
  return "    " + padded(label.in(language), width) + ' ' + text + '\n';
}

// Sections of the chip's fact sheet are named by letter and number.
std::string source_of(const sim::chip::Cause& cause, Language language) {
  const auto source = std::string(sim::chip::source(cause));
  return source == emulator_defined.en ? emulator_defined.in(language) : "docs/chip.md " + source;
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

std::vector<AnsweredStatus> answered_statuses() {
  constexpr unsigned first = 0x6000, end = 0xA000, tries_left = 0x63C0;
  std::vector<AnsweredStatus> all;
  for (unsigned status = first; status < end; ++status) {
    if ((status & 0xFFF0U) == tries_left && status != tries_left) continue;
    if (sim::chip::clauses_of(static_cast<std::uint16_t>(status)).empty()) continue;
    auto digits = fmt::format("{:04X}", status);
    const auto words = [&](Language language) {
      return trace::status_words(status, language).substr(digits.size() + std::string_view(": ").size());
    };
    BilingualText told{words(Language::en), words(Language::ja)};
    all.push_back({std::move(digits), std::move(told)});
  }
  return all;
}

std::string explain_status(unsigned status, Language language) {
  auto text = trace::status_words(status, language) + '\n';
  const auto clauses = sim::chip::clauses_of(static_cast<std::uint16_t>(status));
  if (clauses.empty()) return text + "  " + never_words.in(language) + '\n';
  for (const auto clause : clauses) {
    const sim::chip::Cause cause{clause};
    text += "  " + std::string(name(clause)) + '\n' + row(rule_label, language, rule_of(clause, language)) +
            row(source_label, language, source_of(cause, language));
    if (const auto advice = advice_of(clause, language); !advice.empty())
      text += row(advice_label, language, advice);
  }
  return text;
}

std::string explain_answer(const sim::chip::Cause& cause, const std::string& state, Language language) {
  auto text = row(rule_label, language, std::string(name(cause.clause)) + ": " + explain(cause, language));
  if (!state.empty()) text += row(state_label, language, state);
  text += row(source_label, language, source_of(cause, language));
  if (const auto advice = sim::chip::advice(cause, language);
      !advice.empty() && sim::chip::status_word(cause) != 0x9000)
    text += row(advice_label, language, advice);
  return text;
}

}  // namespace karimen::harness::workshop
