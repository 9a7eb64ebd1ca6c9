#include "harness/runner/event.hpp"

#include <array>

namespace karimen::harness {

const char* to_string(Verdict verdict) {
  constexpr std::array words{"pass", "undecided", "flaky", "fail", "error"};
  return words[static_cast<std::size_t>(verdict)];
}

void count(Counts& counts, Verdict verdict) {
  constexpr std::array numbers{&Counts::pass, &Counts::undecided, &Counts::flaky, &Counts::fail,
                               &Counts::error};
  ++(counts.*numbers[static_cast<std::size_t>(verdict)]);
}

const char* to_string(Failure failure) {
  constexpr std::array words{"",          "prediction", "expectation", "scenario and rulebook disagree",
                             "invariant", "time limit"};
  return words[static_cast<std::size_t>(failure)];
}

}  // namespace karimen::harness
