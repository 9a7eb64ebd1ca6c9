#include "harness/cli/schema/file_schemas.hpp"
#include "harness/cli/schema/schema_json.hpp"
#include "harness/cli/sut/sut_file.hpp"
#include "harness/port/peer.hpp"

namespace karimen::harness::cli {
namespace {

// What the program takes, a port and sixty minutes at most: schema_test.py holds both to each other.
constexpr auto an_address =
    "^(tcp:(127\\.0\\.0\\.1|localhost):0*([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|"
    "655[0-2][0-9]|6553[0-5])|unix:.+)$";
constexpr auto a_time_limit =
    "^0*(([1-9][0-9]{0,5}|[12][0-9]{6}|3[0-5][0-9]{5}|3600000)ms|([1-9][0-9]{0,2}|[12][0-9]{3}|3[0-5][0-9]{2}"
    "|"
    "3600)s|([1-9]|[1-5][0-9]|60)min)$";

SchemaJson sut_value(const std::string& key, const Lexicon& lexicon) {
  if (key == "command") {
    const auto program = text_like("\\S");
    return any_of({program,
                   {{"type", "array"},
                    {"minItems", 1},
                    {"prefixItems", SchemaJson::array({program})},
                    {"items", {{"type", "string"}}}}});
  }
  if (key == "address") return text_like(an_address);
  if (key == "procedures") return list_of(one_of_words(lexicon.vocabulary.procedure_names()));
  if (key == "stderr") return one_of_words({"fails", "kept"});
  if (key == "environment") {
    auto names = mapping_to({{"type", "string"}});
    names["propertyNames"] = {{"pattern", "^[^=]+$"}};
    return names;
  }
  if (key == "time_limits") {
    std::vector<std::string> methods;
    for (const auto& row : port::time_limits()) methods.emplace_back(row.method);
    return object_of(methods, [](const std::string&) { return text_like(a_time_limit); });
  }
  const auto* prefecture = lexicon.vocabulary.fact("holder.prefecture");
  return prefecture == nullptr ? plain_text() : one_of_words(prefecture->type.words);
}

}  // namespace

std::string configuration_schema(const Lexicon& lexicon, Language language) {
  auto schema = schema_head(Bilingual{"karimen.toml", "karimen.toml"}.in(language));
  auto sut = object_of(sut_keys(), [&](const std::string& key) { return sut_value(key, lexicon); });
  sut["not"] = {{"required", {"command", "address"}}};
  schema.update(object_of({"sut", "profile"}, [&](const std::string& key) {
    return key == "sut" ? sut
                        : mapping_to(object_of(
                              {"sut"}, [&](const std::string&) -> const auto& { return sut; }));
  }));
  return lines_of(schema, 2) + '\n';
}

}  // namespace karimen::harness::cli
