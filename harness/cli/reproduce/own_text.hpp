// A scenario's text without the rest of its file, and with the sequences that it uses: it can stand anywhere.
#pragma once

#include <string>
#include <vector>

#include "base/yaml.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness::cli {

struct SequenceText {
  std::string name, text;
};

/// Documents, with the comments in them.
struct OwnText {
  std::vector<SequenceText> sequences;
  std::string scenario;

  /// Leaves out the sequences that the scenario does not use, nor one that it uses.
  void drop_unused();
  /// All of them as one file: the sequences first.
  [[nodiscard]] std::string joined() const;
};

/// The documents of a file that the scenario stands in, or that its file includes. Throws DiagnosticError: it
/// cannot be read any more.
[[nodiscard]] std::vector<yaml::Node> documents_around(const Scenario& scenario, const std::string& file);

/// A scenario's document, and those of the sequences that it uses; what its file includes is among them.
/// Throws DiagnosticError: a file cannot be read any more.
[[nodiscard]] OwnText own_text(const Scenario& scenario);

}  // namespace karimen::harness::cli
