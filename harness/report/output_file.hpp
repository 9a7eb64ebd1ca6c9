// A report file that is there as a whole or not at all.
#pragma once

#include <filesystem>
#include <fstream>

namespace karimen::harness::report {

/// What becomes of a file that stands in its place until the new one is complete.
enum class Earlier {
  stays,
  goes,  ///< at once: no earlier report is taken for this one, however the process ends
};

/// The file has no name until it is complete; where the file system knows no files without a name it is
/// written beside its place, as FILE.part and the number of the process.
class OutputFile {
 public:
  /// Throws DiagnosticError (environment) if it cannot be opened. Devices (/dev/full) are written directly.
  explicit OutputFile(std::filesystem::path path, Earlier earlier = Earlier::stays);
  /// Removes what was not committed.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  [[nodiscard]] std::ostream& stream() { return stream_; }
  /// Flushes and puts the file in its place. Throws DiagnosticError (environment) if anything was not
  /// written.
  void commit();

 private:
  [[nodiscard]] bool open_unnamed();
  void open_beside();
  [[nodiscard]] bool put_in_place();
  [[nodiscard]] std::filesystem::path beside() const;

  std::filesystem::path path_;
  std::filesystem::path temporary_;  ///< empty: a device, or a file without a name
  int unnamed_ = -1;                 ///< its descriptor
  std::ofstream stream_;
};

}  // namespace karimen::harness::report
