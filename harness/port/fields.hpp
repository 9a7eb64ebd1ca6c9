// Members of a message, read with their types: what is wrong names the member.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "harness/fact/vocabulary.hpp"
#include "harness/port/message.hpp"

namespace karimen::harness::port {

/// A member is missing, unknown or of another type. `field` is its path: "outcomes.fee.amount".
class FieldError : public std::runtime_error {
 public:
  FieldError(std::string field, const std::string& what)
      : std::runtime_error(what), field_(std::move(field)) {}
  [[nodiscard]] const std::string& field() const { return field_; }

 private:
  std::string field_;
};

/// An object of a message. All members throw FieldError.
class Fields {
 public:
  /// `path`: of the object itself, "" for the whole. `json` must outlive it.
  explicit Fields(const Json& json, std::string path = "");

  /// Nothing but these may stand in it.
  void only(std::initializer_list<const char*> names) const;
  [[nodiscard]] bool has(const char* name) const { return json_.contains(name); }
  [[nodiscard]] std::string text(const char* name) const;
  [[nodiscard]] std::string text(const char* name, const std::string& otherwise) const;
  [[nodiscard]] std::int64_t number(const char* name) const;
  [[nodiscard]] Bytes bytes(const char* name) const;
  /// true or false; absent: `otherwise`.
  [[nodiscard]] bool flag(const char* name, bool otherwise = false) const;
  /// Texts, in their order; absent: none.
  [[nodiscard]] std::vector<std::string> list(const char* name) const;
  /// Texts, none twice; absent: none.
  [[nodiscard]] std::vector<std::string> texts(const char* name) const;
  /// An array; absent: empty.
  [[nodiscard]] const Json& array(const char* name) const;
  /// An object; absent: empty.
  [[nodiscard]] Fields object(const char* name) const;
  [[nodiscard]] const Json& json() const { return json_; }
  [[nodiscard]] std::string path_of(std::string_view name) const;

 private:
  [[nodiscard]] const Json& member(const char* name) const;
  const Json& json_;
  std::string path_;
};

/// Facts of an object, each of its own type and within its limits.
[[nodiscard]] Facts facts_of(const Fields& object, const Vocabulary& vocabulary);
/// Codes that `known` has.
[[nodiscard]] WordSet codes_of(const Fields& object, const char* name, const std::vector<std::string>& known);

[[nodiscard]] Json to_json(const Value& value);
[[nodiscard]] Json to_json(const Facts& facts);

// The same as text, without a tree in between: a call has a hundred facts.
[[nodiscard]] std::string json_text(const std::string& text);
[[nodiscard]] std::string json_text(const Facts& facts);
[[nodiscard]] std::string json_text(const std::vector<std::string>& texts);
/// An object of members that are text already.
[[nodiscard]] std::string json_object(std::initializer_list<std::pair<const char*, std::string>> members);

}  // namespace karimen::harness::port
