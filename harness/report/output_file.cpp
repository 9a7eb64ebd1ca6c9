#include "harness/report/output_file.hpp"

#include <unistd.h>

#include "base/diagnostic.hpp"

namespace karimen::harness::report {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, const char* what, const char* fix) {
  throw DiagnosticError(
      Diagnostic{.where = {path.string()}, .what = what, .fix = fix, .exit_code = ExitCode::environment});
}

}  // namespace

OutputFile::OutputFile(std::filesystem::path path) : path_(std::move(path)), temporary_(path_) {
  const bool device = std::filesystem::exists(path_) && !std::filesystem::is_regular_file(path_);
  if (!device) temporary_ += ".part" + std::to_string(getpid());
  stream_.open(temporary_, std::ios::binary | std::ios::trunc);
  if (!stream_) refuse(path_, "cannot be written", "check the folder and its permissions");
}

OutputFile::~OutputFile() {
  if (done_ || temporary_ == path_) return;
  std::error_code ignored;
  std::filesystem::remove(temporary_, ignored);
}

void OutputFile::commit() {
  stream_.close();
  if (stream_.fail())
    refuse(path_, "the report could not be written in full, nothing is left of it",
           "make room on the disk, or choose another file");
  std::error_code error;
  if (temporary_ != path_) std::filesystem::rename(temporary_, path_, error);
  if (error)
    refuse(path_, "the report could not be put in its place", "check the folder and its permissions");
  done_ = true;
}

}  // namespace karimen::harness::report
