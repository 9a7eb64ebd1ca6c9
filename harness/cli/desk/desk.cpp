// karimen desk: the service of readers and cards, with a page.
#include <filesystem>
#include <ostream>

#include "base/phrases/phrasebook.hpp"
#include "harness/cli/desk/stage_routes.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/frame/user_folders.hpp"
#include "harness/cli/serve/until_end.hpp"
#include "harness/serve/api/service.hpp"
#include "harness/serve/desk/desk_routes.hpp"
#include "harness/serve/http/doorstep.hpp"
#include "sim/reader/service/private_service.hpp"

namespace karimen::harness::cli {
namespace {

constexpr std::chrono::hours for_good{24 * 365};

constexpr Bilingual desk_is_open{
    "the desk is open at the first line until Ctrl-C; the second one shows programs its readers\n",
    "一行目のアドレスで開けます。二行目はプログラムにリーダーを知らせます。Ctrl-Cで終了\n"};

// Private keys lie in saved cards: the folder is this user's alone.
std::filesystem::path kept_in(const Invocation& invocation) {
  namespace fs = std::filesystem;
  const auto state = state_folder();
  auto folder = invocation.has("keep") ? fs::absolute(invocation.get("keep"))
                                       : (state.empty() ? fs::path() : state / "desk");
  if (folder.empty()) return folder;
  std::error_code refused;
  if (fs::create_directories(folder, refused)) fs::permissions(folder, fs::perms::owner_all, refused);
  if (!fs::is_directory(folder, refused))
    throw DiagnosticError(Diagnostic{.where = {},
                                     .what = "there is no folder '" + folder.string() + "'",
                                     .fix = "--keep takes a folder for cards and recordings",
                                     .exit_code = ExitCode::environment});
  return folder;
}

// Every reader is there from the start, and the cards that were named are in the first of them.
void lay_out(serve::Service& service, const Invocation& invocation) {
  for (std::size_t i = 0; i < service.stations.count(); ++i) (void)service.stations.open(for_good);
  const auto stations = service.stations.all();
  if (invocation.arguments.size() > stations.size())
    throw bad_command_line("there are more cards than readers", "--readers N, up to 16");
  for (std::size_t i = 0; i < invocation.arguments.size(); ++i) {
    const serve::WantedCard wanted{.name = invocation.arguments[i], .text = "", .saved = {}};
    stations[i]->insert(wanted, {.words = {}});
  }
}

}  // namespace

ExitCode open_desk(const Invocation& invocation, const Streams& streams) {
  const sim::blueprint::IssuerMaterial material(data_of(invocation).fixtures());
  const auto count = static_cast<int>(invocation.number("readers", 2, 1));
  const serve::Doorstep doorstep(invocation.get("listen", "127.0.0.1:0"));
  if (doorstep.port() == 0)
    throw bad_command_line("a browser asks no Unix socket", "--listen 127.0.0.1:PORT");
  const auto token = serve::new_token();
  // One more: of scenarios.
  auto pcsc = std::make_shared<sim::reader::PrivateService>(count + 1);
  auto readers = pcsc->readers();
  readers.pop_back();
  const Interrupt interrupt;  // after the child process, before every thread
  serve::Board board;
  serve::Service service(material, std::move(readers),
                         {{"PCSCLITE_CSOCK_NAME", pcsc->state().socket().string()}},
                         serve::Gate(token, doorstep.port()), invocation.has("unmasked"), &board);
  service.add(serve::desk_routes(board, kept_in(invocation)));
  LazyLibrary library(data_of(invocation));
  const auto tell = [&board](const char* kind) { return [&board, kind] { board.add({{"kind", kind}}); }; };
  Stage stage(
      library,
      [&pcsc, &library, count] {
        return builtin_system_on(pcsc, static_cast<unsigned>(count), library.get().folders);
      },
      tell("scenario"), invocation.has("unmasked"));
  FolderRun run(library, tell("run"));
  service.add(stage_routes(library, stage, run));
  lay_out(service, invocation);
  {
    const serve::HttpServer server(doorstep.socket(), service.answering());
    streams.out << "http://" << doorstep.address() << "/desk#token=" << token << '\n'
                << sim::reader::export_line(pcsc->state()) << std::endl;
    streams.err << translated(sim::reader::exposure_note(), invocation.language) << '\n'
                << desk_is_open.in(invocation.language) << std::flush;
    wait_for_end(interrupt, invocation.has("until-end-of-input"));
    stage.close();
    run.stop();
    board.log()->close();
    service.stations.abandon();
    pcsc.reset();  // whoever waits for a program's transaction is let go
  }
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
