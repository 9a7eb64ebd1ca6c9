// The runs of one scenario document: its matrix, crossed, and its cases, each a document of its own.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/lexicon.hpp"
#include "harness/scenario/reading/sequences.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

/// A document as it is run. Replaced nodes keep the place where the matrix or case wrote them.
struct CaseDocument {
  std::string name;  ///< "" without matrix and cases; else "channel=post, ..." or the case's name
  yaml::Node document;
  Chosen chosen = {};
  Origins origins = {};                                      ///< of its steps; empty: all are its own
  std::vector<std::function<void(yaml::Node&)>> later = {};  ///< changes of steps that sequences bring
};

inline constexpr std::string_view client_step = "client", use_step = "use";

/// What a step is called: its procedure, its sequence, or "client". Throws DiagnosticError where it is
/// neither.
[[nodiscard]] std::string step_word(const yaml::Node& step);

/// The ids of the steps, in order: `id`, else what it is called, with #2, #3, ... where it occurs again.
/// Throws DiagnosticError for an id that occurs twice.
[[nodiscard]] std::vector<std::string> step_ids(const yaml::Node& steps);

/// Throws DiagnosticError with every path that matches nothing, empty lists and names that occur twice.
[[nodiscard]] std::vector<CaseDocument> expand(const yaml::Node& document, const Lexicon& lexicon,
                                               const Sequences& sequences);

}  // namespace karimen::harness
