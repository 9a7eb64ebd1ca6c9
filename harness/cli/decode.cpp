// karimen decode HEX: an APDU, a response or a TLV file in words.
#include <ostream>

#include "harness/cli/subcommands.hpp"
#include "harness/trace/apdu_words.hpp"
#include "harness/trace/mask.hpp"

namespace karimen::harness::cli {

ExitCode decode(const Invocation& invocation, const Streams& streams) {
  if (invocation.arguments.empty())
    throw bad_command_line("decode needs hexadecimal digits",
                           "for example: karimen decode 00A4040C0AD392F000260100000001");
  std::string digits;
  for (const auto& each : invocation.arguments) digits += each;
  const auto language = invocation.has("ja") ? trace::Language::ja : trace::Language::en;
  const auto bytes = from_hex(digits);
  streams.out << trace::decode_words(invocation.has("unmasked") ? bytes : trace::masked_bytes(bytes),
                                     language);
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
