// What the desk reads when somebody first looks at scenarios: rulebook, words and scenarios of the data.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "harness/cli/frame/library.hpp"

namespace karimen::harness::cli {

struct DeskLibrary {
  explicit DeskLibrary(DataFolders where);
  /// Throws DiagnosticError: there is none of that name.
  [[nodiscard]] const Scenario& scenario(const std::string& id) const;

  const DataFolders folders;
  const Rulebook rulebook;
  const Lexicon lexicon;
  const RunContext context;
  std::vector<Scenario> scenarios;   ///< those without a mistake
  std::vector<Diagnostic> problems;  ///< of the others
};

/// What broke, one thing a line, in the languages of those who look on.
[[nodiscard]] BilingualText trouble_of(const std::exception& error);

/// Reads it once, when it is first asked for. May be called from any thread.
class LazyLibrary {
 public:
  explicit LazyLibrary(DataFolders folders) : folders_(std::move(folders)) {}
  [[nodiscard]] const DeskLibrary& get();

 private:
  const DataFolders folders_;
  std::mutex mutex_;
  std::unique_ptr<DeskLibrary> read_;
};

}  // namespace karimen::harness::cli
