#include "sim/reader/service/private_service.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <csignal>
#include <fstream>

#include "base/diagnostic.hpp"
#include "sim/reader/card_session.hpp"
#include "sim/reader/service/reader_conf.hpp"
#include "tests/support/shared_service.hpp"
#include "tests/support/stub_card.hpp"

using namespace karimen;
using namespace karimen::sim::reader;

namespace {

/// A card in whose command the daemon is killed.
struct FatalCard final : CardEndpoint {
  explicit FatalCard(pid_t victim) : daemon(victim) {}
  Bytes power_on() override { return from_hex("3BE000FF8131FE4514"); }
  void power_off() override {}
  Bytes reset() override { return power_on(); }
  std::optional<Bytes> transmit(ByteView) override {
    ::kill(daemon, SIGKILL);
    siginfo_t ended;
    ::waitid(P_PID, static_cast<id_t>(daemon), &ended, WEXITED | WNOWAIT);
    return std::nullopt;
  }
  const pid_t daemon;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(private_service)

BOOST_AUTO_TEST_CASE(names_its_readers_as_pcscd_does) {
  // The service first: libpcsclite looks for its socket once, at the first call of a process.
  const PrivateService& service = shared_service();
  const std::vector<std::string> listed = list_readers();
  for (const VpcdReader& reader : service.readers()) {
    BOOST_TEST(std::count(listed.begin(), listed.end(), reader.name) == 1);
  }
  BOOST_TEST(listed.size() == 16u);
}

BOOST_AUTO_TEST_CASE(leaves_the_machine_s_pid_file_alone) {
  BOOST_TEST(shared_service().readers().size() == 16u);
  std::error_code ignored;
  std::string pid;
  std::ifstream("/run/pcscd/pcscd.pid") >> pid;
  BOOST_TEST(pid != std::to_string(shared_service().state().pid));
}

BOOST_AUTO_TEST_CASE(only_one_at_a_time_in_a_process) {
  shared_service();
  BOOST_CHECK_THROW(PrivateService second, DiagnosticError);
}

BOOST_AUTO_TEST_CASE(refuses_more_readers_than_pcscd_has) {
  BOOST_CHECK_EXCEPTION(
      static_cast<void>(start_service({.readers = 17})), DiagnosticError,
      [](const auto& error) { return error.diagnostics().front().exit_code == ExitCode::bad_command_line; });
}

BOOST_AUTO_TEST_CASE(a_daemon_killed_in_a_command_is_a_failure_of_the_service_and_can_be_started_again) {
  PrivateService& service = shared_service();
  StubCard card;
  FatalCard fatal(service.state().pid);
  VpcdSlot slot(service.readers()[2]);
  const auto service_gone = [](const LinkError& error) {
    return error.failure() == LinkFailure::service_gone;
  };
  slot.insert(fatal);
  {
    CardSession session(slot.link());
    BOOST_CHECK_EXCEPTION(session.transmit(from_hex("00A40000")), LinkError, service_gone);
  }
  BOOST_CHECK_EXCEPTION(CardSession session(slot.link()), LinkError, service_gone);
  service.restart();
  slot.insert(card);
  CardSession session(slot.link());
  BOOST_TEST(session.transmit(from_hex("00A40000")).ok());
}

BOOST_AUTO_TEST_CASE(ends_with_its_process_even_if_that_is_killed) {
  int pipe_ends[2];
  BOOST_REQUIRE(::pipe(pipe_ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const std::filesystem::path directory = state_directory() / std::to_string(::getpid());
    std::filesystem::create_directory(directory);
    [[maybe_unused]] const Keeper keeper = launch_keeper(directory);
    const pid_t victim = ::fork();
    if (victim == 0) ::execl("/bin/sleep", "sleep", "60", nullptr);
    std::ofstream(directory / "pid") << victim << '\n';
    [[maybe_unused]] const ssize_t written = ::write(pipe_ends[1], &victim, sizeof victim);
    ::raise(SIGKILL);
  }
  pid_t victim = 0;
  BOOST_REQUIRE(::read(pipe_ends[0], &victim, sizeof victim) == sizeof victim);
  ::waitpid(child, nullptr, 0);
  const auto directory = state_directory() / std::to_string(child);
  for (int turn = 0; turn < 500 && std::filesystem::exists(directory); ++turn) ::usleep(10'000);
  BOOST_TEST(!std::filesystem::exists(directory));
  ::close(pipe_ends[0]);
  ::close(pipe_ends[1]);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(reader_blocks)

BOOST_AUTO_TEST_CASE(two_readers_share_a_block_on_adjacent_ports) {
  const auto readers = readers_of({{1, 20000}, {2, 20040}}, 3);
  const std::vector<VpcdReader> expected{
      {"Karimen 1 00 00", 20000}, {"Karimen 1 00 01", 20001}, {"Karimen 2 00 00", 20040}};
  BOOST_CHECK(readers == expected);
}

BOOST_AUTO_TEST_SUITE_END()
