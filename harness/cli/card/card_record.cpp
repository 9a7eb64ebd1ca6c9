// karimen card record: what a card in a PC/SC reader answers to a list of commands, as a recording.
#include <cstdlib>
#include <fstream>
#include <ostream>

#include "harness/cli/card/card_options.hpp"
#include "harness/cli/frame/outputs.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/report/output_file.hpp"
#include "harness/trace/mask.hpp"
#include "harness/trace/recording_file.hpp"
#include "sim/reader/pcsc_link.hpp"
#include "sim/reader/service/service_state.hpp"

namespace karimen::harness::cli {
namespace {

// A masked PIN would be a wrong one, and cost the card a try.
std::vector<CardEvent> commands_of(const trace::RecordingFile& recording, const std::string& path) {
  if (recording.header.masked)
    throw DiagnosticError(
        Diagnostic{.where = {path},
                   .what = "the PINs of this recording are masked, and would spend the card's tries",
                   .fix = "make it with --unmasked, or write the commands into a text file"});
  return recording.events_only();
}

// Of a recording its commands; of a text one command a line, what follows # is a comment, an empty line
// between two of them a reset.
std::vector<CardEvent> script_of(const std::string& path) {
  if (trace::is_recording(path)) return commands_of(trace::load_recording(path), path);
  std::ifstream lines(path);
  if (!lines) throw bad_command_line("there is no file '" + path + "'");
  std::vector<CardEvent> events{{.kind = CardEvent::Kind::power_on}};
  for (std::string line; std::getline(lines, line);) {
    const auto text = line.substr(0, line.find('#'));
    if (text.find_first_not_of(" \t\r") != std::string::npos)
      events.push_back({.kind = CardEvent::Kind::apdu, .command = from_hex(text)});
    else if (line.find('#') == std::string::npos && events.back().kind == CardEvent::Kind::apdu)
      events.push_back({.kind = CardEvent::Kind::power_on});
  }
  return events;
}

std::string reader_of(const Invocation& invocation) {
  if (invocation.has("reader")) return invocation.get("reader");
  for (const auto& name : sim::reader::list_readers())
    if (sim::reader::PcscLink(name).wait_for_card(true, std::chrono::milliseconds(0))) return name;
  throw DiagnosticError(Diagnostic{.where = {},
                                   .what = "no reader has a card in it",
                                   .fix = "put one in, or name the reader with --reader",
                                   .exit_code = ExitCode::environment});
}

/// Plays commands to a card and keeps what it says.
class Session {
 public:
  Session(sim::reader::Link& link, trace::RecordingWriter& writer, bool unmasked)
      : link_(link), writer_(writer), unmasked_(unmasked) {
    link_.begin_transaction();
  }
  ~Session() { link_.end_transaction(); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void play(CardEvent event) {
    if (event.kind == CardEvent::Kind::power_off) return;
    if (event.kind == CardEvent::Kind::reset) event.kind = CardEvent::Kind::power_on;
    event.number = ++count_;
    event.response = event.kind == CardEvent::Kind::apdu ? link_.transmit(event.command) : link_.cold_reset();
    writer_.take({.event = unmasked_ ? event : masker_.masked(event), .cause = {}, .step = ""});
  }

 private:
  sim::reader::Link& link_;
  trace::RecordingWriter& writer_;
  trace::Masker masker_;
  const bool unmasked_;
  std::uint64_t count_ = 0;
};

}  // namespace

ExitCode card_record(const Invocation& invocation, const Streams& streams) {
  if (invocation.arguments.size() != 2)
    throw bad_command_line("card record takes a file of commands and the recording to write",
                           "for example: karimen card record commands.txt mine.ndjson");
  must_not_be_read(invocation.arguments.back(), std::span(invocation.arguments).first(1));
  const auto script = script_of(invocation.arguments.front());
  const bool unmasked = invocation.has("unmasked");
  if (std::getenv("PCSCLITE_CSOCK_NAME") == nullptr)
    if (const auto state = sim::reader::load_state()) sim::reader::point_this_process_at(*state);
  const auto name = reader_of(invocation);
  sim::reader::PcscLink link(name);
  report::OutputFile file(invocation.arguments.back());
  trace::RecordingWriter writer(file.stream(), {.title = invocation.get("title"), .masked = !unmasked});
  Session session(link, writer, unmasked);
  for (const auto& each : script) session.play(each);
  file.commit();
  constexpr Bilingual recorded{"{} events with the card in '{}'\n",
                               "リーダー'{1}'のカードとのイベント{0}件\n"};
  streams.err << say(recorded, invocation.language, {std::to_string(script.size()), name});
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
