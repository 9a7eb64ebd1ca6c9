#include "harness/cli/schema/file_schemas.hpp"
#include "harness/cli/schema/schema_json.hpp"
#include "harness/report/event/event_json.hpp"
#include "harness/report/event/event_shapes.hpp"

namespace karimen::harness::cli {
namespace {

using namespace report;

SchemaJson text_schema() {
  return {{"type", "string"}};
}

SchemaJson count_schema(int least) {
  return {{"type", "integer"}, {"minimum", least}};
}

SchemaJson pair_schema(SchemaJson items) {
  auto schema = list_of(std::move(items));
  schema.update({{"minItems", 2}, {"maxItems", 2}});
  return schema;
}

SchemaJson reference_to(std::string_view name) {
  return {{"$ref", "#/$defs/" + std::string(name)}};
}

SchemaJson fact_schema() {
  return {{"type", {"boolean", "integer", "string", "array"}}, {"items", text_schema()}};
}

SchemaJson changed_fact_schema() {
  auto schema = fact_schema();
  schema["type"].push_back("null");
  return schema;
}

struct KindSchema {
  FieldKind kind;
  SchemaJson (*write)(const EventField& field);
};
const KindSchema kind_schemas[] = {
    {FieldKind::text, [](auto&) { return text_schema(); }},
    {FieldKind::texts, [](auto&) { return list_of(text_schema()); }},
    {FieldKind::pairs, [](auto&) { return list_of(pair_schema(text_schema())); }},
    {FieldKind::text_by_name, [](auto&) { return mapping_to(text_schema()); }},
    {FieldKind::count, [](auto& field) { return count_schema(field.least); }},
    {FieldKind::count_by_name, [](auto&) { return mapping_to(count_schema(0)); }},
    {FieldKind::shard, [](auto&) { return pair_schema(count_schema(1)); }},
    {FieldKind::number,
     [](auto&) -> SchemaJson {
       return {{"type", "number"}, {"minimum", 0}};
     }},
    {FieldKind::truth,
     [](auto&) -> SchemaJson {
       return {{"type", "boolean"}};
     }},
    {FieldKind::hex, [](auto&) { return text_like("^([0-9A-F]{2}|\\*\\*)*$"); }},
    {FieldKind::digest, [](auto&) { return text_like("^[0-9a-f]{64}$"); }},
    {FieldKind::verdict, [](auto& field) { return one_of_words(words_of(field.kind)); }},
    {FieldKind::failure, [](auto& field) { return one_of_words(words_of(field.kind)); }},
    {FieldKind::undecided_or_failure, [](auto& field) { return one_of_words(words_of(field.kind)); }},
    {FieldKind::kept_apdus, [](auto& field) { return one_of_words(words_of(field.kind)); }},
    {FieldKind::facts, [](auto&) { return mapping_to(fact_schema()); }},
    {FieldKind::changes, [](auto&) { return mapping_to(changed_fact_schema()); }},
    {FieldKind::object, [](auto& field) { return reference_to(field.of); }},
    {FieldKind::objects, [](auto& field) { return list_of(reference_to(field.of)); }},
    {FieldKind::objects_or_names,
     [](auto& field) {
       return list_of(any_of({text_schema(), reference_to(field.of)}));
     }},
};

// What is only in streams of schema 2 is not in the schema of those that are written now.
SchemaJson shape_schema(const EventShape& shape, SchemaJson properties, Language language) {
  auto required = SchemaJson::array();
  for (const auto& [name, is] : properties.items()) required.push_back(name);
  for (const auto& field : shape.fields) {
    if (field.presence == Presence::until_schema_2) continue;
    auto& schema = properties[field.name] =
        std::ranges::find(kind_schemas, field.kind, &KindSchema::kind)->write(field);
    if (!field.words.empty()) schema["description"] = field.words.in(language);
    if (field.presence != Presence::maybe) required.push_back(field.name);
    if (field.bilingual) properties[std::string(field.name) + "_ja"] = text_schema();
  }
  SchemaJson schema{{"type", "object"}};
  if (!shape.words.empty()) schema["description"] = shape.words.in(language);
  schema["required"] = std::move(required);
  schema["properties"] = std::move(properties);
  return schema;
}

}  // namespace

std::string event_schema_text(Language language) {
  auto schema = schema_head(say(Bilingual{"A line of the event stream of karimen run, schema {}",
                                          "karimen runのイベント列の一行（版{}）"},
                                language, {std::to_string(event_schema)}));
  schema["description"] = "docs/events.md";
  for (const auto& shape : line_shapes()) {
    auto line = shape_schema(shape, {{"event", {{"const", shape.name}}}}, language);
    if (shape.name == "run_started") line["properties"]["schema"] = {{"const", event_schema}};
    schema["oneOf"].push_back(std::move(line));
  }
  for (const auto& shape : part_shapes())
    schema["$defs"][std::string(shape.name)] = shape_schema(shape, SchemaJson::object(), language);
  return lines_of(schema, 3) + '\n';
}

}  // namespace karimen::harness::cli
