// The text of a scenario, or of a sequence, without its last steps and without what else speaks of them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/scenario.hpp"

namespace karimen::harness::cli {

struct Kept {
  std::size_t items = 0;  ///< of its `steps`, at least 1
  /// Whether a step that stays goes by that name: `faults` and `xfail` of others are left out.
  std::function<bool(std::string_view)> named;
  /// The same of what the last item uses, and the sequence that it uses instead; empty: the one it says.
  std::function<bool(std::string_view)> named_in_last;
  std::string last_uses;
  std::vector<std::string> then;  ///< further steps, as YAML on one line
  Chosen chosen;                  ///< of its `cases` and `matrix` that stays
};

/// `text`: one document. Comments of what stays stay.
[[nodiscard]] std::string kept_text(const std::string& text, const Kept& kept);
/// The same scenario with no other case, and a matrix of one combination.
[[nodiscard]] std::string text_of_one(const std::string& text, const Chosen& chosen);

}  // namespace karimen::harness::cli
