// karimen serve: readers and cards for test suites, over HTTP.
#include <ostream>

#include "base/phrases/phrasebook.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/serve/command_beside.hpp"
#include "harness/cli/serve/token_file.hpp"
#include "harness/cli/serve/until_end.hpp"
#include "harness/serve/api/service.hpp"
#include "harness/serve/http/doorstep.hpp"
#include "sim/reader/service/private_service.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual serving{"serving test suites on {} until Ctrl-C; docs/serve.md says how\n",
                            "{}でテストスイートに応じています。Ctrl-Cで終了。docs/serve.mdに使い方\n"};

// For a shell to take over.
void announce(Language language, const std::string& address, const TokenFile& token,
              const sim::reader::ServiceState& readers, const Streams& streams) {
  streams.out << "export KARIMEN_SERVE=" << address << '\n';
  if (!token.in_a_file()) streams.out << "export KARIMEN_TOKEN=" << token.token() << '\n';
  streams.out << sim::reader::export_line(readers) << std::endl;
  streams.err << translated(sim::reader::exposure_note(), language) << '\n'
              << say(serving, language, {address});
}

}  // namespace

ExitCode serve_suites(const Invocation& invocation, const Streams& streams) {
  const sim::blueprint::IssuerMaterial material(data_of(invocation).fixtures());
  const auto count = static_cast<int>(invocation.number("readers", 4, 1));
  const serve::Doorstep doorstep(invocation.get("listen", "127.0.0.1:0"));
  const TokenFile token(invocation.get("token-file"));
  auto pcsc = std::make_unique<sim::reader::PrivateService>(count);
  const Interrupt interrupt;  // after the child process, before every thread
  serve::Service service(material, pcsc->readers(),
                         {{"PCSCLITE_CSOCK_NAME", pcsc->state().socket().string()}},
                         serve::Gate(token.token(), doorstep.port()), invocation.has("unmasked"));
  serve::HttpServer server(doorstep.socket(), service.answering());
  auto code = ExitCode::ok;
  if (invocation.arguments.empty()) {
    announce(invocation.language, doorstep.address(), token, pcsc->state(), streams);
    wait_for_end(interrupt, invocation.has("until-end-of-input"));
  } else {
    auto told = service.environment;
    told["KARIMEN_SERVE"] = doorstep.address();
    told["KARIMEN_TOKEN"] = token.token();
    code = static_cast<ExitCode>(run_beside(invocation.arguments, told, interrupt.flag()));
  }
  service.stations.abandon();
  pcsc.reset();  // whoever waits for a program's transaction is let go
  return code;
}

}  // namespace karimen::harness::cli
