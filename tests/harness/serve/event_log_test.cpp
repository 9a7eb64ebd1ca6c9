// Events are kept for a while, numbered, and told as they come.
#include "harness/serve/api/event_log.hpp"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "harness/serve/api/routes.hpp"

namespace karimen::harness::serve {
namespace {

constexpr std::chrono::milliseconds at_once{0};
workshop::Heard event() {
  return {.event = {.number = 1,
                    .kind = CardEvent::Kind::apdu,
                    .command = {0x00, 0xA4, 0x04, 0x0C},
                    .response = {0x90, 0x00}},
          .before = {},
          .cause = std::nullopt};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(event_log)

BOOST_AUTO_TEST_CASE(an_event_is_a_line_of_a_recording) {
  EventLog log;
  BOOST_TEST(log.next(0, at_once, 2).empty());
  log.take(event());
  BOOST_TEST(log.next(0, at_once, 2)
                 .at(0)
                 .line()
                 .starts_with(R"({"event":"apdu","command":"00A4040C","response":"9000")"));
  BOOST_TEST(log.next(1, at_once, 2).empty());
}

BOOST_AUTO_TEST_CASE(who_comes_late_is_told_what_is_lost_and_everybody_the_end) {
  const auto log = std::make_shared<EventLog>();
  for (std::size_t i = 0; i < EventLog::most_kept + 10; ++i) log->take(event());
  EventStream late(log, 0, false);
  BOOST_TEST(late.next()->starts_with("event: lost\ndata: {\"events\":10}\n\nid: 11\n"));
  EventStream last(log, log->last() - 1, false);
  BOOST_TEST(last.next()->starts_with("id: 1034\ndata: {"));
  BOOST_TEST(last.next().value() == "event: end\ndata: {}\n\n");
  BOOST_TEST(!last.next());
}

BOOST_AUTO_TEST_CASE(a_stream_waits_and_ends_with_its_log) {
  const auto log = std::make_shared<EventLog>();
  EventStream stream(log, 0, true);
  std::thread card([&] {
    log->take(event());
    log->close();
  });
  BOOST_TEST(stream.next()->starts_with("id: 1\n"));
  BOOST_TEST(stream.next().value() == "event: end\ndata: {}\n\n");
  card.join();
}

BOOST_AUTO_TEST_CASE(a_path_leads_to_its_route) {
  const auto word = find_route("POST", "/readers/r1/words/tries");
  BOOST_TEST_REQUIRE(word.route != nullptr);
  BOOST_TEST((word.parameters == std::vector<std::string>{"r1", "tries"}));
  BOOST_TEST(find_route("PUT", "/readers").allow == "GET, POST");
  for (const auto* path :
       {"", "/readers/", "//", "/readers/r1/words", "/readers/r1/words/tries/x", "readers", "*"}) {
    const auto found = find_route("POST", path);
    BOOST_TEST((found.route == nullptr || found.parameters == std::vector<std::string>{""}), path);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::harness::serve
