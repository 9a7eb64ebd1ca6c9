#include "harness/cli/reproduce/bundle_file.hpp"

#include <algorithm>
#include <fstream>
#include <utility>

#include "base/checksum.hpp"
#include "base/rest_of.hpp"
#include "base/visible.hpp"
#include "base/yaml.hpp"
#include "harness/report/event/event_json.hpp"
#include "harness/report/event/plain_event.hpp"
#include "harness/report/reporter.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

Facts facts_of(const yaml::Node& node) {
  Facts facts;
  for (const auto& [key, value] : node.as_mapping()) facts.emplace(key.text, Value(value.as_text()));
  return facts;
}

// A bundle may be anybody's: what is printed of it stays on its line.
std::string line_in(const yaml::Node& node) {
  return shown_path(node.as_text());
}

// What older bundles do not say.
std::string text_in(const yaml::Node& node, const char* key) {
  const auto* found = node.find(key);
  return found == nullptr ? "" : found->as_text();
}

BundledScenario scenario_of(const yaml::Node& node) {
  const auto* called = node.find("called");
  return {.name = line_in(node.at("scenario")),
          .file = node.at("file").as_text(),
          .called = called == nullptr ? "" : line_in(*called),
          .verdict = line_in(node.at("verdict")),
          .failure = line_in(node.at("failure")),
          .step = line_in(node.at("step")),
          .events = text_in(node, "events")};
}

// Whose event it is; "": nobody's.
struct Owner {
  std::string operator()(const RunStarted&) const { return ""; }
  std::string operator()(const RunFinished&) const { return ""; }
  std::string operator()(const ScenarioFinished& event) const { return event.id; }
  template <class Other>
  std::string operator()(const Other& event) const {
    return event.scenario;
  }
};

[[noreturn]] void not_whole(const fs::path& file, const std::string& why) {
  throw DiagnosticError(Diagnostic{.where = {file.string()},
                                   .what = "this bundle is not whole: " + why,
                                   .fix = "run the scenario again with --bundle",
                                   .exit_code = ExitCode::invalid_input});
}

// Each event as it stands alone, by scenario, and the options of the run; of a line without an end the run
// was killed.
void read_events(const fs::path& file, Bundle& bundle) {
  std::ifstream stream(file);
  if (!stream) not_whole(file, "it cannot be read");
  report::EventParser parser(file.string());
  Checksum told;
  std::size_t finished = 0;
  bool whole = false;
  for (std::string line; std::getline(stream, line) && !stream.eof();) {
    told.add(line + '\n');
    const auto event = parser.parse(line);
    if (!event) continue;
    whole = whole || std::holds_alternative<RunFinished>(*event);
    if (std::holds_alternative<ScenarioFinished>(*event)) {
      const auto now = std::exchange(told, Checksum()).finish();
      const auto& all = bundle.scenarios;
      if (finished < all.size() && !all[finished].events.empty() && all[finished].events != now)
        not_whole(file, "the events of " + all[finished].name + " are not those that were written");
      ++finished;
    }
    if (const auto* started = std::get_if<RunStarted>(&*event)) bundle.options = started->origin.options;
    if (const auto* end = std::get_if<ScenarioFinished>(&*event)) bundle.ended.insert(end->id);
    if (auto owner = std::visit(Owner{}, *event); !owner.empty())
      bundle.events[owner].push_back(report::to_json(*event));
  }
  if (whole && finished > bundle.scenarios.size())
    not_whole(bundle.folder / bundle_names.list, "the events are those of more scenarios");
}

// As they were put there.
void require_personas(const yaml::Node& scenario, const Bundle& bundle) {
  const auto* personas = scenario.find("personas");
  if (personas == nullptr) return;
  for (const auto& [name, then] : facts_of(*personas)) {
    if (checksum_of_persona(bundle, name) != to_string(then))
      not_whole(bundle.folder / persona_in_bundle(name), "this is not what was written");
  }
}

}  // namespace

fs::path persona_in_bundle(const std::string& persona) {
  return fs::path(bundle_names.personas) / (persona + ".yaml");
}

std::optional<std::string> checksum_of(const fs::path& file) {
  std::error_code ignored;
  std::ifstream in(file, std::ios::binary);
  if (!in || !fs::is_regular_file(file, ignored)) return std::nullopt;
  Checksum sum;
  sum.add(rest_of<std::string>(in));
  return sum.finish();
}

std::string checksum_of_persona(const Bundle& bundle, const std::string& persona) {
  const auto file = bundle.folder / persona_in_bundle(persona);
  auto sum = checksum_of(file);
  if (!sum) not_whole(file, "it cannot be read");
  return std::move(*sum);
}

const Scenario* scenario_called(const std::string& name, std::span<const Scenario> scenarios) {
  auto found = std::ranges::find(scenarios, name, &Scenario::identity);
  if (found == scenarios.end())
    found = std::ranges::find(scenarios, name,
                              [](const Scenario& each) { return report::plain_line(each.identity()); });
  return found == scenarios.end() ? nullptr : &*found;
}

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
                .version = line_in(all.at("version")),
                .commit = all.at("commit").as_text(),
                .rulebook = all.at("rulebook").as_text(),
                .transport = line_in(all.at("transport")),
                .system = line_in(all.at("system")),
                .seed = all.at("seed").as_text(),
                .lies_in = text_in(all, "lies_in"),
                .masked = all.at("masked").as_boolean(),
                .assumptions = facts_of(all.at("assume")),
                .oracle_assumptions = facts_of(all.at("oracle_assume"))};
  for (const auto& each : all.at("scenarios").as_sequence()) bundle.scenarios.push_back(scenario_of(each));
  const auto stream = folder / bundle_names.events;
  read_events(stream, bundle);
  for (const auto& each : bundle.scenarios)
    if (!bundle.ended.contains(each.name)) not_whole(stream, "it does not say how " + each.name + " ended");
  for (const auto& each : all.at("scenarios").as_sequence()) require_personas(each, bundle);
  return bundle;
}

}  // namespace karimen::harness::cli
