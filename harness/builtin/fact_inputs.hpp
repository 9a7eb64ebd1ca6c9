// Typed reading of facts and inputs.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>

#include "harness/fact/given_facts.hpp"
#include "sim/world/words.hpp"

namespace karimen::harness::builtin {

/// Facts that are absent, or of another type than asked for, read as absent; "none" does so for dates,
/// moments and numbers. A word that is not known is never taken for another: it throws DiagnosticError, which
/// names the fact and the words that are.
class FactInputs {
 public:
  explicit FactInputs(const Facts& facts) : first_(facts) {}
  explicit FactInputs(const GivenFacts& given) : first_(given.own()), then_(given.shared().get()) {}

  template <class T>
  [[nodiscard]] std::optional<T> get(FactName name) const {
    const auto* found = find(name);
    const auto* value = found == nullptr ? nullptr : std::get_if<T>(found);
    return value == nullptr ? std::nullopt : std::optional<T>(*value);
  }
  [[nodiscard]] std::string text(FactName name, std::string fallback = "") const {
    return get<std::string>(name).value_or(std::move(fallback));
  }
  /// As `text`; "none" reads as empty.
  [[nodiscard]] std::string text_or_empty(FactName name) const {
    const auto value = text(name);
    return value == "none" ? "" : value;
  }
  [[nodiscard]] std::optional<int> number(FactName name) const {
    const auto value = get<std::int64_t>(name);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
  }
  [[nodiscard]] std::optional<Date> date(FactName name) const { return get<Date>(name); }
  [[nodiscard]] std::optional<Moment> moment(FactName name) const { return get<Moment>(name); }
  [[nodiscard]] bool truth(FactName name) const { return get<bool>(name).value_or(false); }

  /// The word of an enumeration; absent reads as `fallback`.
  template <class Enum>
  [[nodiscard]] Enum word(FactName name, Enum fallback = Enum{}) const {
    const auto said = given_word(name);
    if (!said) return fallback;
    const auto value = sim::world::from_word<Enum>(*said);
    if (!value) unknown_word(name, *said, sim::world::WordsOf<Enum>::words);
    return *value;
  }
  /// As `word`; "none" reads as absent.
  template <class Enum>
  [[nodiscard]] Enum word_or_none(FactName name, Enum fallback) const {
    return text(name) == "none" ? fallback : word(name, fallback);
  }
  /// Whether the fact is `word` and not one of the `others`, which are all the words that it may be. Absent
  /// is none of them.
  [[nodiscard]] bool says(FactName name, const char* word, std::initializer_list<const char*> others) const;
  /// The members of a set, all of them among `known`; absent reads as empty.
  [[nodiscard]] WordSet set(FactName name, std::initializer_list<const char*> known) const;
  /// The members of a set of any words.
  [[nodiscard]] WordSet codes(FactName name) const { return get<WordSet>(name).value_or(WordSet{}); }

  /// Throws DiagnosticError.
  [[noreturn]] static void unknown_word(FactName name, const std::string& word,
                                        std::span<const char* const> known);

 private:
  /// Absent, or what is there as a text, whatever its type.
  [[nodiscard]] std::optional<std::string> given_word(FactName name) const;

  /// nullptr: absent.
  [[nodiscard]] const Value* find(FactName name) const {
    // A scenario says little itself: looking at every pointer is quicker than comparing a few texts.
    for (const auto& [own, value] : first_)
      if (own == name) return &value;
    return then_ == nullptr ? nullptr : then_->of(name);
  }

  const Facts& first_;
  const SharedFacts* then_ = nullptr;  ///< where the first does not say; may be nullptr
};

}  // namespace karimen::harness::builtin
