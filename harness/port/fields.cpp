#include "harness/port/fields.hpp"

#include <algorithm>

#include "base/diagnostic.hpp"
#include "base/text.hpp"

namespace karimen::harness::port {
namespace {

const Json no_array = Json::array(), no_object = Json::object();

std::string shown(const Json& json) {
  auto text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  constexpr std::size_t most = 60;
  if (text.size() <= most) return text;
  // Not in the middle of a character.
  auto end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "...";
}

std::string with_nearest(const std::string& what, const std::string& word,
                         const std::vector<std::string>& known) {
  const auto hint = suggestion(word, known);
  return hint.empty() ? what : what + "; " + hint;
}

std::optional<Value> set_of(const Json& json, const Type& type) {
  if (!json.is_array()) return std::nullopt;
  WordSet set;
  for (const auto& each : json)
    if (!each.is_string() || !set.insert(each.get<std::string>()).second) return std::nullopt;
  const Value value = set;
  return accepts(type, value) ? std::optional(value) : std::nullopt;
}

// nullopt: not of the type.
std::optional<Value> value_of(const Json& json, const Type& type) {
  if (type.base == Base::set) return set_of(json, type);
  std::optional<Value> value;
  if (json.is_boolean()) value = json.get<bool>();
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX) return std::nullopt;
  if (json.is_number_integer()) value = json.get<std::int64_t>();
  if (json.is_string()) {
    const auto text = json.get<std::string>();
    // "123" is a text, and no number however it looks.
    if (type.base == Base::integer || type.base == Base::boolean)
      value = text;
    else
      value = parse_value(text, type);
  }
  return value && accepts(type, *value) ? value : std::nullopt;
}

}  // namespace

Fields::Fields(const Json& json, std::string path) : json_(json), path_(std::move(path)) {
  if (!json_.is_object()) throw FieldError(path_, shown(json_) + " is no object");
}

std::string Fields::path_of(std::string_view name) const {
  return path_.empty() ? std::string(name) : path_ + '.' + std::string(name);
}

void Fields::only(std::initializer_list<const char*> names) const {
  for (const auto& [name, value] : json_.items())
    if (std::ranges::find(names, std::string_view(name),
                          [](const char* each) { return std::string_view(each); }) == names.end())
      throw FieldError(path_of(name), with_nearest("no such member", name, {names.begin(), names.end()}));
}

const Json& Fields::member(const char* name) const {
  const auto found = json_.find(name);
  if (found == json_.end()) throw FieldError(path_of(name), "it is missing");
  return *found;
}

std::string Fields::text(const char* name) const {
  const auto& value = member(name);
  if (!value.is_string()) throw FieldError(path_of(name), shown(value) + " is no text");
  return value.get<std::string>();
}

std::string Fields::text(const char* name, const std::string& otherwise) const {
  return has(name) ? text(name) : otherwise;
}

std::int64_t Fields::number(const char* name) const {
  const auto& value = member(name);
  const bool fits =
      value.is_number_integer() && !(value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX);
  if (!fits) throw FieldError(path_of(name), shown(value) + " is no whole number");
  return value.get<std::int64_t>();
}

Bytes Fields::bytes(const char* name) const {
  const auto hex = text(name);
  try {
    return from_hex(hex);
  } catch (const DiagnosticError&) {
    throw FieldError(path_of(name), shown(member(name)) + " is not in hexadecimal");
  }
}

const Json& Fields::array(const char* name) const {
  if (!has(name)) return no_array;
  const auto& value = member(name);
  if (!value.is_array()) throw FieldError(path_of(name), shown(value) + " is no array");
  return value;
}

bool Fields::flag(const char* name, bool otherwise) const {
  if (!has(name)) return otherwise;
  const auto& value = member(name);
  if (!value.is_boolean()) throw FieldError(path_of(name), shown(value) + " is neither true nor false");
  return value.get<bool>();
}

std::vector<std::string> Fields::list(const char* name) const {
  std::vector<std::string> found;
  for (const auto& each : array(name)) {
    if (!each.is_string())
      throw FieldError(path_of(name) + '[' + std::to_string(found.size()) + ']', shown(each) + " is no text");
    found.push_back(each.get<std::string>());
  }
  return found;
}

std::vector<std::string> Fields::texts(const char* name) const {
  auto found = list(name);
  for (std::size_t i = 1; i < found.size(); ++i)
    if (std::find(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(i), found[i]) !=
        found.begin() + static_cast<std::ptrdiff_t>(i))
      throw FieldError(path_of(name) + '[' + std::to_string(i) + ']',
                       shown(array(name)[i]) + " stands there twice");
  return found;
}

Fields Fields::object(const char* name) const {
  return Fields(has(name) ? member(name) : no_object, path_of(name));
}

Facts facts_of(const Fields& object, const Vocabulary& vocabulary) {
  Facts facts;
  for (const auto& [name, json] : object.json().items()) {
    const auto* spec = vocabulary.fact(name);
    if (spec == nullptr)
      throw FieldError(object.path_of(name), with_nearest("no such fact", name, vocabulary.fact_names()));
    auto value = value_of(json, spec->type);
    if (!value)
      throw FieldError(object.path_of(name), shown(json) + " is not of the type " + to_string(spec->type));
    if (const auto wanted = violated(*value, spec->type, spec->limits))
      throw FieldError(object.path_of(name), shown(json) + " is not " + *wanted);
    facts.emplace_hint(facts.end(), name, std::move(*value));
  }
  return facts;
}

WordSet codes_of(const Fields& object, const char* name, const std::vector<std::string>& known) {
  WordSet codes;
  for (auto& each : object.texts(name)) {
    if (std::ranges::find(known, each) == known.end())
      throw FieldError(object.path_of(name), with_nearest("no such code: '" + each + "'", each, known));
    codes.insert(std::move(each));
  }
  return codes;
}

Json to_json(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* set = std::get_if<WordSet>(&value)) return *set;
  return to_string(value);
}

Json to_json(const Facts& facts) {
  // Names of facts are never twice in them: nobody need look for each among those before it.
  Json::object_t object;
  static_cast<Json::object_t::Container&>(object).reserve(facts.size());
  for (const auto& [name, value] : facts)
    static_cast<Json::object_t::Container&>(object).emplace_back(name, to_json(value));
  return object;
}

namespace {

// What needs an escape, or might not be UTF-8, is the library's.
void append_json(std::string& all, const std::string& text) {
  if (!needs_no_escape(text)) {
    all += dumped(text);
    return;
  }
  all += '"';
  all += text;
  all += '"';
}

}  // namespace

std::string json_text(const std::string& text) {
  std::string all;
  append_json(all, text);
  return all;
}

std::string json_text(const Facts& facts) {
  std::string all = "{";
  for (const auto& [name, value] : facts) {
    if (all.size() > 1) all += ',';
    append_json(all, name);
    all += ':';
    if (const auto* text = std::get_if<std::string>(&value))
      append_json(all, *text);
    else
      all += dumped(to_json(value));
  }
  return all + '}';
}

std::string json_text(const std::vector<std::string>& texts) {
  std::string all = "[";
  for (const auto& text : texts) {
    if (all.size() > 1) all += ',';
    append_json(all, text);
  }
  return all + ']';
}

std::string json_object(std::initializer_list<std::pair<const char*, std::string>> members) {
  std::string all = "{";
  for (const auto& [name, text] : members) {
    if (all.size() > 1) all += ',';
    append_json(all, name);
    all += ':';
    all += text;
  }
  return all + '}';
}

}  // namespace karimen::harness::port
