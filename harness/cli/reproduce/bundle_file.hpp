// A replay bundle as it lies in a folder, and what is read of it again.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "harness/fact/value.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/scenario/selection/selection.hpp"

namespace karimen::harness::cli {

/// Of bundle.yaml. Another one is refused.
inline constexpr int bundle_schema = 1;

struct BundleNames {
  const char* list;
  const char* files;
  const char* personas;
  const char* events;
};
inline constexpr BundleNames bundle_names{bundle_list_name, "files", "personas", "events.ndjson"};

/// Where runs leave bundles that nobody named: bundles/ in the user's state folder; empty: there is none.
[[nodiscard]] std::filesystem::path bundles_folder();
/// The one with the highest number there; empty: there is none.
[[nodiscard]] std::filesystem::path newest_bundle();

struct BundledScenario {
  std::string name;    ///< of the run: file#id[case]@2
  std::string file;    ///< under files/; "": it is not in the bundle
  std::string called;  ///< what stands in names in its place: "<stdin>"; "": its own name
  std::string verdict, failure, step;
  std::string events;  ///< checksum of its lines in the stream, and of what stands before the first; "": old
};

struct Bundle {
  std::filesystem::path folder;
  std::string version, commit, rulebook, transport, system, seed;
  std::string lies_in = {};  ///< folder of its scenarios then, absolute; above it is their karimen.toml
  bool masked = true;
  Facts assumptions, oracle_assumptions;
  Facts options = {};  ///< of the run's command line: RunOrigin
  std::vector<BundledScenario> scenarios;
  /// Lines of the event stream, by the scenario's name, its verdict the last.
  std::map<std::string, std::vector<std::string>> events;
  std::set<std::string> ended = {};  ///< scenarios of whose verdict the stream tells
};

/// Of a persona's card file in it. Throws DiagnosticError: it is not there, or cannot be read.
std::string checksum_of_persona(const Bundle& bundle, const std::string& persona);
/// Where the card file of a persona lies in it.
[[nodiscard]] std::filesystem::path persona_in_bundle(const std::string& persona);
/// Of what a file holds; nullopt: it cannot be read.
[[nodiscard]] std::optional<std::string> checksum_of(const std::filesystem::path& file);

/// The one that events call so: by its identity, as it is or as it is shown. nullptr: none.
[[nodiscard]] const Scenario* scenario_called(const std::string& name, std::span<const Scenario> scenarios);

/// Throws DiagnosticError: no bundle, of another schema, or not whole: a stream or a card file that is gone,
/// cut, damaged or not to be read.
[[nodiscard]] Bundle read_bundle(const std::filesystem::path& folder);

}  // namespace karimen::harness::cli
