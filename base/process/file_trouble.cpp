#include "base/process/file_trouble.hpp"

#include <algorithm>
#include <array>

namespace karimen {
namespace {

constexpr std::array of_the_name{std::errc::filename_too_long, std::errc::too_many_symbolic_link_levels,
                                 std::errc::permission_denied, std::errc::not_a_directory,
                                 std::errc::no_such_file_or_directory};

}  // namespace

Diagnostic file_trouble(const std::filesystem::filesystem_error& error) {
  // Who asks where it works names nothing.
  if (error.path1().empty())
    return {.what = "the folder that this was started in is there no more: " + error.code().message(),
            .fix = "go to one that is",
            .exit_code = ExitCode::environment};
  const bool named = std::ranges::any_of(of_the_name, [&](std::errc each) { return error.code() == each; });
  return {.where = {},
          .what = "'" + error.path1().string() + "' cannot be reached: " + error.code().message(),
          .fix = "name another file or folder, or change who may enter it",
          .source_line = "",
          .exit_code = named ? ExitCode::bad_command_line : ExitCode::environment};
}

}  // namespace karimen
