#include "harness/cli/reproduce/bundle_file.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "base/yaml.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

Facts facts_of(const yaml::Node& node) {
  Facts facts;
  for (const auto& [key, value] : node.as_mapping()) facts.emplace(key.text, Value(value.as_text()));
  return facts;
}

BundledScenario scenario_of(const yaml::Node& node) {
  return {.name = node.at("scenario").as_text(),
          .file = node.at("file").as_text(),
          .verdict = node.at("verdict").as_text(),
          .failure = node.at("failure").as_text(),
          .step = node.at("step").as_text()};
}

// Whose event a line is; "": nobody's.
std::string owner_of(const std::string& line) {
  const auto event = nlohmann::json::parse(line, nullptr, false);
  if (!event.is_object()) return "";
  for (const auto* key : {"scenario", "id"})
    if (const auto found = event.find(key); found != event.end() && found->is_string()) return *found;
  return "";
}

}  // namespace

Bundle read_bundle(const fs::path& folder) {
  const auto list = folder / bundle_names.list;
  if (!fs::exists(list))
    throw DiagnosticError(Diagnostic{.where = {folder.string()},
                                     .what = "this is no bundle of a failing run",
                                     .fix = "name the folder that holds " + std::string(bundle_names.list),
                                     .exit_code = ExitCode::bad_command_line});
  const auto documents = yaml::load_file(list);
  const auto& all = documents.front();
  if (const auto& schema = all.at("bundle"); schema.as_integer() != bundle_schema)
    schema.fail("this bundle has schema " + schema.text + ", this program knows schema " +
                    std::to_string(bundle_schema),
                "use the karimen that wrote it");
  Bundle bundle{.folder = folder,
                .version = all.at("version").as_text(),
                .commit = all.at("commit").as_text(),
                .rulebook = all.at("rulebook").as_text(),
                .transport = all.at("transport").as_text(),
                .system = all.at("system").as_text(),
                .seed = all.at("seed").as_text(),
                .masked = all.at("masked").as_boolean(),
                .assumptions = facts_of(all.at("assume")),
                .oracle_assumptions = facts_of(all.at("oracle_assume"))};
  for (const auto& each : all.at("scenarios").as_sequence()) bundle.scenarios.push_back(scenario_of(each));
  std::ifstream stream(folder / bundle_names.events);
  for (std::string line; std::getline(stream, line);)
    if (auto owner = owner_of(line); !owner.empty()) bundle.events[owner].push_back(std::move(line));
  return bundle;
}

}  // namespace karimen::harness::cli
