#include "harness/cli/frame/outputs.hpp"

#include <filesystem>

#include "harness/cli/frame/command.hpp"
#include "harness/scenario/selection/selection.hpp"

namespace karimen::harness::cli {

namespace fs = std::filesystem;

void must_be_new(const std::string& output) {
  std::error_code ignored;
  if (output != "-" && fs::exists(fs::symlink_status(output, ignored)))
    throw bad_command_line("'" + output + "' exists already", "choose another name");
}

void must_not_be_read(const std::string& output, std::span<const std::string> inputs) {
  std::error_code ignored;
  if (!fs::is_regular_file(output, ignored)) return;
  for (const auto& each : inputs)
    if (fs::equivalent(output, split_path(each).path, ignored))
      throw bad_command_line("'" + output + "' would be written over, and it is what is read",
                             "choose another name");
}

}  // namespace karimen::harness::cli
