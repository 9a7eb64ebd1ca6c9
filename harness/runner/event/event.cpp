#include "harness/runner/event/event.hpp"

#include <array>

namespace karimen::harness {
namespace {

// In the order of Verdict.
constexpr std::array numbers_of_verdicts{&Counts::pass,  &Counts::skip, &Counts::xfail, &Counts::undecided,
                                         &Counts::flaky, &Counts::fail, &Counts::error};

}  // namespace

const char* to_string(Verdict verdict) {
  constexpr std::array words{"pass", "skip", "xfail", "undecided", "flaky", "fail", "error"};
  static_assert(words.size() == all_verdicts.size());
  return words[static_cast<std::size_t>(verdict)];
}

std::optional<Verdict> verdict_called(std::string_view name) {
  for (const auto each : all_verdicts)
    if (name == to_string(each)) return each;
  return std::nullopt;
}

const char* to_string(KeptApdus apdus) {
  constexpr std::array words{"all", "failed", "none"};
  static_assert(words.size() == all_kept_apdus.size());
  return words[static_cast<std::size_t>(apdus)];
}

std::string_view identity_of(const ScenarioFinished& finished) {
  const std::string_view name = finished.id;
  return finished.repetition == 0 ? name : name.substr(0, name.rfind('@'));
}

std::size_t& number_of(Counts& counts, Verdict verdict) {
  return counts.*numbers_of_verdicts[static_cast<std::size_t>(verdict)];
}

void count(Counts& counts, Verdict verdict) {
  ++number_of(counts, verdict);
}

std::size_t verdicts_in(const Counts& counts) {
  std::size_t all = 0;
  for (const auto number : numbers_of_verdicts) all += counts.*number;
  return all;
}

const char* to_string(Failure failure) {
  constexpr std::array words{
      "",          "prediction", "expectation",        "scenario and rulebook disagree",
      "invariant", "time limit", "passed unexpectedly"};
  return words[static_cast<std::size_t>(failure)];
}

}  // namespace karimen::harness
