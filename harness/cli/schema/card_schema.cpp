#include "harness/cli/schema/file_schemas.hpp"
#include "harness/cli/schema/schema_json.hpp"
#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/defects.hpp"

namespace karimen::harness::cli {
namespace {

namespace blueprint = sim::blueprint;

class CardSchemaWriter {
 public:
  explicit CardSchemaWriter(const blueprint::IssuerMaterial& material)
      : material_(material), keys_(blueprint::card_file_keys()) {}

  SchemaJson mapping(const std::string& path) const {
    const auto below = path.empty() ? "" : path + '.';
    return object_of(keys_.at(path), [&](const std::string& key) { return value(below + key); });
  }

 private:
  SchemaJson value(const std::string& path) const {
    if (path == "persona") return one_of_words(blueprint::persona_names(material_));
    if (path.ends_with("photograph")) {
      auto names = material_.photographs().ids();
      names.emplace_back("none");
      return one_of_words(names);
    }
    if (path == "facts") return {{"type", "object"}};
    if (path == "card.defects") return list_of(one_of_words(defect_names()));
    for (const char* list : {"keys", "categories", "conditions", "remarks"})
      if (path.ends_with(std::string(".") + list)) return list_of(plain_text());
    const bool is_pin = path.starts_with("pins.") && path.rfind('.') == 4 && path != "pins.security_code";
    if (is_pin) return any_of({plain_text(), mapping("pins.*")});
    if (keys_.contains(path)) return any_of({mapping(path), one_of_words({"none"})});
    return plain_text();
  }

  static std::vector<std::string> defect_names() {
    std::vector<std::string> names;
    for (const auto& defect : blueprint::defects()) names.emplace_back(defect.name);
    return names;
  }

  const blueprint::IssuerMaterial& material_;
  const blueprint::CardFileKeys keys_;
};

}  // namespace

std::string card_schema(const DataFolders& folders, Language language) {
  const blueprint::IssuerMaterial material(folders.fixtures());
  auto schema = schema_head(Bilingual{"Karimen card file", "Karimen カードファイル"}.in(language));
  schema.update(CardSchemaWriter(material).mapping(""));
  return lines_of(schema, 3) + '\n';
}

}  // namespace karimen::harness::cli
