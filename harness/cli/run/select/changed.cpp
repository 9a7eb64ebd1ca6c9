#include "harness/cli/run/select/changed.hpp"

#include <map>

#include "base/yaml/folder.hpp"
#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

fs::path absolute_path(const fs::path& path) {
  std::error_code ignored;
  return fs::weakly_canonical(fs::absolute(path), ignored);
}

bool is_yaml_under(const fs::path& file, const fs::path& folder) {
  const auto inside = file.lexically_relative(folder);
  return !inside.empty() && *inside.begin() != ".." &&
         (file.extension() == ".yaml" || file.extension() == ".yml");
}

std::vector<yaml::Node> documents_of(const std::string& text, const fs::path& file) {
  return yaml::load_text(text, file.string());
}

void append(std::vector<yaml::Node>& all, std::vector<yaml::Node> more) {
  for (auto& each : more) all.push_back(std::move(each));
}

// Only files that changed: what stands in the others is on both sides.
RulebookChanges rulebook_changes(const GitView& view, const fs::path& folder) {
  std::vector<yaml::Node> before, after;
  for (const auto& file : view.changed()) {
    if (!is_yaml_under(file, folder)) continue;
    if (const auto text = view.before(file)) append(before, documents_of(*text, file));
    if (fs::is_regular_file(file)) append(after, yaml::load_file(file));
  }
  return changes_between(before, after);
}

}  // namespace

ChangedFiles::ChangedFiles(std::set<fs::path> files, RulebookChanges rules, const RunContext& context,
                           const DataFolders& folders)
    : files_(std::move(files)), rules_(context, std::move(rules)) {
  const auto personas = absolute_path(folders.personas());
  for (const auto& file : files_)
    if (is_yaml_under(file, personas)) personas_.insert(file.stem().string());
}

bool ChangedFiles::touch(const Scenario& scenario) {
  if (files_.contains(absolute_path(scenario.spot.file()))) return true;
  for (const auto& included : scenario.included)
    if (files_.contains(absolute_path(included))) return true;
  for (const auto& [who, persona] : scenario.personas)
    if (personas_.contains(persona)) return true;
  return rules_.by(scenario);
}

ChangedFiles changed_since(const std::string& revision, const Selection& selection, const RunContext& context,
                           const DataFolders& folders) {
  std::map<fs::path, GitView> views;  // by the folder that each begins with
  for (const auto& text : selection.paths) {
    if (text == "-") continue;
    const auto path = absolute_path(split_path(text).path);
    const auto folder = fs::is_directory(path) ? path : path.parent_path();
    const auto top = work_tree_of(folder);
    if (!top || !views.contains(*top)) {
      GitView view(folder, revision);
      views.emplace(view.top(), std::move(view));
    }
  }
  // A rulebook that lies elsewhere has revisions of its own, or none.
  const auto rulebook = absolute_path(folders.rulebook);
  const auto tree = work_tree_of(rulebook);
  const auto view = tree ? views.find(*tree) : views.end();
  auto rules = view == views.end() ? RulebookChanges{} : rulebook_changes(view->second, rulebook);
  std::set<fs::path> files;
  for (const auto& [top, each] : views) files.insert(each.changed().begin(), each.changed().end());
  return {std::move(files), std::move(rules), context, folders};
}

}  // namespace karimen::harness::cli
