// `$STEP.FACT` in a later step: what is so after STEP, of the one who does it. It is known when that step is
// done.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/fact/vocabulary.hpp"
#include "harness/scenario/spot.hpp"

namespace karimen::harness {

struct Capture {
  enum class Into { input, expect, note, client };
  std::string step;  ///< the id of one before
  std::string fact;
  Into into = Into::input;
  std::string input;              ///< its name
  std::size_t index = 0;          ///< of the expectation or note
  std::optional<Type> type = {};  ///< that the value must have; nullopt: any
  Limits limits = {};             ///< and keep
  Spot spot;
  bool operator==(const Capture& other) const {
    return text() == other.text() && into == other.into && input == other.input && index == other.index;
  }

  /// As it is written: what stands in the words of a client until it is known.
  [[nodiscard]] std::string text() const { return '$' + step + '.' + fact; }
};

/// The step and fact that `name` (without its $) means as the step `index` of `document` says it; nullopt if
/// it is no such reference. Throws DiagnosticError at `node` where there is no such step, or none before.
[[nodiscard]] std::optional<Capture> find_capture(const yaml::Node& node, std::string_view name,
                                                  const yaml::Node& document, std::size_t index,
                                                  const Vocabulary& vocabulary);

}  // namespace karimen::harness
