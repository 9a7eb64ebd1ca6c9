// What every way of exploring needs: the words, the rulebook, the system under test, and where files go.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/shard.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/cli/sut/hybrid_run.hpp"
#include "harness/explore/breadth/alphabet.hpp"
#include "harness/runner/run_context.hpp"

namespace karimen::harness::cli {

/// Made once; members refer to one another.
class Exploring {
 public:
  /// Throws DiagnosticError. `folder`: where files go unless --out says it.
  Exploring(const Invocation& invocation, const char* folder, const Streams& streams);
  Exploring(const Exploring&) = delete;
  Exploring& operator=(const Exploring&) = delete;

  DataFolders folders;
  Rulebook rulebook;
  Lexicon lexicon;
  RunContext context;
  std::map<std::string, std::string> assumptions;  ///< --assume, of every walk
  unsigned jobs;
  SystemFactory factory;
  std::string system;           ///< the name of the one beside the built-in one; ""
  std::set<std::string> knows;  ///< procedures that the system and the rulebook know
  std::filesystem::path out;

 private:
  std::optional<HybridRun> hybrid_;
};

/// Throws DiagnosticError (bad command line): walks begin with personas, not with files.
void require_no_paths(const Invocation& invocation);
/// The folder of --out, or `otherwise`. Throws DiagnosticError (bad command line) where it is none.
[[nodiscard]] std::filesystem::path folder_of(const Invocation& invocation, const char* otherwise);
/// Writes a scenario with `head` as its comment, lines without "# "; returns where it is.
std::filesystem::path write_scenario(const std::filesystem::path& folder, const std::string& name,
                                     const std::string& head, const std::string& yaml);

/// Where searches begin: every persona, or those of --holder.
[[nodiscard]] std::vector<explore::Beginning> beginnings_of(const Invocation& invocation,
                                                            const explore::Alphabet& alphabet);
/// The names of --holder, each once, in their order.
[[nodiscard]] std::vector<std::string> holders_named(const Invocation& invocation);
/// Those of them that are a shard's.
[[nodiscard]] std::vector<explore::Beginning> part_of(std::vector<explore::Beginning> beginnings,
                                                      const Shard& shard);

ExitCode explore_stuck(const Invocation& invocation, const Streams& streams);
ExitCode explore_walks(const Invocation& invocation, const Streams& streams);
ExitCode explore_breadth_first(const Invocation& invocation, const Streams& streams);
ExitCode explore_boundaries(const Invocation& invocation, const Streams& streams);
ExitCode merge_findings(const Invocation& invocation, const Streams& streams);
ExitCode cover_rule(const Invocation& invocation, const Streams& streams);

}  // namespace karimen::harness::cli
