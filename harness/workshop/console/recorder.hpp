// What passes between reader and card, into a file as it happens: ndjson or, where the name ends so, pcapng.
#pragma once

#include <fstream>
#include <memory>
#include <string>

#include "base/bilingual.hpp"
#include "harness/trace/mask.hpp"
#include "harness/trace/pcapng.hpp"

namespace karimen::harness::workshop {

class Recorder {
 public:
  /// `title`: whose card. Throws DiagnosticError (environment) where the file cannot be written.
  Recorder(const std::string& path, const std::string& title, bool unmasked);

  /// In the order of the events; each is in the file when it returns. `cause` may be empty.
  void take(const CardEvent& event, const BilingualText& cause);

 private:
  std::ofstream file_;
  const bool unmasked_;
  trace::Masker masker_;
  std::unique_ptr<trace::RecordingWriter> recording_;
  std::unique_ptr<trace::PcapngWriter> capture_;
};

}  // namespace karimen::harness::workshop
