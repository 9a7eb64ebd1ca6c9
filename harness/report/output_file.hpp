// A report file that is there as a whole or not at all, or grows in its place from a moment on.
#pragma once

#include <filesystem>
#include <fstream>

#include "base/process/taken_place.hpp"

namespace karimen::harness::report {

/// What becomes of a file that stands in its place until the new one is complete.
enum class Earlier {
  stays,
  goes,  ///< at once: no earlier report is taken for this one, however the process ends
};

/// The file has no name until it is complete; where the file system knows no files without a name it is
/// written beside its place, as FILE.part and the number of the process. Symbolic links stay, and what they
/// lead to is replaced; the new file has the mode of the one before.
class OutputFile {
 public:
  /// Throws DiagnosticError (environment) if it cannot be opened, or replaced. Devices (/dev/full) are
  /// written directly.
  explicit OutputFile(std::filesystem::path path, Earlier earlier = Earlier::stays);
  /// Removes what was not committed.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  [[nodiscard]] std::ostream& stream() { return stream_; }
  /// A stream, not a document: from now on it stands in its place, with all that is flushed, and stays
  /// however the process ends. Throws DiagnosticError (environment).
  void show();
  /// Flushes and puts the file in its place. Throws DiagnosticError (environment) if anything was not
  /// written.
  void commit();

 private:
  [[nodiscard]] bool open_unnamed();
  void open_beside();
  void put_in_place();
  [[nodiscard]] std::filesystem::path beside() const;

  std::filesystem::path path_;  ///< as it was named
  TakenPlace place_;
  std::filesystem::path temporary_;  ///< empty: a device, or a file without a name
  int unnamed_ = -1;                 ///< its descriptor
  bool shown_ = false;
  std::ofstream stream_;
};

}  // namespace karimen::harness::report
