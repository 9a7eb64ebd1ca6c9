// Which scenarios a command line means: paths with lines, names, tags, shards.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "harness/scenario/reading/parser.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/scenario/selection/tag_expression.hpp"

namespace karimen::harness {

struct Selection {
  std::vector<std::string> paths;   ///< files or folders; FILE:LINE, FILE#ID[case]; "-": standard input
  std::filesystem::path data;       ///< the data folder, a root of names; empty = none
  std::vector<std::string> names;   ///< all of these are parts of the identity or a title
  std::vector<TagExpression> tags;  ///< all of these hold
  std::vector<std::function<bool(const Scenario&)>> also = {};  ///< so do these (--failed, --changed)
  unsigned shard = 1;                                           ///< from 1 to `shards`
  unsigned shards = 1;
};

/// What scenarios from standard input are called in place of a file.
inline constexpr auto standard_input_name = "<stdin>";

/// In a replay bundle, and in no other folder.
inline constexpr auto bundle_list_name = "bundle.yaml";

/// A path and what is meant of it, by a line (0: all) or as reports call it: "ID" or "ID[case]".
struct SelectedPath {
  std::filesystem::path path;
  int line = 0;
  std::string id = {};
};
[[nodiscard]] SelectedPath split_path(const std::string& text);

/// What is meant of a file, together.
struct Meant {
  std::set<int> lines;
  std::set<std::string> ids;

  void add(const SelectedPath& selected);
  [[nodiscard]] bool all() const { return lines.contains(0); }
  [[nodiscard]] bool matches(const Scenario& scenario) const;
};

/// The files that paths name, each once, ordered by name.
struct FoundFiles {
  std::vector<ScenarioFile> files;
  std::vector<UnreadFile> unread;      ///< folders that cannot be read, links to nothing
  std::map<std::string, Meant> meant;  ///< name of a file → what of it; absent = all
};

/// Neither the working directory nor the way in which a path was typed is in a file's name: it is relative to
/// its root, which is `data`, else the nearest folder with a karimen.toml, else the folder that was named (of
/// a file: the folder it is in). Where two files would have one name, as many of the folders above as tell
/// them apart stand before it. Replay bundles below a folder are left out. "-" is what `input` holds; that
/// and a pipe (<(...) of a shell) is read here, once. Throws DiagnosticError (bad command line) with every
/// path that does not exist.
[[nodiscard]] FoundFiles find_scenario_files(std::span<const std::string> paths,
                                             const std::filesystem::path& data = {});
[[nodiscard]] FoundFiles find_scenario_files(std::span<const std::string> paths,
                                             const std::filesystem::path& data, std::istream& input);

/// In which of `shards` parts (from 1) a scenario is: by the first 64 bits of the SHA-256 of its identity,
/// whatever else there is.
[[nodiscard]] unsigned shard_of(const Scenario& scenario, unsigned shards);

/// What remains of `scenarios`, in their order.
[[nodiscard]] std::vector<Scenario> select(std::vector<Scenario> scenarios, const Selection& selection,
                                           const std::map<std::string, Meant>& meant = {});

}  // namespace karimen::harness
