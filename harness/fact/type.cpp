#include "harness/fact/type.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"

namespace karimen::harness {
namespace {

struct BaseName {
  const char* name;
  Base base;
};
constexpr std::array base_names{
    BaseName{"boolean", Base::boolean}, BaseName{"integer", Base::integer},
    BaseName{"version", Base::integer}, BaseName{"date", Base::date},
    BaseName{"moment", Base::moment},   BaseName{"time", Base::time},
    BaseName{"text", Base::text},       BaseName{"facility", Base::facility},
    BaseName{"set", Base::set},
};

std::optional<Base> base_named(std::string_view name) {
  for (const auto& entry : base_names)
    if (name == entry.name) return entry.base;
  return std::nullopt;
}

const char* name_of(Base base) {
  for (const auto& entry : base_names)
    if (base == entry.base) return entry.name;
  return base == Base::any ? "any" : "word";
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

void add_part(Type& type, std::string_view part, const yaml::Node& node) {
  constexpr std::string_view or_none = "_or_none";
  if (part.ends_with(or_none)) {
    if (const auto base = base_named(part.substr(0, part.size() - or_none.size()))) {
      type.base = *base;
      type.words.emplace_back("none");
      return;
    }
  }
  if (const auto base = base_named(part)) {
    if (type.base != Base::words) node.fail("a type has one kind of value, besides words");
    type.base = *base;
    return;
  }
  if (part.empty()) node.fail("a type is missing here");
  type.words.emplace_back(part);
}

Type read_scalar_type(const yaml::Node& node) {
  Type type{Base::words, {}};
  std::string_view rest = node.as_text();
  // "set [a, b]", "integer_or [none, not_stated]"
  if (const auto bracket = rest.find(" ["); bracket != std::string_view::npos && rest.ends_with(']')) {
    auto name = rest.substr(0, bracket);
    if (name.ends_with("_or")) name.remove_suffix(3);
    if (const auto base = base_named(name))
      type.base = *base;
    else
      node.fail("unknown type '" + node.text + "'");
    rest = rest.substr(bracket + 2, rest.size() - bracket - 3);
    for (std::size_t comma = 0; comma != std::string_view::npos;) {
      comma = rest.find(',');
      type.words.emplace_back(trimmed(rest.substr(0, comma)));
      if (comma != std::string_view::npos) rest.remove_prefix(comma + 1);
    }
    return type;
  }
  const bool alternatives = rest.find('|') != std::string_view::npos;
  for (std::size_t bar = 0; bar != std::string_view::npos;) {
    bar = rest.find('|');
    add_part(type, trimmed(rest.substr(0, bar)), node);
    if (bar != std::string_view::npos) rest.remove_prefix(bar + 1);
  }
  if (type.base == Base::words && !alternatives) {
    std::vector<std::string> known;
    for (const auto& entry : base_names) known.emplace_back(entry.name);
    for (const char* name : {"integer_or_none", "version_or_none", "date_or_none", "moment_or_none"})
      known.emplace_back(name);
    node.fail("unknown type '" + node.text + "'", suggestion(node.text, known));
  }
  return type;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, number);
  if (result.ec != std::errc{} || result.ptr != end || text.empty()) return std::nullopt;
  return number;
}

std::optional<Value> parse_any(std::string_view text) {
  if (text == "true" || text == "false") return text == "true";
  if (const auto date = parse_date(text)) return *date;
  if (const auto moment = parse_moment(text)) return *moment;
  const bool leading_zero = text.size() > 1 && text.front() == '0';
  if (const auto number = parse_integer(text); number && !leading_zero) return *number;
  return std::string(text);
}

std::optional<Value> parse_base(std::string_view text, Base base) {
  switch (base) {
    case Base::boolean:
      if (text == "true" || text == "false") return text == "true";
      return std::nullopt;
    case Base::integer:
      if (const auto number = parse_integer(text)) return *number;
      return std::nullopt;
    case Base::date:
      if (const auto date = parse_date(text)) return *date;
      return std::nullopt;
    case Base::moment:
      if (const auto moment = parse_moment(text)) return *moment;
      return std::nullopt;
    case Base::time:
      if (parse_moment("2000-01-01T" + std::string(text))) return std::string(text);
      return std::nullopt;
    case Base::text:
    case Base::facility:
      return std::string(text);
    case Base::any:
      return parse_any(text);
    case Base::words:
    case Base::set:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string read_word(const yaml::Node& node, const Type& type) {
  const auto& word = node.as_text();
  if (!type.words.empty() && !type.has_word(word))
    node.fail("unknown word '" + word + "'", suggestion(word, type.words));
  return word;
}

}  // namespace

bool Type::has_word(std::string_view word) const {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string to_string(const Type& type) {
  const auto words = joined(type.words);
  if (type.base == Base::words) return "[" + words + "]";
  if (words.empty()) return name_of(type.base);
  if (type.base == Base::set) return "set [" + words + "]";
  std::string text = name_of(type.base);
  for (const auto& word : type.words) text += " | " + word;
  return text;
}

Type read_type(const yaml::Node& node) {
  if (node.is_scalar()) return read_scalar_type(node);
  if (node.is_sequence()) {
    Type type{Base::words, {}};
    for (const auto& item : node.items) {
      if (!item.quoted && (item.text == "true" || item.text == "false"))
        item.fail("true and false are no words", "use the type boolean");
      type.words.push_back(item.as_text());
    }
    // [none, version], [none, date]: a kind of value among words, as the vocabulary writes it
    if (type.words.size() == 2 && type.words.front() == "none" && base_named(type.words.back()))
      return Type{*base_named(type.words.back()), {"none"}};
    return type;
  }
  node.allow_only({"set"});
  return Type{Base::set, node.at("set").as_texts()};
}

Value read_value(const yaml::Node& node, const Type& type) {
  if (type.base == Base::set || (type.base == Base::any && node.is_sequence())) {
    WordSet members;
    for (const auto& item : node.as_sequence()) members.insert(read_word(item, type));
    return members;
  }
  if (const auto value = parse_value(node.as_text(), type)) return *value;
  if (type.base == Base::words)
    node.fail("unknown word '" + node.text + "'", suggestion(node.text, type.words));
  node.fail("expected " + to_string(type) + ", found '" + node.text + "'");
}

std::optional<Value> parse_value(std::string_view text, const Type& type) {
  if (type.has_word(text) && type.base != Base::set) return std::string(text);
  return parse_base(text, type.base);
}

bool accepts(const Type& type, const Value& value) {
  if (type.base == Base::any) return true;
  if (const auto* word = std::get_if<std::string>(&value))
    return type.base == Base::text || type.base == Base::facility || type.has_word(*word) ||
           (type.base == Base::time && parse_base(*word, Base::time));
  if (const auto* set = std::get_if<WordSet>(&value))
    return type.base == Base::set &&
           (type.words.empty() ||
            std::all_of(set->begin(), set->end(), [&](auto& word) { return type.has_word(word); }));
  return (std::holds_alternative<bool>(value) && type.base == Base::boolean) ||
         (std::holds_alternative<std::int64_t>(value) && type.base == Base::integer) ||
         (std::holds_alternative<Date>(value) && type.base == Base::date) ||
         (std::holds_alternative<Moment>(value) && type.base == Base::moment);
}

std::optional<Value> natural_default(const Type& type) {
  if (type.base == Base::set) return WordSet{};
  if (type.base != Base::words && type.has_word("none")) return std::string("none");
  return std::nullopt;
}

}  // namespace karimen::harness
