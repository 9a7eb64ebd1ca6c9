#include "harness/workshop/console/recorder.hpp"

#include "base/diagnostic.hpp"

namespace karimen::harness::workshop {

Recorder::Recorder(const std::string& path, const std::string& title, bool unmasked)
    : file_(path, std::ios::binary | std::ios::trunc), unmasked_(unmasked) {
  if (!file_)
    throw DiagnosticError(Diagnostic{.where = {},
                                     .what = "cannot write '" + path + "'",
                                     .fix = "take a path in a folder of yours",
                                     .exit_code = ExitCode::environment});
  const trace::RecordingHeader header{.title = title, .masked = !unmasked};
  if (path.ends_with(".pcapng"))
    capture_ = std::make_unique<trace::PcapngWriter>(file_, header);
  else
    recording_ = std::make_unique<trace::RecordingWriter>(file_, header);
  file_.flush();
}

void Recorder::take(const CardEvent& event, const BilingualText& cause) {
  // The masker hears every event: what the next one holds depends on it.
  trace::RecordedEvent recorded{.event = masker_.masked(event), .cause = cause, .step = ""};
  if (unmasked_) recorded.event = event;
  if (capture_) capture_->take(recorded);
  if (recording_) recording_->take(recorded);
  file_.flush();
}

}  // namespace karimen::harness::workshop
