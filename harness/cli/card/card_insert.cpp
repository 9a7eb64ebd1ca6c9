// karimen card insert: a card in a reader, and a console beside it.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <ostream>

#include "base/phrases/phrasebook.hpp"
#include "base/process/shell_word.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/workshop/comparison/recorded_card.hpp"
#include "harness/workshop/console/console.hpp"
#include "sim/reader/pcsc_link.hpp"
#include "sim/reader/service/private_service.hpp"

namespace karimen::harness::cli {
namespace {

using sim::reader::VpcdReader;

constexpr std::uint16_t vpcd_port = 35963;                // Debian's vpcd, first reader
constexpr const char* vpcd_reader = "Virtual PCD 00 00";  // and its name there

bool listens(std::uint16_t port) {
  const int handle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool open = connect(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(handle);
  return open;
}

/// A vpcd: its machine and port.
struct Vpcd {
  std::string machine;
  std::uint16_t port = 0;
};

// A card on the wire is not protected: whoever is between sees its PINs.
Vpcd vpcd_of(const std::string& text, bool remote_allowed) {
  const auto colon = text.rfind(':');
  const auto machine = text.substr(0, colon);
  if (colon == std::string::npos || machine.empty())
    throw bad_command_line("--vpcd takes 127.0.0.1:PORT, not '" + text + "'");
  if (machine != "127.0.0.1" && machine != "localhost" && !remote_allowed)
    throw bad_command_line(
        "--vpcd takes 127.0.0.1:PORT, not '" + text + "': to another machine PINs and answers go unprotected",
        "--allow-remote-reader, where nobody else is on the way");
  const Invocation port{.command = "", .arguments = {}, .options = {{"vpcd", {text.substr(colon + 1)}}}};
  const auto number = port.number("vpcd", 0, 1);
  if (number > 65535) throw bad_command_line("there is no port " + std::to_string(number));
  return {machine == "localhost" ? "127.0.0.1" : machine, static_cast<std::uint16_t>(number)};
}

/// The reader that the card goes into, what a shell must export to find it, and the service if it is ours.
struct Where {
  VpcdReader reader;
  std::string exported;
  std::unique_ptr<sim::reader::PrivateService> service;
  bool first = true;  ///< of its service's readers
  std::string machine = "127.0.0.1";
};

Where reader_called(const std::string& name) {
  if (const auto state = sim::reader::load_state())
    for (const auto& reader : state->readers)
      if (reader.name == name) {
        sim::reader::point_this_process_at(*state);
        return {reader, sim::reader::export_line(*state), nullptr, reader == state->readers.front()};
      }
  throw DiagnosticError(Diagnostic{.where = {},
                                   .what = "no reader of the private service is called '" + name + "'",
                                   .fix = "'karimen reader list' shows them, 'karimen reader up' starts some",
                                   .exit_code = ExitCode::environment});
}

Where own_service() {
  auto service = std::make_unique<sim::reader::PrivateService>(1);
  return {service->readers().front(), sim::reader::export_line(service->state()), std::move(service)};
}

// Of the service that 'karimen reader up' left running, if there is one.
std::optional<Where> free_reader() {
  const auto state = sim::reader::load_state();
  if (!state) return std::nullopt;
  sim::reader::point_this_process_at(*state);
  for (const auto& reader : state->readers)
    if (sim::reader::PcscLink(reader.name).wait_for_card(false, std::chrono::milliseconds(0)))
      return Where{reader, sim::reader::export_line(*state), nullptr, reader == state->readers.front()};
  throw DiagnosticError(Diagnostic{.where = {},
                                   .what = "every reader of the private service has a card in it",
                                   .fix = "--private starts another service",
                                   .exit_code = ExitCode::environment});
}

// By name where pcscd has it: then insertions can be waited for.
Where machines_own() {
  try {
    const auto known = sim::reader::list_readers();
    const bool named = std::ranges::find(known, vpcd_reader) != known.end();
    return {{named ? vpcd_reader : "", vpcd_port}, "", nullptr};
  } catch (const sim::reader::LinkError&) {
    return {{"", vpcd_port}, "", nullptr};
  }
}

Where choose(const Invocation& invocation) {
  if (invocation.has("allow-remote-reader") && !invocation.has("vpcd"))
    throw bad_command_line("--allow-remote-reader is about --vpcd", "add --vpcd HOST:PORT");
  if (invocation.has("vpcd")) {
    const auto vpcd = vpcd_of(invocation.get("vpcd"), invocation.has("allow-remote-reader"));
    return {{"", vpcd.port}, "", nullptr, true, vpcd.machine};
  }
  if (invocation.has("reader")) return reader_called(invocation.get("reader"));
  if (invocation.has("private")) return own_service();
  if (listens(vpcd_port)) return machines_own();
  if (auto standing = free_reader()) return std::move(*standing);
  return own_service();
}

constexpr Bilingual secrets_line{
    "authentication PIN {}, signature password {}, card text PIN {}, licence PIN {}\n",
    "利用者証明用暗証番号 {}、署名用パスワード {}、券面事項入力補助用暗証番号 {}、免許APの暗証番号 {}\n"};
constexpr Bilingual try_this{"try this in another terminal:\n", "別の端末で次を実行できます：\n"};
constexpr Bilingual card_is_in{
    "the card is in the reader of port {}; 'help' lists what can be done here, Ctrl-C takes it out\n",
    "カードをリーダー（ポート{}）に入れました。ここでできることは'help'で表示、Ctrl-Cで抜きます\n"};

std::string secrets_of(const sim::blueprint::CardFile& file, Language language) {
  const auto& spec = file.spec;
  const auto& secrets = spec.secrets;
  const auto shown = [&](const std::string& value, bool has_certificate = true) {
    constexpr Bilingual unset{"not set", "未設定"},
        no_certificate{"none (no certificate)", "なし（電子証明書なし）"};
    if (!has_certificate) return std::string(no_certificate.in(language));
    return value.empty() ? std::string(unset.in(language)) : value;
  };
  return say(secrets_line, language,
             {shown(secrets.authentication.value, spec.authentication.has_value()),
              shown(secrets.signature.value, spec.signature.has_value()), shown(secrets.text.value),
              shown(file.licence_pin.value)});
}

sim::chip::Interface interface_of(const Invocation& invocation) {
  return invocation.has("contactless") ? sim::chip::Interface::contactless : sim::chip::Interface::contact;
}

// Lines to be typed as they stand.
std::string greeting(const std::string& program, const Where& where,
                     const std::optional<sim::blueprint::CardFile>& file, Language language) {
  std::string text = try_this.in(language);
  if (!where.exported.empty()) text += where.exported + '\n';
  // Programs take the first reader with a card unless they are told.
  const auto reader = where.first ? "" : " --reader " + shell_word(where.reader.name);
  text += "opensc-tool" + reader + " -n\npkcs11-tool -L\npkcs15-tool" + reader + " --list-pins\n";
  if (file) {
    if (const auto& pin = file->spec.secrets.authentication.value; !pin.empty())
      text += "pkcs11-tool --login --pin " + pin + " -O\n";
    text += program + " card read" + reader + " --pin text=" + file->spec.secrets.text.value + '\n';
    text += secrets_of(*file, language);
  }
  return text + say(card_is_in, language, {std::to_string(where.reader.port)});
}

}  // namespace

ExitCode card_insert(const Invocation& invocation, const Streams& streams) {
  if (invocation.arguments.size() > 1) throw bad_command_line("card insert takes one card");
  const sim::blueprint::IssuerMaterial material(data_of(invocation).fixtures());
  const auto name = invocation.arguments.empty() ? "hanako" : invocation.arguments.front();
  const bool recorded = trace::is_recording(name);
  auto loaded = workshop::load_card(recorded ? "hanako" : name, material, interface_of(invocation));
  if (recorded) loaded.file.reset();
  const auto file = loaded.file;
  const auto where = choose(invocation);
  const Interrupt interrupt;
  const bool asks = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
  workshop::Screen screen(streams.out, streams.err, asks ? "karimen> " : "");
  workshop::Watcher watcher(screen, invocation.has("unmasked"));
  watcher.speak(invocation.language);
  watcher.show(invocation.has("watch"));
  if (invocation.has("trace"))
    watcher.record(
        std::make_unique<workshop::Recorder>(invocation.get("trace"), name, invocation.has("unmasked")));
  auto replay = recorded ? workshop::load_replay(name) : nullptr;
  const auto* played = replay.get();  // the shared card keeps it
  workshop::SharedCard card(loaded.card, std::move(replay));
  card.observe([&, told = std::size_t{0}](const auto& event, auto* chip) mutable {
    watcher.take(event, chip);
    if (played != nullptr && told < played->mismatches().size())
      screen.say(translated(workshop::masked_words(played->mismatches()[told++]), watcher.language()) + '\n');
  });
  workshop::ReaderPlace place(where.reader.port, where.reader.name, card, where.machine);
  workshop::FaultBench faults(card, place);
  workshop::Desk desk({std::move(loaded), material}, material, card, place, faults, watcher, screen,
                      invocation.has("unmasked"));
  place.in();
  screen.say(greeting(invocation.program, where, file, invocation.language));
  workshop::LineInput lines(STDIN_FILENO, interrupt.flag());
  workshop::run_console(desk, lines);
  place.leave();
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
