#include "harness/scenario/lexicon.hpp"

#include <algorithm>

#include "base/yaml/folder.hpp"
#include "harness/scenario/problems.hpp"

namespace karimen::harness {
namespace {

template <typename Map>
std::vector<std::string> keys(const Map& map) {
  std::vector<std::string> names;
  for (const auto& [name, value] : map) names.push_back(name);
  return names;
}

void add_rule_ids(const yaml::Node& document, std::set<std::string>& ids) {
  const auto* rules = document.find("rules");
  if (rules == nullptr || !rules->is_sequence()) return;
  for (const auto& rule : rules->items)
    if (rule.is_mapping())
      if (const auto* id = rule.find("id")) ids.insert(id->as_text());
}

}  // namespace

std::vector<std::string> Lexicon::assumption_ids() const {
  return keys(assumptions);
}
std::vector<std::string> Lexicon::names(std::string_view kind) const {
  if (kind == "photograph") return photographs;
  return kind == "facility" ? facility_names() : std::vector<std::string>{};
}
std::vector<std::string> Lexicon::facility_names() const {
  return keys(facilities);
}

Lexicon make_lexicon(std::span<const yaml::Node> rulebook, Facilities facilities,
                     std::shared_ptr<const Personas> personas) {
  Lexicon lexicon{.vocabulary = Vocabulary::from(rulebook),
                  .assumptions = {},
                  .rules = {},
                  .derived = {},
                  .facilities = std::move(facilities),
                  .personas = std::move(personas)};
  for (const auto& spec : lexicon.vocabulary.facts())
    if (spec.derive) lexicon.derived.insert(spec.name);
  Problems problems;
  for (const auto& document : rulebook) {
    if (!document.is_mapping()) continue;
    problems.guarded([&] {
      if (const auto* formulas = document.find("derivations"))
        for (const auto& entry : formulas->as_mapping()) lexicon.derived.insert(entry.key.text);
      if (const auto* id = document.find("assumption"))
        lexicon.assumptions.emplace(id->as_text(), read_type(document.at("values")));
      if (document.find("decision") != nullptr) add_rule_ids(document, lexicon.rules);
    });
  }
  problems.rethrow();
  return lexicon;
}

std::vector<std::string> photographs_in(const std::filesystem::path& folder) {
  constexpr std::string_view of_a_face = "-card";
  std::vector<std::string> ids;
  std::error_code unreadable;
  for (const auto& entry : std::filesystem::directory_iterator(folder, unreadable)) {
    auto id = entry.path().stem().string();
    if (entry.path().extension() == ".jp2" && !id.ends_with(of_a_face)) ids.push_back(std::move(id));
  }
  std::ranges::sort(ids);
  return ids;
}

std::vector<yaml::Node> load_documents(const std::filesystem::path& directory) {
  if (!std::filesystem::is_directory(directory))
    throw DiagnosticError(Diagnostic{.where = {directory.string()},
                                     .what = "is not a folder",
                                     .fix = "give the folder of the rulebook with --rulebook DIR"});
  return yaml::load_files(yaml::all_files_under(directory));
}

}  // namespace karimen::harness
