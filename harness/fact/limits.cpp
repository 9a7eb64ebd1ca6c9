#include "harness/fact/limits.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "harness/fact/vocabulary_keys.hpp"

namespace karimen::harness {
namespace {

constexpr bool digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool capital(char c) {
  return c >= 'A' && c <= 'Z';
}

struct CharacterClass {
  const char* name;
  bool (*holds)(char);
};
constexpr std::array character_classes{
    CharacterClass{"digits", digit},
    CharacterClass{"capitals_and_digits", [](char c) { return digit(c) || capital(c); }},
};

const CharacterClass* class_named(const std::string& name) {
  const auto* found =
      std::ranges::find_if(character_classes, [&](const auto& each) { return name == each.name; });
  return found == character_classes.end() ? nullptr : found;
}

bool has_form(const std::string& text, const Format& format) {
  if (text.size() < format.least || (format.most > 0 && text.size() > format.most)) return false;
  const auto* wanted = class_named(format.characters);
  return wanted == nullptr || std::ranges::all_of(text, wanted->holds);
}

std::string words_of(const Limits& limits) {
  if (!limits.from) return "at most " + to_string(*limits.to);
  if (!limits.to) return "at least " + to_string(*limits.from);
  return to_string(*limits.from) + " to " + to_string(*limits.to);
}

std::size_t count_of(const yaml::Node& node) {
  const auto count = node.as_integer();
  if (count < 1) node.fail("a length is a number from 1 on");
  return static_cast<std::size_t>(count);
}

}  // namespace

Format read_format(const yaml::Node& key, const yaml::Node& value) {
  value.allow_only(format_keys);
  Format format{.name = key.text, .label = label_of(value)};
  if (const auto* characters = value.find("characters")) {
    std::vector<std::string> known;
    for (const auto& each : character_classes) known.emplace_back(each.name);
    if (class_named(characters->as_text()) == nullptr)
      characters->fail("unknown characters '" + characters->text + "'", suggestion(characters->text, known));
    format.characters = characters->text;
  }
  if (const auto* length = value.find("length")) {
    if (length->is_sequence() && length->items.size() != 2)
      length->fail("a length is a number or [least, most]");
    format.least = count_of(length->is_sequence() ? length->items[0] : *length);
    format.most = count_of(length->is_sequence() ? length->items[1] : *length);
  }
  if (const auto* exists = value.find("exists")) format.exists = exists->as_text();
  return format;
}

Limits read_range(const yaml::Node& mapping, const Type& type) {
  Limits limits;
  const auto end = [&](const char* name, std::optional<Value>& limit) {
    const auto* node = mapping.find(name);
    if (node == nullptr) return;
    if (type.base != Base::integer && type.base != Base::date && type.base != Base::moment)
      node->fail("only numbers, dates and moments have a range", "texts have a format");
    limit = read_value(*node, {type.base, {}});
  };
  end("from", limits.from);
  end("to", limits.to);
  return limits;
}

std::optional<std::string> violated(const Value& value, const Type& type, const Limits& limits) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (type.has_word(*text) || limits.format == nullptr || has_form(*text, *limits.format))
      return std::nullopt;
    return limits.format->label.en;
  }
  const auto comparable = [&](const std::optional<Value>& end) {
    return end && end->index() == value.index();
  };
  if ((comparable(limits.from) && value < *limits.from) || (comparable(limits.to) && *limits.to < value))
    return words_of(limits);
  return std::nullopt;
}

}  // namespace karimen::harness
