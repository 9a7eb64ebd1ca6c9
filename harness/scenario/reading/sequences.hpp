// Sequences: named steps with parameters, written once and used by many scenarios (docs/scenarios.md,
// Sequences).
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/yaml.hpp"
#include "harness/scenario/spot.hpp"

namespace karimen::harness {

struct Parameter {
  std::string name;
  std::vector<yaml::Node> initial;  ///< empty: it must be said; else one
};

struct Sequence {
  yaml::Node name;  ///< where it is written
  std::vector<Parameter> parameters;
  yaml::Node steps;
};

/// Those that the scenarios of a file may use.
struct Sequences {
  std::map<std::string, Sequence> by_name;
  std::vector<std::string> files;  ///< paths of the files included, in order
};

/// Where files may be included from: the file itself, and the folder that none may leave (empty: any).
struct IncludePlace {
  std::filesystem::path file, root;
};

/// Whether a document is a sequence, or nothing but an `include`.
[[nodiscard]] bool is_sequence_document(const yaml::Node& document);
[[nodiscard]] bool is_include_document(const yaml::Node& document);
/// Whether it defines a sequence or includes a file.
[[nodiscard]] bool concerns_sequences(const yaml::Node& document);

/// The paths that the documents of a file at `from` include, whether anything is there or not.
[[nodiscard]] std::vector<std::filesystem::path> paths_included(std::span<const yaml::Node> documents,
                                                                const std::filesystem::path& from);
/// Of the documents of a file and of all that it includes. Throws DiagnosticError with every problem found.
[[nodiscard]] Sequences read_sequences(std::span<const yaml::Node> documents, const IncludePlace& place);

/// Where the steps of a document came from, in order: empty for its own, else where the sequence is used, the
/// innermost first.
using Origins = std::vector<std::vector<Spot>>;

/// The same, telling where the sequence is used in which it arose.
[[nodiscard]] DiagnosticError used_at(const DiagnosticError& error, const std::vector<Spot>& chain);

/// Whether any of the document's steps uses a sequence.
[[nodiscard]] bool uses_sequences(const yaml::Node& document);
/// Puts the steps of sequences in the place of the steps that use them. Throws DiagnosticError.
[[nodiscard]] Origins expand_sequences(yaml::Node& document, const Sequences& sequences);

}  // namespace karimen::harness
