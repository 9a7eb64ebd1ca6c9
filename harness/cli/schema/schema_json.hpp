// What the schemas have in common: small schemas, and how one is written.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace karimen::harness::cli {

using SchemaJson = nlohmann::ordered_json;

[[nodiscard]] SchemaJson any_of(std::initializer_list<SchemaJson> choices);
[[nodiscard]] SchemaJson text_like(const char* pattern);
[[nodiscard]] SchemaJson list_of(SchemaJson items);
[[nodiscard]] SchemaJson one_of_words(const std::vector<std::string>& words);
/// Unquoted digits are a number for YAML and a text for us.
[[nodiscard]] SchemaJson plain_text();
/// A mapping of these keys and no others, and what `each` says of a key.
template <typename Each>
[[nodiscard]] SchemaJson object_of(const std::vector<std::string>& keys, const Each& each) {
  auto properties = SchemaJson::object();
  for (const auto& key : keys) properties[key] = each(key);
  return {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
}
/// Any mapping, of such values.
[[nodiscard]] SchemaJson mapping_to(SchemaJson value);
/// The head of a schema, before what it says.
[[nodiscard]] SchemaJson schema_head(const std::string& title);
/// An entry a line down to `depth` objects below; what is deeper stands on its entry's line.
[[nodiscard]] std::string lines_of(const SchemaJson& schema, int depth);

}  // namespace karimen::harness::cli
