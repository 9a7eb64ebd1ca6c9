#include "harness/cli/debug/breakpoints.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {
namespace {

bool names_a_step(const std::string& word, const Scenario& scenario) {
  for (std::size_t i = 0; i < scenario.steps.size(); ++i)
    if (is_step(word, scenario, i)) return true;
  return false;
}

// "6982", "63C*"
bool is_status(std::string_view word) {
  return word.size() == 4 && (word[0] == '6' || word[0] == '9') &&
         word.find_first_not_of("0123456789ABCDEF*") == std::string_view::npos;
}

bool is_hex(std::string_view word) {
  return word.size() >= 4 && word.size() % 2 == 0 &&
         word.find_first_not_of("0123456789ABCDEF") == std::string_view::npos;
}

bool matches(std::string_view pattern, std::string_view text) {
  return std::ranges::equal(pattern, text, [](char a, char b) { return a == '*' || a == b; });
}

bool passed(const std::string& word, const ApduEvent& exchange) {
  if (exchange.reset) return false;
  const auto response = to_hex(exchange.response);
  if (is_status(word) && response.size() >= 4 && matches(word, response.substr(response.size() - 4)))
    return true;
  return is_hex(word) && to_hex(exchange.command).starts_with(word);
}

// As exchanges are written here; what is no hexadecimal word stays.
std::string in_capitals(const std::string& word) {
  auto capitals = word;
  for (auto& c : capitals)
    if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  return is_status(capitals) || is_hex(capitals) ? capitals : word;
}

}  // namespace

bool is_step(const std::string& word, const Scenario& scenario, std::size_t index) {
  const auto& step = scenario.steps[index];
  return word == std::to_string(index + 1) || word == step.id || word == step.procedure;
}

void Breakpoints::add(const std::string& typed, const Scenario& scenario) {
  const bool named = names_a_step(typed, scenario) || rulebook_.rule(typed) != nullptr ||
                     rulebook_.vocabulary().fact(typed) != nullptr;
  const auto word = named ? typed : in_capitals(typed);
  const bool known = named || is_status(word) || is_hex(word);
  if (!known)
    throw bad_command_line("'" + word + "' is no step of this scenario, rule, fact, status word or command",
                           "for example: 2, personalise_card, INHERIT-11, card.record, 6982, 00A4020C");
  if (std::ranges::find(words_, word) == words_.end()) words_.push_back(word);
}

bool Breakpoints::remove(std::size_t number) {
  if (number == 0 || number > words_.size()) return false;
  words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(number) - 1);
  return true;
}

std::string Breakpoints::before(const Scenario& scenario, std::size_t index) const {
  if (index < scenario.steps.size())
    for (const auto& word : words_)
      if (is_step(word, scenario, index)) return word;
  return "";
}

std::string Breakpoints::after(const StepRecord& record, const std::vector<FactChange>& changes) const {
  for (const auto& word : words_) {
    const bool rule = std::ranges::any_of(
        record.step.rules, [&](const RuleEvent& each) { return each.fired && each.id == word; });
    const bool fact = std::ranges::find(changes, word, &FactChange::name) != changes.end();
    const bool exchange =
        std::ranges::any_of(record.exchanges, [&](const ApduEvent& each) { return passed(word, each); });
    if (rule || fact || exchange) return word;
  }
  return "";
}

}  // namespace karimen::harness::cli
