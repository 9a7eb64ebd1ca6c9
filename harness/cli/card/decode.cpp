// karimen decode HEX|FILE: an APDU, a response, a TLV file or a whole recording in words.
#include <filesystem>
#include <ostream>

#include "harness/cli/frame/outputs.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/run/report/reports.hpp"
#include "harness/report/output_file.hpp"
#include "harness/trace/mask.hpp"
#include "harness/trace/pcapng.hpp"
#include "harness/trace/text_trace.hpp"

namespace karimen::harness::cli {
namespace {

trace::RecordingFile recording_of(const std::string& path, bool unmasked) {
  auto file = trace::load_recording(path);
  trace::Masker masker;
  if (!unmasked)
    for (auto& each : file.events) each.event = masker.masked(std::move(each.event));
  file.header.masked = file.header.masked || !unmasked;
  return file;
}

void write_words(const trace::RecordingFile& file, Language language, std::ostream& out) {
  trace::TextTrace text(language);
  for (const auto& each : file.events) out << text.lines(each);
}

// A capture, a recording, or words, by what the name ends with.
void convert(const trace::RecordingFile& file, Language language, const std::string& path) {
  report::OutputFile output(path);
  if (path.ends_with(".pcapng")) {
    trace::PcapngWriter writer(output.stream(), file.header);
    for (const auto& each : file.events) writer.take(each);
  } else if (path.ends_with(".ndjson")) {
    trace::RecordingWriter writer(output.stream(), file.header);
    for (const auto& each : file.events) writer.take(each);
  } else {
    write_words(file, language, output.stream());
  }
  output.commit();
}

}  // namespace

ExitCode decode(const Invocation& invocation, const Streams& streams) {
  const auto& arguments = invocation.arguments;
  if (arguments.empty())
    throw bad_command_line("decode needs hexadecimal digits, or a recording",
                           "for example: karimen decode 00A4040C0AD392F000260100000001");
  const auto language = invocation.language;
  const bool unmasked = invocation.has("unmasked");
  must_not_be_read(invocation.get("output"), arguments);
  if (std::filesystem::is_regular_file(arguments.front())) {
    if (invocation.has("output") && arguments.size() != 1)
      throw bad_command_line("--output takes one recording", "give one file");
    for (const auto& path : arguments) {
      const auto file = recording_of(path, unmasked);
      if (invocation.has("output"))
        convert(file, language, invocation.get("output"));
      else
        write_words(file, language, streams.out);
    }
    return ExitCode::ok;
  }
  if (arguments.front().find_first_of("./") != std::string::npos)
    throw bad_command_line("there is no file '" + arguments.front() + "'");
  if (invocation.has("output")) throw bad_command_line("--output takes one recording", "give one file");
  std::string digits;
  for (const auto& each : arguments) digits += each;
  HiddenBytes hidden;  // as a trace has them
  auto bytes = from_hex(digits, hidden);
  if (!unmasked) trace::add(hidden, trace::mask_bytes(bytes));
  streams.out << trace::decode_words(bytes, language, hidden);
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
