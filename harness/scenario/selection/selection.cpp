#include "harness/scenario/selection/selection.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "base/checksum.hpp"
#include "base/process/standard_input.hpp"
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

bool matches_lines(const Scenario& scenario, const std::map<std::string, std::set<int>>& lines) {
  const auto found = lines.find(scenario.file);
  return found == lines.end() || std::ranges::any_of(found->second, [&](int line) {
           return line >= scenario.spot.line() && line <= scenario.last_line;
         });
}

// What stands on the command line, path by path.
class Finder {
 public:
  Finder(const fs::path& data, std::istream& input) : data_(data), input_(input) {}

  void take(const std::string& text) {
    const auto [typed, line] = split_line(text);
    if (typed == "-") return take_input(line);
    const auto path = typed.lexically_normal();
    if (fs::is_directory(path)) return take_folder(path);
    if (fs::exists(path)) {
      const auto folder = fs::canonical(fs::absolute(path).parent_path());
      return add(folder / path.filename(), path, folder, line);
    }
    std::error_code error;
    const auto target = fs::read_symlink(path, error);
    problems_.add(
        {.where = {path.string()},
         .what = error ? "does not exist" : "is a link to '" + target.string() + "', which cannot be reached",
         .fix = "give a scenario file, a folder of them, or FILE:LINE",
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
      if (!file.lines.contains(0)) result_.lines.emplace(name, std::move(file.lines));
    }
    if (said_) {
      result_.files.push_back({"-", standard_input_name, standard_input_name, std::move(said_)});
      if (!lines_of_input_.contains(0))
        result_.lines.emplace(standard_input_name, std::move(lines_of_input_));
    }
    std::ranges::sort(result_.files, {}, &ScenarioFile::name);
    return std::move(result_);
  }

 private:
  struct File {
    std::string shown;
    fs::path root;
    std::set<int> lines;  ///< 0: all of it; named twice, once with a line, it is meant as a whole
  };

  void take_input(int line) {
    if (!said_) said_.emplace(std::istreambuf_iterator<char>(input_), std::istreambuf_iterator<char>());
    lines_of_input_.insert(line);
  }

  void take_folder(const fs::path& path) {
    const auto folder = fs::canonical(path);
    auto found = yaml::files_under(path);
    for (const auto& file : found.files) {
      if (is_in_bundle(file.parent_path(), path)) continue;
      const auto inside = file.lexically_relative(path);
      add(folder / inside, file, folder, 0);
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

  void add(const fs::path& path, const fs::path& shown, const fs::path& argument, int line) {
    const auto [entry, fresh] = files_.try_emplace(path);
    if (fresh) entry->second = {shown.string(), root_of(path, argument), {}};
    entry->second.lines.insert(line);
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
  std::optional<std::string> said_;     ///< on standard input
  std::map<fs::path, bool> in_bundle_;  ///< by folder
  std::set<int> lines_of_input_;
  std::map<fs::path, File> files_;
  Problems problems_;
  FoundFiles result_;
};

}  // namespace

SelectedPath split_line(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || fs::exists(text)) return {text, 0};
  int line = 0;
  const auto* end = text.data() + text.size();
  const auto result = std::from_chars(text.data() + colon + 1, end, line);
  if (result.ec != std::errc{} || result.ptr != end || line < 1) return {text, 0};
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
                             const std::map<std::string, std::set<int>>& lines) {
  std::erase_if(scenarios, [&](const Scenario& scenario) {
    return !std::ranges::all_of(selection.names, [&](auto& name) { return matches_name(scenario, name); }) ||
           !matches_lines(scenario, lines) ||
           !std::ranges::all_of(selection.tags, [&](auto& tags) { return tags.matches(scenario.tags); }) ||
           !std::ranges::all_of(selection.also, [&](auto& holds) { return holds(scenario); }) ||
           (selection.shards > 1 && shard_of(scenario, selection.shards) != selection.shard);
  });
  return scenarios;
}

}  // namespace karimen::harness
