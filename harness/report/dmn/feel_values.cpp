// Values, types and texts in FEEL.
#include "base/text.hpp"
#include "harness/report/dmn/feel.hpp"
#include "harness/report/dmn/feel_functions.hpp"

namespace karimen::harness::report {

using namespace rules;

std::string feel_text(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

bool of_words(const Type& type) {
  return type.base == Base::words || type.base == Base::text || type.base == Base::facility;
}

bool is_mixed(const Type& type) {
  if (of_words(type) || type.base == Base::set) return false;
  for (const auto& word : type.words)
    if (word != "none") return true;
  return false;
}

std::string feel_type(const Type& type) {
  if (is_mixed(type)) return "Any";
  switch (type.base) {
    case Base::boolean:
      return "boolean";
    case Base::integer:
      return "number";
    case Base::date:
      return "date";
    case Base::moment:
      return "date and time";
    case Base::time:
      return "time";
    case Base::words:
    case Base::text:
    case Base::facility:
      return "string";
    default:
      return "Any";
  }
}

std::string Feel::date(Date day) {
  return "date(" + feel_text(to_string(day)) + ")";
}

std::string Feel::moment(Moment moment) {
  auto text = to_string(moment);
  if (text.size() == std::string_view("2026-05-01T09:00").size()) text += ":00";
  return "date and time(" + feel_text(text) + ")";
}

std::string Feel::literal(Datum value, bool words) const {
  const auto plain = program_.symbols.value(value);
  switch (value.tag) {
    case Tag::date:
      return date(std::get<Date>(plain));
    case Tag::moment:
      return moment(std::get<Moment>(plain));
    case Tag::time: {
      auto text = std::get<std::string>(plain);
      if (text.size() == 5) text += ":00";
      return "time(" + feel_text(text) + ")";
    }
    case Tag::word: {
      const auto& text = std::get<std::string>(plain);
      return text == "none" && !words ? "null" : feel_text(text);
    }
    case Tag::set:
      return '[' + joined(std::get<WordSet>(plain), ", ", feel_text) + ']';
    case Tag::undecided:
      throw NotFeel{"a value that nobody knows"};
    default:
      return to_string(plain);
  }
}

void add_facts_named(const Expression& expression, std::set<int>& facts, std::set<std::string>& functions) {
  for (const auto& node : expression.nodes) {
    if (node.op == Op::fact) facts.insert(static_cast<int>(node.value.number));
    const auto function = feel_function_of(node.op);
    if (!function.empty()) functions.insert(function);
  }
}

}  // namespace karimen::harness::report
