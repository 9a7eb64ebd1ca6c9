// What somebody wrote for a scenario, as a number: whether it was edited between two runs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/yaml.hpp"
#include "harness/scenario/lexicon.hpp"
#include "harness/scenario/reading/sequences.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

/// What stands between the lines "---" of a file around a line, without blank lines at its end.
[[nodiscard]] std::string_view document_text(const yaml::Source& source, int line);

/// Of the scenarios of one file.
class TextDigests {
 public:
  /// All must outlive the object.
  TextDigests(const Sequences& sequences, const Lexicon& lexicon)
      : sequences_(sequences), lexicon_(lexicon) {}

  /// The document that the scenario was read from; where it uses sequences these, wherever they stand; and
  /// the card files of its people.
  [[nodiscard]] std::uint64_t of(const Scenario& scenario, const yaml::Node& document);

 private:
  const Sequences& sequences_;
  const Lexicon& lexicon_;
  std::string of_sequences_;  ///< "": not asked for yet
  const yaml::Source* source_ = nullptr;
  int line_ = 0;
  std::string of_document_;  ///< at `line_` of `source_`
};

/// As it is told and kept: 16 hexadecimal digits; "" for 0, not known.
[[nodiscard]] std::string spelled_digest(std::uint64_t digest);

}  // namespace karimen::harness
