#include "harness/report/event/event_part.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.hpp"
#include "base/text.hpp"

namespace karimen::harness::report {
namespace {

using Json = EventPart::Json;

bool is_text(const Json& json) {
  return json.is_string();
}

bool is_count(const Json& json) {
  return json.is_number_unsigned();
}

bool is_object(const Json& json) {
  return json.is_object();
}

bool is_pair(const Json& json) {
  return json.is_array() && json.size() == 2 && is_text(json[0]) && is_text(json[1]);
}

template <bool (*is)(const Json&)>
bool is_list_of(const Json& json) {
  return json.is_array() && std::all_of(json.begin(), json.end(), is);
}

template <bool (*is)(const Json&)>
bool is_object_of(const Json& json) {
  return json.is_object() && std::all_of(json.begin(), json.end(), is);
}

/// How a value of each kind is to be, as far as can be seen without looking into objects, and what is said
/// where it is not.
struct KindOfValue {
  FieldKind kind;
  bool (*is)(const Json&);
  const char* complaint;
};
constexpr KindOfValue kinds_of_values[] = {
    {FieldKind::text, is_text, "'{}' is not a text"},
    {FieldKind::texts, is_list_of<is_text>, "'{}' is not a list of texts"},
    {FieldKind::pairs, is_list_of<is_pair>, "'{}' is not a list of pairs of texts"},
    {FieldKind::text_by_name, is_object_of<is_text>, "'{}' is not an object of texts"},
    {FieldKind::count, is_count, "'{}' is not a whole number from 0"},
    {FieldKind::count_by_name, is_object_of<is_count>, "'{}' is not an object of whole numbers from 0"},
    {FieldKind::shard, [](const Json& json) { return is_list_of<is_count>(json) && json.size() == 2; },
     "'{}' is not a pair of numbers"},
    {FieldKind::number, [](const Json& json) { return json.is_number(); }, "'{}' is not a number"},
    {FieldKind::truth, [](const Json& json) { return json.is_boolean(); }, "'{}' is neither true nor false"},
    {FieldKind::hex, is_text, "'{}' is not a text"},
    {FieldKind::digest, is_text, "'{}' is not a text"},
    {FieldKind::verdict, is_text, "'{}' is not a text"},
    {FieldKind::failure, is_text, "'{}' is not a text"},
    {FieldKind::undecided_or_failure, is_text, "'{}' is not a text"},
    {FieldKind::kept_apdus, is_text, "'{}' is not a text"},
    {FieldKind::facts, is_object, "'{}' is not an object"},
    {FieldKind::changes, is_object, "'{}' is not an object"},
    {FieldKind::object, is_object, "'{}' is not an object"},
    {FieldKind::objects, is_list_of<is_object>, "'{}' is not a list of objects"},
    {FieldKind::objects_or_names,
     is_list_of<[](const Json& json) { return is_object(json) || is_text(json); }>,
     "'{}' is not a list of objects"},
};

bool is_word(FieldKind kind) {
  return !words_of(kind).empty();
}

}  // namespace

EventPart::EventPart(const trace::JsonLine& line, const Json& json, const EventShape& shape, int schema)
    : line_(line), json_(json), shape_(shape), schema_(schema) {
  for (const auto& field : shape.fields) check(field);
}

void EventPart::check(const EventField& field) const {
  const auto value = json_.find(field.name);
  if (value == json_.end()) {
    const bool missing = field.presence == Presence::always ||
                         (field.presence == Presence::since_schema_3 && schema_ >= 3) ||
                         (field.presence == Presence::since_schema_4 && schema_ >= 4) ||
                         (field.presence == Presence::until_schema_2 && schema_ <= 2);
    if (missing) line_.refuse(0, std::string("'") + field.name + "' is missing");
    return;
  }
  const auto& kind = *std::ranges::find(kinds_of_values, field.kind, &KindOfValue::kind);
  if (!kind.is(*value)) refuse(field.name, fmt::format(fmt::runtime(kind.complaint), field.name));
  if (field.least > 0 && value->get<std::int64_t>() < field.least)
    refuse(field.name, std::string("'") + field.name + "' is at least " + std::to_string(field.least));
  if (!is_word(field.kind)) return;
  const auto known = words_of(field.kind);
  const auto written = value->get<std::string>();
  if (std::ranges::find(known, written) == known.end())
    refuse(field.name, "unknown word '" + written + "'", suggestion(written, known));
}

void EventPart::refuse(const std::string& key, std::string what, std::string fix) const {
  line_.refuse(line_.place(key), std::move(what), std::move(fix));
}

const EventField& EventPart::field(const char* key) const {
  const auto found = std::ranges::find(shape_.fields, std::string_view(key), &EventField::name);
  KARIMEN_ASSERT(found != shape_.fields.end(), "what is read of an event stands in its shape");
  return *found;
}

const Json* EventPart::find(const char* key) const {
  static_cast<void>(field(key));
  const auto found = json_.find(key);
  return found == json_.end() ? nullptr : &*found;
}

template <class Type>
Type EventPart::read(const char* key) const {
  const auto* value = find(key);
  return value == nullptr ? Type() : value->get<Type>();
}

std::string EventPart::text(const char* key) const {
  return read<std::string>(key);
}

std::optional<std::string> EventPart::maybe(const char* key) const {
  return has(key) ? std::optional(text(key)) : std::nullopt;
}

BilingualText EventPart::both(const char* key) const {
  KARIMEN_ASSERT(field(key).bilingual, "what is read in both languages is written so");
  const auto japanese = std::string(key) + "_ja";
  const auto found = json_.find(japanese);
  if (found == json_.end()) return {text(key), ""};
  if (!is_text(*found)) refuse(japanese, "'" + japanese + "' is not a text");
  return {text(key), found->get<std::string>()};
}

std::size_t EventPart::count(const char* key) const {
  return read<std::size_t>(key);
}

double EventPart::number(const char* key) const {
  return read<double>(key);
}

bool EventPart::truth(const char* key) const {
  return read<bool>(key);
}

std::vector<std::string> EventPart::texts(const char* key) const {
  return read<std::vector<std::string>>(key);
}

std::vector<std::pair<std::string, std::string>> EventPart::pairs(const char* key) const {
  return read<std::vector<std::pair<std::string, std::string>>>(key);
}

std::map<std::string, std::string> EventPart::text_by_name(const char* key) const {
  return read<std::map<std::string, std::string>>(key);
}

std::map<std::string, std::size_t> EventPart::count_by_name(const char* key) const {
  return read<std::map<std::string, std::size_t>>(key);
}

std::pair<unsigned, unsigned> EventPart::shard(const char* key) const {
  return read<std::pair<unsigned, unsigned>>(key);
}

std::vector<ToldFacts::Change> EventPart::changes(const char* key) const {
  std::vector<ToldFacts::Change> all;
  if (const auto* value = find(key))
    for (const auto& [name, each] : value->items())
      all.push_back({name, each.is_null() ? std::nullopt : std::optional(fact(name, each))});
  return all;
}

Facts EventPart::facts(const char* key) const {
  Facts facts;
  if (const auto* value = find(key))
    for (const auto& [name, each] : value->items()) facts.emplace(name, fact(name, each));
  return facts;
}

std::size_t EventPart::word(const char* key) const {
  const auto known = words_of(field(key).kind);
  return static_cast<std::size_t>(std::ranges::find(known, text(key)) - known.begin());
}

EventPart EventPart::inner(const EventField& field, const Json& json) const {
  return {line_, json, *shape_called(part_shapes(), field.of), schema_};
}

EventPart EventPart::part(const char* key) const {
  return inner(field(key), json_.at(key));
}

void EventPart::each(const char* key, const std::function<void(const EventPart&)>& take,
                     const std::function<void(const std::string&)>& take_name) const {
  const auto* value = find(key);
  if (value == nullptr) return;
  for (const auto& each : *value)
    if (each.is_string()) {
      take_name(each.get<std::string>());
    } else {
      take(inner(field(key), each));
    }
}

Value EventPart::fact(const std::string& name, const Json& value) const {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_string()) return value.get<std::string>();
  if (!is_list_of<is_text>(value)) refuse(name, "'" + name + "' is not the value of a fact");
  WordSet set;
  for (const auto& each : value) set.insert(each.get<std::string>());
  return set;
}

}  // namespace karimen::harness::report
