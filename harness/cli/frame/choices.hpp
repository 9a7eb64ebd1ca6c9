// What can stand behind an option, or as a command's argument: for shells, which offer it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {

struct Choices {
  std::vector<std::string> words;  ///< as they are always
  std::string listed_by;           ///< or a command line of ours that begins each line with one
  bool files = false;              ///< or files, beside those
};

[[nodiscard]] Choices choices_of(const Option& option);
[[nodiscard]] Choices choices_of(const Command& command);

/// The words of "direct|pcsc" and "[card|rule]": what stands between bars in small letters. Empty where the
/// value is anything else.
[[nodiscard]] std::vector<std::string> words_of_value(std::string_view value);

}  // namespace karimen::harness::cli
