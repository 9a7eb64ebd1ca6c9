#include "harness/cli/schema/schema_json.hpp"

namespace karimen::harness::cli {

SchemaJson any_of(std::initializer_list<SchemaJson> choices) {
  return {{"anyOf", SchemaJson(choices)}};
}

SchemaJson text_like(const char* pattern) {
  return {{"type", "string"}, {"pattern", pattern}};
}

SchemaJson list_of(SchemaJson items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

SchemaJson one_of_words(const std::vector<std::string>& words) {
  auto schema = SchemaJson::object();
  schema["enum"] = words;
  return schema;
}

SchemaJson plain_text() {
  return {{"type", {"string", "number", "boolean"}}};
}

std::string lines_of(const SchemaJson& schema, int depth) {
  if (depth == 0 || !schema.is_object()) return schema.dump();
  std::string text;
  for (const auto& [key, value] : schema.items())
    text += (text.empty() ? "{\n" : ",\n") + SchemaJson(key).dump() + ": " + lines_of(value, depth - 1);
  return text.empty() ? "{}" : text + "\n}";
}

SchemaJson mapping_to(SchemaJson value) {
  return {{"type", "object"}, {"additionalProperties", std::move(value)}};
}

SchemaJson schema_head(const std::string& title) {
  return {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
}

}  // namespace karimen::harness::cli
