// An object of a line of an event stream, with all that its shape says of it: what is read from it is there.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/report/event/event_shapes.hpp"
#include "harness/report/event/told_facts.hpp"
#include "harness/trace/json_line.hpp"

namespace karimen::harness::report {

/// What it says more than its shape is left alone: a later program of this schema may say more. Keys are
/// those of the shape, of their kind; where one may be missing, what is read is empty, 0 or false then.
class EventPart {
 public:
  using Json = trace::JsonLine::Json;

  /// Of a stream of this schema. Throws DiagnosticError (invalid input) where `json` is not of that shape.
  EventPart(const trace::JsonLine& line, const Json& json, const EventShape& shape, int schema);

  [[noreturn]] void refuse(const std::string& key, std::string what, std::string fix = "") const;
  [[nodiscard]] bool has(const char* key) const { return find(key) != nullptr; }
  [[nodiscard]] std::string text(const char* key) const;
  [[nodiscard]] std::optional<std::string> maybe(const char* key) const;
  [[nodiscard]] BilingualText both(const char* key) const;
  [[nodiscard]] std::size_t count(const char* key) const;
  [[nodiscard]] double number(const char* key) const;
  [[nodiscard]] bool truth(const char* key) const;
  [[nodiscard]] Bytes bytes(const char* key, HiddenBytes& hidden) const { return line_.bytes(key, hidden); }
  [[nodiscard]] std::vector<std::string> texts(const char* key) const;
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> pairs(const char* key) const;
  [[nodiscard]] std::map<std::string, std::string> text_by_name(const char* key) const;
  [[nodiscard]] std::map<std::string, std::size_t> count_by_name(const char* key) const;
  /// The first of the second; 0 of 0 where it is not there.
  [[nodiscard]] std::pair<unsigned, unsigned> shard(const char* key) const;
  [[nodiscard]] Facts facts(const char* key) const;
  /// Like `facts`; null: no such fact any more.
  [[nodiscard]] std::vector<ToldFacts::Change> changes(const char* key) const;
  /// Which of words_of the key's kind it is, from 0.
  [[nodiscard]] std::size_t word(const char* key) const;
  [[nodiscard]] EventPart part(const char* key) const;
  /// Its objects; what stands for one as a name goes to `take_name`.
  void each(const char* key, const std::function<void(const EventPart&)>& take,
            const std::function<void(const std::string&)>& take_name = nullptr) const;

 private:
  void check(const EventField& field) const;
  [[nodiscard]] const EventField& field(const char* key) const;
  [[nodiscard]] const Json* find(const char* key) const;
  template <class Type>
  [[nodiscard]] Type read(const char* key) const;
  [[nodiscard]] EventPart inner(const EventField& field, const Json& json) const;
  [[nodiscard]] Value fact(const std::string& name, const Json& value) const;

  const trace::JsonLine& line_;
  const Json& json_;
  const EventShape& shape_;
  int schema_;
};

}  // namespace karimen::harness::report
