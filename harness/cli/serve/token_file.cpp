#include "harness/cli/serve/token_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "harness/cli/frame/command.hpp"
#include "harness/serve/http/gate.hpp"

namespace karimen::harness::cli {
namespace {

constexpr std::size_t shortest = 16, longest = 256;  // characters

DiagnosticError unusable(const std::string& path, const std::string& why) {
  return DiagnosticError(
      Diagnostic{.where = {},
                 .what = "the token file '" + path + "' cannot be used: " + why,
                 .fix = "--token-file takes a file that holds 16 to 256 characters, or none yet",
                 .exit_code = ExitCode::environment});
}

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  const bool fits =
      line.size() >= shortest && line.size() <= longest && line.find_first_of(" \t\r") == std::string::npos;
  if (!fits) throw unusable(path, "it holds no token");
  return line;
}

}  // namespace

TokenFile::TokenFile(std::string path) : path_(std::move(path)), token_(serve::new_token()) {
  if (path_.empty()) return;
  const int file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0 && errno == EEXIST) {
    token_ = first_line(path_);
    return;
  }
  if (file < 0) throw unusable(path_, std::strerror(errno));
  written_ = true;
  const auto line = token_ + '\n';
  const bool whole = ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  ::close(file);
  if (!whole) throw unusable(path_, "it cannot be written");
}

TokenFile::~TokenFile() {
  if (written_) ::unlink(path_.c_str());
}

}  // namespace karimen::harness::cli
