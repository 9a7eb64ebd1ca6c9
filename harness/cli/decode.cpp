// karimen decode HEX|FILE: an APDU, a response, a TLV file or a whole recording in words.
#include <filesystem>
#include <ostream>

#include "harness/cli/reports.hpp"
#include "harness/cli/subcommands.hpp"
#include "harness/trace/mask.hpp"
#include "harness/trace/text_trace.hpp"

namespace karimen::harness::cli {
namespace {

void decode_recording(const std::string& path, bool unmasked, trace::Language language, std::ostream& out) {
  trace::TextTrace text(language);
  trace::Masker masker;
  for (auto each : trace::load_recording(path).events) {
    if (!unmasked) each.event = masker.masked(std::move(each.event));
    out << text.lines(each);
  }
}

}  // namespace

ExitCode decode(const Invocation& invocation, const Streams& streams) {
  const auto& arguments = invocation.arguments;
  if (arguments.empty())
    throw bad_command_line("decode needs hexadecimal digits, or a recording",
                           "for example: karimen decode 00A4040C0AD392F000260100000001");
  const auto language = language_of(invocation);
  const bool unmasked = invocation.has("unmasked");
  if (std::filesystem::is_regular_file(arguments.front())) {
    for (const auto& path : arguments) decode_recording(path, unmasked, language, streams.out);
    return ExitCode::ok;
  }
  std::string digits;
  for (const auto& each : arguments) digits += each;
  const auto bytes = from_hex(digits);
  streams.out << trace::decode_words(unmasked ? bytes : trace::masked_bytes(bytes), language);
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
