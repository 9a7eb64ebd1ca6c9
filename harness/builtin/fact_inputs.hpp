// Typed reading of facts and inputs.
#pragma once

#include <optional>
#include <string>

#include "harness/fact/value.hpp"
#include "sim/world/words.hpp"

namespace karimen::harness::builtin {

/// Facts that are absent, or of another type than asked for, read as absent; "none" does so for dates,
/// moments and numbers.
class FactInputs {
 public:
  explicit FactInputs(const Facts& facts) : facts_(facts) {}

  template <class T>
  [[nodiscard]] std::optional<T> get(const std::string& name) const {
    const auto found = facts_.find(name);
    if (found == facts_.end()) return std::nullopt;
    const auto* value = std::get_if<T>(&found->second);
    return value == nullptr ? std::nullopt : std::optional<T>(*value);
  }
  [[nodiscard]] std::string text(const std::string& name, std::string fallback = "") const {
    return get<std::string>(name).value_or(std::move(fallback));
  }
  /// As `text`; "none" reads as empty.
  [[nodiscard]] std::string text_or_empty(const std::string& name) const {
    const auto value = text(name);
    return value == "none" ? "" : value;
  }
  [[nodiscard]] std::optional<int> number(const std::string& name) const {
    const auto value = get<std::int64_t>(name);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
  }
  [[nodiscard]] std::optional<Date> date(const std::string& name) const { return get<Date>(name); }
  [[nodiscard]] std::optional<Moment> moment(const std::string& name) const { return get<Moment>(name); }
  [[nodiscard]] bool truth(const std::string& name) const { return get<bool>(name).value_or(false); }
  [[nodiscard]] WordSet set(const std::string& name) const { return get<WordSet>(name).value_or(WordSet{}); }
  template <class Enum>
  [[nodiscard]] Enum word(const std::string& name, Enum fallback = Enum{}) const {
    return sim::world::from_word<Enum>(text(name)).value_or(fallback);
  }

 private:
  const Facts& facts_;
};

}  // namespace karimen::harness::builtin
