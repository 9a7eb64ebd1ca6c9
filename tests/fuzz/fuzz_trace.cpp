// What traces make of hostile bytes. First byte: a recording as text, a command and its answer in words, or a
// text to be masked.
#include <sstream>

#include "base/diagnostic.hpp"
#include "harness/trace/mask.hpp"
#include "harness/trace/narrator.hpp"
#include "harness/trace/recording_file.hpp"
#include "sim/reader/replay_card.hpp"
#include "tests/fuzz/target.hpp"

namespace karimen::fuzz {

using namespace harness::trace;

namespace {

std::string text_of(ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

void tell(const CardEvent& event, Narrator& en, Narrator& ja) {
  const auto english = en.tell(event), japanese = ja.tell(event);
  require(!english.response.empty() && !japanese.response.empty(), "every event has words");
}

/// Masking changes no length, and what is masked has nothing left to mask.
void check_mask(const RecordingFile& file) {
  Masker once, twice;
  for (const auto& each : file.events) {
    const auto masked = once.masked(each.event);
    require(masked.command.size() == each.event.command.size() &&
                masked.response.size() == each.event.response.size(),
            "a mask keeps every length");
    require(twice.masked(masked) == masked, "a masked event stays as it is");
  }
}

void try_recording(ByteView bytes) {
  RecordingFile file;
  try {
    file = parse_recording(text_of(bytes), "fuzz.ndjson");
  } catch (const DiagnosticError& error) {
    return require(!error.diagnostics().empty(), "a refusal says something");
  }
  Narrator en, ja(Language::ja);
  std::ostringstream out;
  RecordingWriter writer(out, file.header);
  for (const auto& each : file.events) {
    tell(each.event, en, ja);
    writer.take(each);
  }
  require(parse_recording(out.str(), "again.ndjson") == file, "a recording written is the recording read");
  check_mask(file);
  sim::reader::ReplayCard card(file.events_only());
  card.power_on();
  for (const auto& each : file.events) {
    const auto answer = card.transmit(each.event.command);
    require(!answer || answer->size() >= 2, "a replayed card answers with a status word or not at all");
  }
}

void try_words(ByteView bytes) {
  Input input(bytes);
  const auto size = input.byte();
  const auto command = input.run(size);
  const auto response = input.rest();
  for (const auto language : {Language::en, Language::ja}) {
    (void)decode_words(bytes, language);
    (void)command_words(command, language);
    (void)response_words(response, language);
    (void)tell(command, response, Situation{}, language);
  }
  (void)tlv_words(response, response, {});
  {
    Bytes copy(bytes.begin(), bytes.end());
    (void)mask_bytes(copy);
  }
}

void try_mask(ByteView bytes) {
  const auto text = text_of(bytes);
  const auto masked = mask_text(text);
  require(masked.size() == text.size(), "a mask keeps the length");
  require(mask_text(masked) == masked, "a masked text stays as it is");
}

}  // namespace

void try_input(ByteView bytes) {
  Input input(bytes);
  switch (input.byte() % 3) {
    case 0:
      return try_recording(input.rest());
    case 1:
      return try_words(input.rest());
    default:
      return try_mask(input.rest());
  }
}

}  // namespace karimen::fuzz
