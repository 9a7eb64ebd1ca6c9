#include "harness/cli/schema/file_schemas.hpp"
#include "harness/cli/schema/schema_json.hpp"
#include "harness/fact/vocabulary_keys.hpp"
#include "harness/oracle/rulebook/keys.hpp"

namespace karimen::harness::cli {
namespace {

SchemaJson anything() {
  return SchemaJson::object();
}

SchemaJson list_or_one(const SchemaJson& item) {
  return any_of({item, list_of(item)});
}

SchemaJson label() {
  return any_of({plain_text(), object_of({"ja", "en"}, [](const std::string&) { return plain_text(); })});
}

SchemaJson citation(const std::string& key) {
  if (key == "defined") return label();
  return list_or_one(plain_text());
}

SchemaJson defined(const std::string& what) {
  return {{"$ref", "#/$defs/" + what}};
}

class RulebookSchemaWriter {
 public:
  explicit RulebookSchemaWriter(const Lexicon& lexicon) : lexicon_(lexicon) {}

  SchemaJson write(const std::string& title) const {
    auto schema = schema_head(title);
    schema["type"] = "object";
    auto kinds = SchemaJson::array();
    for (const auto& [kind, keys] : documents_) {
      auto document = object_of(*keys, [&](const std::string& key) { return value(key); });
      document["required"] = {kind};
      kinds.push_back(std::move(document));
    }
    // Facts, words, codes and sources may stand beside each other in one document.
    kinds.push_back(object_of(rules::document_kinds, [&](const std::string& kind) { return shared(kind); }));
    schema["anyOf"] = std::move(kinds);
    schema["$defs"] = {
        {"row", object_of(rules::row_keys, [&](const std::string& key) { return value(key); })},
        {"effect",
         object_of(rules::procedure_effect_keys, [&](const std::string& key) { return value(key); })},
        {"source", any_of({object_of(rules::citation_keys, citation)})}};
    return schema;
  }

 private:
  SchemaJson value(const std::string& key) const {
    if (key == "rules") return list_of(defined("row"));
    if (key == "otherwise") return defined("row");
    if (key == "effects" || key == "on_refusal") return list_of(defined("effect"));
    if (key == "source") return list_or_one(defined("source"));
    if (key == "effective")
      return object_of(rules::period_keys, [](const std::string&) { return plain_text(); });
    if (key == "hit_policy") return one_of_words({"collect", "unique", "first"});
    if (key == "place") return list_or_one(prefecture());
    if (key == "because" || key == "question") return label();
    if (key == "procedure") return one_of_words(lexicon_.vocabulary.procedure_names());
    return anything();
  }

  SchemaJson shared(const std::string& kind) const {
    const auto each = [](const std::vector<std::string>& keys) {
      return mapping_to(
          any_of({plain_text(), object_of(keys, [](const std::string&) { return anything(); })}));
    };
    if (kind == "facts") return each(fact_keys);
    if (kind == "procedures") return each(actor_keys);
    if (kind == "formats") return each(format_keys);
    if (kind == "derivations") return each(rules::derivation_keys);
    if (kind == "sources") return each(rules::source_document_keys);
    return anything();
  }

  SchemaJson prefecture() const {
    const auto* fact = lexicon_.vocabulary.fact("holder.prefecture");
    return fact == nullptr ? plain_text() : one_of_words(fact->type.words);
  }

  const Lexicon& lexicon_;
  const std::vector<std::pair<std::string, const std::vector<std::string>*>> documents_{
      {"decision", &rules::decision_keys},
      {"procedure", &rules::procedure_keys},
      {"invariant", &rules::invariant_keys},
      {"assumption", &rules::assumption_keys},
      {"effect", &rules::named_effect_keys}};
};

}  // namespace

std::string rulebook_schema(const Lexicon& lexicon, Language language) {
  const auto title = Bilingual{"document of a Karimen rulebook", "Karimen 規則集の文書"}.in(language);
  return lines_of(RulebookSchemaWriter(lexicon).write(std::string(title)), 2) + '\n';
}

}  // namespace karimen::harness::cli
