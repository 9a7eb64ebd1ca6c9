// What a fact, an input or an assumption is called, as one pointer: maps of facts are copied and compared at
// every step.
#pragma once

#include <algorithm>
#include <concepts>
#include <string>
#include <string_view>

namespace karimen::harness {

/// A text that is no FactName.
template <class T>
concept OtherText = std::convertible_to<const T&, std::string_view> && !std::same_as<T, class FactName>;

/// A name that stands once in the whole program and never leaves it: make them of what the vocabulary knows,
/// not of whatever anybody sends. Copied and compared for equality like a pointer, ordered as its text.
class FactName {
 public:
  FactName(std::string_view text) : text_(&one_text(text)) {}
  FactName(const std::string& text) : FactName(std::string_view(text)) {}
  FactName(const char* text) : FactName(std::string_view(text)) {}

  [[nodiscard]] const std::string& text() const { return *text_; }
  [[nodiscard]] std::string_view view() const { return *text_; }
  operator const std::string&() const { return *text_; }
  operator std::string_view() const { return *text_; }

  friend bool operator==(FactName a, FactName b) { return a.text_ == b.text_; }
  friend bool operator==(FactName a, const OtherText auto& b) { return *a.text_ == b; }
  friend std::string operator+(const OtherText auto& a, FactName b) { return std::string(a) + *b.text_; }
  friend std::string operator+(FactName a, const OtherText auto& b) { return *a.text_ + std::string(b); }
  friend std::string operator+(FactName a, char b) { return *a.text_ + b; }

  /// By text, so that what is written of facts has the order of their names.
  friend bool operator<(FactName a, FactName b) { return a.text_ != b.text_ && *a.text_ < *b.text_; }
  friend bool operator<(FactName a, const OtherText auto& b) { return a.view() < std::string_view(b); }
  friend bool operator<(const OtherText auto& a, FactName b) { return std::string_view(a) < b.view(); }

 private:
  static const std::string& one_text(std::string_view text);

  const std::string* text_;
};

/// A text among template arguments.
template <std::size_t size>
struct LiteralText {
  constexpr LiteralText(const char (&literal)[size]) { std::copy_n(literal, size, text); }
  char text[size];
};
/// "card.record"_fact is looked up once.
template <LiteralText literal>
FactName operator""_fact() {
  static const FactName name(literal.text);
  return name;
}

}  // namespace karimen::harness
