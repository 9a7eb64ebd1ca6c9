#include "base/process/standard_input.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <iostream>

#include "base/diagnostic.hpp"

namespace karimen {

std::istream& standard_input() {
  struct stat found {};
  if (::fstat(STDIN_FILENO, &found) == 0 && S_ISDIR(found.st_mode))
    throw DiagnosticError(Diagnostic{.where = {},
                                     .what = "standard input is a folder, which cannot be read",
                                     .fix = "redirect a file, or name the folder in place of '-'",
                                     .exit_code = ExitCode::bad_command_line});
  return std::cin;
}

}  // namespace karimen
