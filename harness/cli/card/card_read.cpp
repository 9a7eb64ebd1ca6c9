// karimen card read: what a terminal of our own reads of a card in any PC/SC reader.
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>

#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/workshop/reading/card_report.hpp"
#include "sim/blueprint/issuer_material.hpp"
#include "sim/reader/pcsc_link.hpp"
#include "sim/reader/service/service_state.hpp"

namespace karimen::harness::cli {
namespace {

using workshop::ReadingSecret;

DiagnosticError nothing_there(std::string what) {
  return DiagnosticError(Diagnostic{.where = {},
                                    .what = std::move(what),
                                    .fix = "'karimen card insert' puts a card into a reader",
                                    .exit_code = ExitCode::environment});
}

std::string reader_with_card() {
  using namespace std::chrono_literals;
  for (const auto& each : sim::reader::list_readers())
    if (sim::reader::PcscLink(each).wait_for_card(true, 0ms)) return each;
  throw nothing_there("no reader has a card in it");
}

/// The values given with --pin, by the word for the secret.
std::map<std::string, std::string> given_pins(const Invocation& invocation) {
  const std::vector<std::string> known{"text", "licence", "signature"};
  std::map<std::string, std::string> pins;
  for (const auto& each : invocation.all("pin")) {
    const auto equals = each.find('=');
    const auto name = each.substr(0, equals);
    if (equals == std::string::npos || std::find(known.begin(), known.end(), name) == known.end())
      throw bad_command_line("--pin takes KEY=VALUE, not '" + each + "'", suggestion(name, known));
    pins[name] = each.substr(equals + 1);
  }
  return pins;
}

// Typed without being shown; empty: leave it.
std::optional<std::string> typed(const std::string& question) {
  termios shown{};
  tcgetattr(STDIN_FILENO, &shown);
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  std::cerr << question << std::flush;
  std::string line;
  std::getline(std::cin, line);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
  std::cerr << '\n';
  return line.empty() ? std::nullopt : std::optional(line);
}

workshop::ReadingOptions options_of(const Invocation& invocation) {
  const auto language = invocation.language;
  const bool may_ask = isatty(STDIN_FILENO) == 1 && !invocation.has("pin");
  return {
      .language = language,
      .unmasked = invocation.has("unmasked"),
      .force = invocation.has("force"),
      .ask = [pins = given_pins(invocation), may_ask, language](ReadingSecret secret,
                                                                int left) -> std::optional<std::string> {
        if (const auto found = pins.find(to_word(secret)); found != pins.end()) return found->second;
        if (!may_ask) return std::nullopt;
        constexpr Bilingual question{"{} ({} tries left, Enter: leave it): ", "{}（残り{}回、空欄は省略）: "};
        return typed(say(question, language, {words_of(secret).in(language), std::to_string(left)}));
      }};
}

}  // namespace

ExitCode card_read(const Invocation& invocation, const Streams& streams) {
  const auto options = options_of(invocation);
  const sim::blueprint::IssuerMaterial material(data_of(invocation).fixtures());
  if (std::getenv("PCSCLITE_CSOCK_NAME") == nullptr)
    if (const auto state = sim::reader::load_state()) sim::reader::point_this_process_at(*state);
  try {
    const auto reader = invocation.get("reader", "");
    sim::reader::PcscLink link(reader.empty() ? reader_with_card() : reader);
    streams.out << workshop::read_card(link, material.authorities(), options);
  } catch (const sim::reader::LinkError& error) {
    throw nothing_there(error.what());
  }
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
