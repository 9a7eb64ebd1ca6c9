// Programs run to their end, however they end.
#include "base/process/program.hpp"

#include <signal.h>

#include <boost/test/unit_test.hpp>
#include <system_error>
#include <thread>

using namespace karimen;
using namespace std::chrono_literals;

namespace {

Program shell(const std::string& script) {
  return {.launch = {.command = {"/bin/sh", "-c", script}, .folder = "", .environment = {}},
          .input = "",
          .limit = 100s};
}

ProgramEnd ran(const Program& program) {
  const std::atomic<bool> stop = false;
  return run_program(program, stop);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(program)

BOOST_AUTO_TEST_CASE(an_exit_code_and_both_streams_are_told_apart) {
  const auto end = ran(shell("echo good; echo bad >&2; exit 3"));
  BOOST_TEST((end.kind == ProgramEnd::Kind::exited));
  BOOST_TEST(end.number == 3);
  BOOST_TEST(end.output.text == "good\n");
  BOOST_TEST(end.error.text == "bad\n");
}

BOOST_AUTO_TEST_CASE(a_program_finds_its_folder_its_environment_and_its_input) {
  auto program = shell("pwd; echo \"$KARIMEN_READER\"; cat");
  program.launch.folder = "/usr";
  program.launch.environment = {{"KARIMEN_READER", "Virtual PCD 00 00"}};
  program.input = "a line\n";
  BOOST_TEST(ran(program).output.text == "/usr\nVirtual PCD 00 00\na line\n");
}

BOOST_AUTO_TEST_CASE(without_input_a_program_reads_an_end) {
  BOOST_TEST(ran(shell("cat; echo over")).output.text == "over\n");
}

BOOST_AUTO_TEST_CASE(a_program_that_reads_nothing_is_no_trouble) {
  auto program = shell("exit 0");
  program.input.assign(1000000, 'x');
  ::signal(SIGPIPE, SIG_IGN);  // as in our main
  BOOST_TEST(ran(program).number == 0);
}

BOOST_AUTO_TEST_CASE(what_is_more_than_is_kept_is_counted) {
  auto program = shell("head -c 3000000 /dev/zero; head -c 10 /dev/zero >&2");
  program.most_kept = 1000;
  const auto end = ran(program);
  BOOST_TEST(end.output.text.size() == 1000);
  BOOST_TEST(end.output.left_out == 2999000);
  BOOST_TEST(end.error.text.size() == 10);
  BOOST_TEST(end.error.left_out == 0);
}

BOOST_AUTO_TEST_CASE(a_signal_that_ended_it_is_told) {
  const auto end = ran(shell("kill -SEGV $$"));
  BOOST_TEST((end.kind == ProgramEnd::Kind::killed_by_signal));
  BOOST_TEST(end.number == 11);
}

BOOST_AUTO_TEST_CASE(after_its_time_it_is_killed_with_its_children) {
  auto program = shell("sleep 300 & echo $!; sleep 300");
  program.limit = 3s;
  const auto end = ran(program);
  BOOST_TEST((end.kind == ProgramEnd::Kind::out_of_time));
  const auto other = end.output.text.substr(0, end.output.text.find('\n'));
  BOOST_TEST(
      ran(shell("sleep 0.1; ! kill -0 " + other + " 2>/dev/null || grep -q Z /proc/" + other + "/stat"))
          .number == 0);
}

BOOST_AUTO_TEST_CASE(a_child_in_the_background_that_keeps_the_output_is_not_waited_for) {
  const auto begin = Clock::now();
  BOOST_TEST(ran(shell("sleep 300 & echo done")).output.text == "done\n");
  BOOST_TEST(ran(shell("setsid sleep 90 & echo done")).output.text == "done\n");
  BOOST_TEST((Clock::now() - begin < 60s));
}

BOOST_AUTO_TEST_CASE(a_program_that_writes_without_end_is_killed_when_its_time_is_over) {
  auto program = shell("yes");
  program.limit = 3s;
  const auto end = ran(program);
  BOOST_TEST((end.kind == ProgramEnd::Kind::out_of_time));
  BOOST_TEST(end.output.text.size() == 65536);
}

BOOST_AUTO_TEST_CASE(it_ends_when_it_is_stopped) {
  std::atomic<bool> stop = false;
  const std::jthread stopper([&] {
    std::this_thread::sleep_for(50ms);
    stop = true;
  });
  BOOST_TEST((run_program(shell("sleep 60"), stop).kind == ProgramEnd::Kind::stopped));
}

BOOST_AUTO_TEST_CASE(a_program_has_no_terminal_to_ask_at) {
  BOOST_TEST(ran(shell("exec 2>/dev/null; (: < /dev/tty) || echo none")).output.text == "none\n");
}

BOOST_AUTO_TEST_CASE(what_is_not_there_cannot_be_started) {
  auto program = shell("");
  program.launch.command = {"karimen-no-such-program"};
  BOOST_CHECK_EXCEPTION((void)ran(program), std::system_error, [](const auto& error) {
    return error.code() == std::errc::no_such_file_or_directory;
  });
}

BOOST_AUTO_TEST_SUITE_END()
