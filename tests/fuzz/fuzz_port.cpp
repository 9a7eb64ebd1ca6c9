// What a system under test sends: frames, messages, and every answer as it is read. First byte: the size of a
// piece in which the stream arrives, less one.
#include <algorithm>

#include "harness/port/frame.hpp"
#include "harness/port/partner.hpp"
#include "harness/port/transcript.hpp"
#include "tests/fuzz/target.hpp"

namespace karimen::fuzz {

using namespace harness;
using namespace harness::port;

namespace {

const Words& words() {
  static const Words read{.vocabulary =
                              Vocabulary::load(KARIMEN_SOURCE_DIR "/harness/rulebook/vocabulary.yaml")};
  return read;
}

// Whatever it is, it is read, or refused with the member to blame.
void read_answers(const Json& content) {
  try {
    (void)read_introduction(content, Setup{}, words());
  } catch (const PeerFailure&) {
  }
  try {
    const auto performed = read_performed(content, words().vocabulary);
    for (const auto& [name, value] : performed.result.outcomes)
      require(accepts(words().vocabulary.fact(name)->type, value), "a fact that was read is of its type");
    const auto again = to_json(performed.result.outcomes);
    require(facts_of(Fields(again), words().vocabulary) == performed.result.outcomes,
            "facts sent are the facts read");
  } catch (const FieldError&) {
  }
}

void read_one(const std::string& text) {
  Transcript transcript;
  transcript.add(Way::received, text);
  for (const auto& line : transcript.lines()) require(line.size() < 400, "a line of a transcript is short");
  try {
    const auto message = read_message(text);
    require(message.content.is_object(), "the content of a message is an object");
    read_answers(message.content);
  } catch (const MessageError&) {
  }
}

}  // namespace

void try_input(ByteView bytes) {
  Input input(bytes);
  const std::size_t piece = input.byte() + 1U;
  const auto stream = to_text(input.rest());
  FrameParser frames;
  std::string whole;
  try {
    for (std::size_t at = 0; at < stream.size(); at += piece) {
      frames.add(std::string_view(stream).substr(at, piece));
      while (const auto message = frames.next()) {
        require(message->size() <= largest_message, "no message is longer than the longest");
        whole = *message;
        read_one(whole);
      }
    }
  } catch (const FrameError&) {
  }
  FrameParser again;
  again.add(framed(whole));
  require(again.next() == whole && again.rest().empty(), "a message framed is the message read");
  read_one(stream);  // what stands in no frame, too: the fuzzer finds JSON sooner
}

}  // namespace karimen::fuzz
