// Faults as scenarios write them and systems take them: words, without what they do.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace karimen::harness {

/// What a fault can be told: a number, four hexadecimal digits, or one of `words`.
struct FaultSetting {
  std::string name;
  std::int64_t least = 0, most = 0;
  std::vector<std::string> words;
  bool hexadecimal = false;
};

/// A fault that scenarios may know.
struct FaultWord {
  std::string name;
  std::vector<FaultSetting> settings;
  std::string instead;  ///< why a scenario cannot script it, and what to do instead; "" if it can
};

/// One fault of a step: its name, and its settings as they are written.
struct FaultOrder {
  std::string fault;
  std::map<std::string, std::string> settings;
  /// "card_blink", "answer_dropped:command=2"
  [[nodiscard]] std::string text() const {
    std::string text = fault;
    for (const auto& [name, value] : settings)
      text.append(text.size() == fault.size() ? ":" : ",").append(name).append("=").append(value);
    return text;
  }
  bool operator==(const FaultOrder&) const = default;
};

}  // namespace karimen::harness
