// Where scenarios, rulebook and fixtures are (architecture.md 9).
#pragma once

#include <filesystem>
#include <string>

namespace karimen::harness::cli {

struct DataFolders {
  std::filesystem::path root;
  std::filesystem::path rulebook;

  [[nodiscard]] std::filesystem::path scenarios() const { return root / "scenarios"; }
  [[nodiscard]] std::filesystem::path fixtures() const { return root / "fixtures"; }
  [[nodiscard]] std::filesystem::path personas() const { return root / "fixtures/personas"; }
  [[nodiscard]] std::filesystem::path facilities() const { return root / "fixtures/facilities.yaml"; }
  [[nodiscard]] std::filesystem::path photographs() const { return root / "fixtures/photographs"; }
  [[nodiscard]] std::filesystem::path holidays() const { return root / "fixtures/holidays.yaml"; }
  /// The catalogue of source documents.
  [[nodiscard]] std::filesystem::path sources() const { return root / "docs/sources.yaml"; }
};

/// `data` and `rulebook` as given on the command line, or empty. Looks for --data, $KARIMEN_DATA,
/// ../share/karimen beside the binary, and the source tree. Throws DiagnosticError.
[[nodiscard]] DataFolders find_data(const std::string& data, const std::string& rulebook);

}  // namespace karimen::harness::cli
