// One step of a scenario document.
#pragma once

#include "harness/scenario/lexicon.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

/// What a step is read against. `people`: their completed facts, for $references; where these are not known,
/// neither names of people nor references are checked.
struct StepContext {
  const Lexicon& lexicon;
  const People& people;
  bool people_known;
  const std::string& place;
  const yaml::Node& document;  ///< for $references to earlier steps
};

/// The step `index` of the document. Throws DiagnosticError with every problem found.
[[nodiscard]] Step read_step(const yaml::Node& node, const std::string& id, std::size_t index,
                             const StepContext& context);

/// A prefecture of the vocabulary. Throws DiagnosticError.
[[nodiscard]] std::string read_place(const yaml::Node& node, const Lexicon& lexicon);

}  // namespace karimen::harness
