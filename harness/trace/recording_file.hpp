// What passed between a reader and a card, as a file: ndjson, schema 2. The first line is the header, then
// one event a line:
//
//   {"recording":"karimen","schema":2,"title":"hanako","masked":true}
//   {"event":"power_on","atr":"3BE000FF8131FE4514"}
//   {"event":"reset","atr":"3BE000FF8131FE4514"}
//   {"event":"apdu","command":"00A4040C0AD392F000260100000001","response":"9000"}
//   {"event":"power_off"}
//
// "title" says whose card it was, or which scenario; "masked" that individual numbers and PINs are hidden:
// two asterisks stand for such a byte. An event may have "cause" and "cause_ja" (why the chip answered so),
// "step" (of a scenario) and, for the reader of the file, "words": {"en": [command, response], "ja": [...]}.
// A "response" or "atr" is "" where the card was mute or died. Events are numbered by their order, from 1.
// Schema 1, which has no asterisks, is read where nothing was masked.
#pragma once

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/bilingual.hpp"
#include "base/card_event.hpp"
#include "harness/trace/follower.hpp"

namespace karimen::harness::trace {

struct RecordingHeader {
  std::string title;
  bool masked = false;
  bool operator==(const RecordingHeader&) const = default;
};

struct RecordedEvent {
  CardEvent event;
  BilingualText cause;  ///< may be empty
  std::string step;     ///< may be empty
  bool operator==(const RecordedEvent&) const = default;
};

struct RecordingFile {
  RecordingHeader header;
  std::vector<RecordedEvent> events;
  bool operator==(const RecordingFile&) const = default;

  [[nodiscard]] Recording events_only() const;
};

/// Throws DiagnosticError with line and column.
[[nodiscard]] RecordingFile load_recording(const std::filesystem::path& path);
/// As above, from text.
[[nodiscard]] RecordingFile parse_recording(std::string_view text, const std::string& name);
/// Whether the file begins like a recording.
[[nodiscard]] bool is_recording(const std::filesystem::path& path);

/// An event as such a line, without its end, in words of both languages; `before`: what was current when it
/// passed.
[[nodiscard]] std::string recording_line(const RecordedEvent& event, const Situation& before);

/// Writes as the events come, without flushing. What is masked is up to the caller.
class RecordingWriter {
 public:
  /// Writes the header. `words`: also in words, in both languages.
  RecordingWriter(std::ostream& out, const RecordingHeader& header, bool words = true);
  ~RecordingWriter();
  RecordingWriter(const RecordingWriter&) = delete;
  RecordingWriter& operator=(const RecordingWriter&) = delete;

  void take(const RecordedEvent& event);

 private:
  class Wording;
  std::ostream& out_;
  std::unique_ptr<Wording> wording_;  ///< absent: no words
};

}  // namespace karimen::harness::trace
