#include "harness/scenario/selection/selection.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <utility>

#include "base/checksum.hpp"
#include "base/process/standard_input.hpp"
#include "base/rest_of.hpp"
#include "base/visible.hpp"
#include "base/yaml/folder.hpp"
#include "harness/scenario/problems.hpp"
#include "harness/scenario/selection/file_names.hpp"

namespace karimen::harness {
namespace {

namespace fs = std::filesystem;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

bool matches_name(const Scenario& scenario, const std::string& name) {
  return contains(scenario.identity(), name) || contains(scenario.title.en, name) ||
         contains(scenario.title.ja, name);
}

bool is_meant(const Scenario& scenario, const std::map<std::string, Meant>& meant) {
  const auto found = meant.find(scenario.file);
  return found == meant.end() || found->second.matches(scenario);
}

// What stands on the command line, path by path.
class Finder {
 public:
  Finder(const fs::path& data, std::istream& input) : data_(data), input_(input) {}

  void take(const std::string& text) {
    const auto selected = split_path(text);
    if (selected.path == "-") return take_stream(standard_input_name, standard_input_name, selected, input_);
    const auto path = selected.path.lexically_normal();
    if (fs::is_directory(path)) return take_folder(path);
    if (fs::is_fifo(path)) return take_pipe(path, selected);
    if (fs::exists(path)) {
      const auto folder = fs::canonical(fs::absolute(path).parent_path());
      return add(folder / path.filename(), path, folder, selected);
    }
    std::error_code error;
    const auto target = fs::read_symlink(path, error);
    problems_.add(
        {.where = {path.string()},
         .what = error ? "does not exist" : "is a link to '" + target.string() + "', which cannot be reached",
         .fix = "give a scenario file, a folder of them, FILE:LINE or FILE#ID",
         .source_line = "",
         .exit_code = ExitCode::bad_command_line});
  }

  FoundFiles finish() {
    problems_.rethrow();
    std::vector<RootedFile> rooted_files;
    for (const auto& [path, file] : files_) rooted_files.push_back({path, file.root});
    const auto names = names_of(std::move(rooted_files));
    std::size_t i = 0;
    for (auto& [path, file] : files_) {
      const auto& name = names[i++];
      result_.files.push_back({.path = path, .shown = file.shown, .name = name, .root = file.root});
      if (!file.meant.all()) result_.meant.emplace(name, std::move(file.meant));
    }
    for (auto& [name, stream] : streams_) {
      auto unique = name;
      while (std::ranges::find(result_.files, unique, &ScenarioFile::name) != result_.files.end())
        unique.insert(0, "./");
      result_.files.push_back({"-", stream.shown, unique, std::move(stream.text)});
      if (!stream.meant.all()) result_.meant.emplace(unique, std::move(stream.meant));
    }
    std::ranges::sort(result_.files, {}, &ScenarioFile::name);
    return std::move(result_);
  }

 private:
  struct File {
    std::string shown;
    fs::path root;
    Meant meant;
  };

  // What is in it comes once.
  struct Stream {
    std::string shown, text;
    Meant meant;
  };

  void take_stream(const std::string& name, const std::string& shown, const SelectedPath& selected,
                   std::istream& in) {
    const auto [entry, fresh] = streams_.try_emplace(name);
    if (fresh) entry->second = {shown, rest_of<std::string>(in), {}};
    entry->second.meant.add(selected);
  }

  // It lies nowhere: its name is the one that was typed.
  void take_pipe(const fs::path& path, const SelectedPath& selected) {
    std::ifstream in;
    if (!streams_.contains(shown_path(path.string()))) in.open(path, std::ios::binary);
    take_stream(shown_path(path.string()), path.string(), selected, in);
  }

  void take_folder(const fs::path& path) {
    const auto folder = fs::canonical(path);
    auto found = yaml::files_under(path);
    for (const auto& file : found.files) {
      if (is_in_bundle(file.parent_path(), path)) continue;
      const auto inside = file.lexically_relative(path);
      add(folder / inside, file, folder, {});
    }
    for (auto& problem : found.problems) {
      const auto place =
          rooted(folder / fs::path(problem.where.file).lexically_relative(path), folder, data_);
      result_.unread.push_back(
          {place.path.lexically_relative(place.root).generic_string(), {std::move(problem)}});
    }
  }

  // Below `top`: what runs have left there is no scenario of anybody's.
  bool is_in_bundle(const fs::path& folder, const fs::path& top) {
    if (folder == top || !folder.has_relative_path()) return false;
    const auto [entry, fresh] = in_bundle_.try_emplace(folder, false);
    if (!fresh) return entry->second;
    std::error_code unknown;
    const bool is = fs::exists(folder / bundle_list_name, unknown) || is_in_bundle(folder.parent_path(), top);
    return in_bundle_[folder] = is;
  }

  void add(const fs::path& path, const fs::path& shown, const fs::path& argument,
           const SelectedPath& selected) {
    const auto [entry, fresh] = files_.try_emplace(path);
    if (fresh) entry->second = {shown.string(), root_of(path, argument), {}};
    entry->second.meant.add(selected);
  }

  /// The same for all files of a folder.
  const fs::path& root_of(const fs::path& path, const fs::path& argument) {
    const auto [known, fresh] = roots_.try_emplace({path.parent_path(), argument});
    if (fresh) known->second = rooted(path, argument, data_).root;
    return known->second;
  }

  const fs::path& data_;
  std::istream& input_;
  std::map<std::pair<fs::path, fs::path>, fs::path> roots_;
  std::map<std::string, Stream> streams_;  ///< by name
  std::map<fs::path, bool> in_bundle_;     ///< by folder
  std::map<fs::path, File> files_;
  Problems problems_;
  FoundFiles result_;
};

}  // namespace

void Meant::add(const SelectedPath& selected) {
  if (selected.id.empty())
    lines.insert(selected.line);
  else
    ids.insert(selected.id);
}

bool Meant::matches(const Scenario& scenario) const {
  const auto within = [&](int line) { return line >= scenario.spot.line() && line <= scenario.last_line; };
  return std::ranges::any_of(lines, within) || ids.contains(scenario.id) ||
         ids.contains(scenario.identity().substr(scenario.file.size() + 1));
}

SelectedPath split_path(const std::string& text) {
  if (fs::exists(text)) return {text};
  for (auto hash = text.find('#'); hash != std::string::npos; hash = text.find('#', hash + 1))
    if (const auto path = text.substr(0, hash); path == "-" || path == standard_input_name)
      return {"-", 0, text.substr(hash + 1)};
    else if (fs::exists(path) && !fs::is_directory(path))
      return {path, 0, text.substr(hash + 1)};
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return {text};
  int line = 0;
  const auto* end = text.data() + text.size();
  const auto result = std::from_chars(text.data() + colon + 1, end, line);
  if (result.ec != std::errc{} || result.ptr != end || line < 1) return {text};
  return {text.substr(0, colon), line};
}

FoundFiles find_scenario_files(std::span<const std::string> paths, const fs::path& data) {
  const bool asked = std::ranges::find(paths, "-") != paths.end();
  return find_scenario_files(paths, data, asked ? standard_input() : std::cin);
}

FoundFiles find_scenario_files(std::span<const std::string> paths, const fs::path& data,
                               std::istream& input) {
  Finder finder(data, input);
  for (const auto& path : paths) finder.take(path);
  return finder.finish();
}

unsigned shard_of(const Scenario& scenario, unsigned shards) {
  return static_cast<unsigned>(stable_number(scenario.identity()) % shards) + 1;
}

std::vector<Scenario> select(std::vector<Scenario> scenarios, const Selection& selection,
                             const std::map<std::string, Meant>& meant) {
  std::erase_if(scenarios, [&](const Scenario& scenario) {
    return !std::ranges::all_of(selection.names, [&](auto& name) { return matches_name(scenario, name); }) ||
           !is_meant(scenario, meant) ||
           !std::ranges::all_of(selection.tags, [&](auto& tags) { return tags.matches(scenario.tags); }) ||
           !std::ranges::all_of(selection.also, [&](auto& holds) { return holds(scenario); }) ||
           (selection.shards > 1 && shard_of(scenario, selection.shards) != selection.shard);
  });
  return scenarios;
}

}  // namespace karimen::harness
