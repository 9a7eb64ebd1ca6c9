// A report file that is there as a whole or not at all: written beside its place and renamed.
#pragma once

#include <filesystem>
#include <fstream>

namespace karimen::harness::report {

class OutputFile {
 public:
  /// Throws DiagnosticError (environment) if it cannot be opened. Devices (/dev/full) are written directly.
  explicit OutputFile(std::filesystem::path path);
  /// Removes what was not committed.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  [[nodiscard]] std::ostream& stream() { return stream_; }
  /// Flushes and renames. Throws DiagnosticError (environment) if anything was not written.
  void commit();

 private:
  std::filesystem::path path_;
  std::filesystem::path temporary_;
  std::ofstream stream_;
  bool done_ = false;
};

}  // namespace karimen::harness::report
