// karimen card insert | apdu: a card of your own, in a reader or by itself.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <ostream>

#include "harness/cli/interrupt.hpp"
#include "harness/cli/library.hpp"
#include "harness/cli/subcommands.hpp"
#include "harness/trace/apdu_words.hpp"
#include "harness/trace/mask.hpp"
#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/service/private_service.hpp"

namespace karimen::harness::cli {
namespace {

constexpr std::uint16_t vpcd_port = 35963;  // Debian's vpcd, first reader

sim::blueprint::CardFile card_file(const std::string& name, const sim::blueprint::Workshop& workshop) {
  if (std::filesystem::is_regular_file(name)) return sim::blueprint::load_card_file(name, workshop);
  if (name.find('/') != std::string::npos || name.ends_with(".yaml"))
    throw bad_command_line("there is no card file '" + name + "'", "'karimen card new' writes one");
  return sim::blueprint::load_persona(name, workshop);
}

sim::chip::Card make_card(const sim::blueprint::CardFile& file, const sim::blueprint::Workshop& workshop) {
  auto pool = workshop.new_pool();
  return sim::chip::Card(sim::blueprint::make_personalisation(file.spec, workshop, pool));
}

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

std::uint16_t port_of(const std::string& text) {
  const auto colon = text.rfind(':');
  const auto host = text.substr(0, colon);
  if (colon == std::string::npos || (host != "127.0.0.1" && host != "localhost"))
    throw bad_command_line("--vpcd takes 127.0.0.1:PORT, not '" + text + "'",
                           "cards are offered on this machine only");
  const Invocation port{.command = "", .arguments = {}, .options = {{"vpcd", {text.substr(colon + 1)}}}};
  const auto number = port.number("vpcd", 0, 1);
  if (number > 65535) throw bad_command_line("there is no port " + std::to_string(number));
  return static_cast<std::uint16_t>(number);
}

std::uint16_t port_of_reader(const std::string& name) {
  if (const auto state = sim::reader::load_state())
    for (const auto& reader : state->readers)
      if (reader.name == name) return reader.port;
  throw DiagnosticError(Diagnostic{.where = {},
                                   .what = "no reader of the private service is called '" + name + "'",
                                   .fix = "'karimen reader list' shows them, 'karimen reader up' starts some",
                                   .exit_code = ExitCode::environment});
}

// pcscd looks every 0.4 s; what is printed after this may be used at once.
void wait_until_seen(const std::string& reader) {
  using namespace std::chrono_literals;
  if (!sim::reader::PcscLink(reader).wait_for_card(true, 5s))
    throw DiagnosticError(Diagnostic{.where = {},
                                     .what = "pcscd did not see the card in '" + reader + "'",
                                     .fix = "'karimen doctor' looks for what is missing",
                                     .exit_code = ExitCode::environment});
}

void print_secrets(const sim::blueprint::CardFile& file, std::ostream& out) {
  const auto& secrets = file.spec.secrets;
  out << "authentication PIN " << secrets.authentication.value << ", signature password "
      << secrets.signature.value << ", card text PIN " << secrets.text.value << ", licence PIN "
      << file.licence_pin.value << '\n';
}

}  // namespace

ExitCode card_insert(const Invocation& invocation, const Streams& streams) {
  const sim::blueprint::Workshop workshop(data_of(invocation).fixtures());
  const auto file =
      card_file(invocation.arguments.empty() ? "hanako" : invocation.arguments.front(), workshop);
  auto card = make_card(file, workshop);
  sim::reader::ChipEndpoint endpoint(card);
  std::unique_ptr<sim::reader::PrivateService> service;
  std::uint16_t port = vpcd_port;
  if (invocation.has("vpcd")) {
    port = port_of(invocation.get("vpcd"));
  } else if (invocation.has("reader")) {
    port = port_of_reader(invocation.get("reader"));
  } else if (!listens(vpcd_port)) {
    service = std::make_unique<sim::reader::PrivateService>(1);
    port = service->readers().front().port;
    streams.out << sim::reader::export_line(service->state()) << '\n';
  }
  const Interrupt interrupt;
  sim::reader::VpcdHost host(port);
  host.put(&endpoint);
  host.connect();
  if (service) wait_until_seen(service->readers().front().name);
  print_secrets(file, streams.out);
  streams.out << "the card is in the reader of port " << port << "; Ctrl-C takes it out\n" << std::flush;
  interrupt.wait();
  host.disconnect();
  return ExitCode::ok;
}

ExitCode card_apdu(const Invocation& invocation, const Streams& streams) {
  const sim::blueprint::Workshop workshop(data_of(invocation).fixtures());
  auto card = make_card(card_file(invocation.get("card", "hanako"), workshop), workshop);
  sim::reader::ChipEndpoint endpoint(card);
  if (invocation.arguments.empty())
    throw bad_command_line("card apdu needs APDUs in hexadecimal",
                           "for example: karimen card apdu 00A4040C0AD392F000260100000001");
  streams.out << "ATR " << to_hex(endpoint.power_on()) << '\n';
  trace::Masker masker;
  masker.reset();
  for (const auto& text : invocation.arguments) {
    auto command = from_hex(text);
    auto response = endpoint.transmit(command).value_or(Bytes{});
    if (!invocation.has("unmasked")) masker.mask(command, response);
    streams.out << "> " << to_hex(command) << "  " << trace::command_words(command) << "\n< "
                << to_hex(response) << "  " << trace::response_words(response) << '\n';
  }
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
