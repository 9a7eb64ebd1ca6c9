// The console's commands against a card that a program is using through a real PC/SC service.
#include "harness/workshop/console/console.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <thread>

#include "sim/reader/pcsc_link.hpp"
#include "sim/reader/service/private_service.hpp"
#include "tests/support/folder.hpp"

namespace karimen::harness::workshop {
namespace {

const sim::blueprint::IssuerMaterial& material() {
  static const sim::blueprint::IssuerMaterial shared(KARIMEN_SOURCE_DIR "/fixtures");
  return shared;
}

using testing::Folder;

/// A card on a desk, and what was said about it.
struct Stay {
  explicit Stay(const sim::reader::VpcdReader& reader,
                LoadedCard loaded = load_card("yamada_taro", material()))
      : card(loaded.card), place(reader.port, reader.name, card) {
    card.observe([this](const auto& event, auto* chip) { watcher.take(event, chip); });
    desk.emplace(PreparedCard(std::move(loaded), material()), material(), card, place, faults, watcher,
                 screen, false);
  }
  ~Stay() { place.leave(); }
  Stay(const Stay&) = delete;
  Stay& operator=(const Stay&) = delete;

  std::ostringstream out, err;
  Screen screen{out, err};
  Watcher watcher{screen, false};
  SharedCard card;
  ReaderPlace place;
  FaultBench faults{card, place};
  std::optional<Desk> desk;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(console_in_use)

BOOST_AUTO_TEST_CASE(every_command_works_while_a_program_uses_the_card) {
  const Folder folder;
  const auto saved = (folder.path / "after.card").string();
  sim::reader::PrivateService service(1);
  const auto& reader = service.readers().front();
  Stay stay(reader);
  stay.place.in();
  std::atomic<bool> finished = false;
  std::atomic<int> answers = 0;
  std::thread program([&] {
    sim::reader::PcscLink link(reader.name);
    while (!finished) try {
        link.cold_reset();
        for (const auto* command : {"00A4040C0AD392F000260100000001", "00200098", "00B08A0000"}) {
          (void)link.transmit(from_hex(command));
          ++answers;
        }
      } catch (const sim::reader::LinkError&) {  // the card is out now and then
      }
  });
  const Arguments lines{"show",
                        "watch on",
                        "tries authentication 2",
                        "pin text 1470",
                        "expire authentication 2029-01-31",
                        "licence stale",
                        "licence absent",
                        "licence present",
                        "defect tampered_record on",
                        "defect tampered_record off",
                        "fault answer_truncated",
                        "fault off",
                        "snapshot here",
                        "interface contactless",
                        "interface contact",
                        "restore here",
                        "save " + saved,
                        "load " + saved,
                        "load hanako",
                        "language ja",
                        "blink 500",
                        "out",
                        "in",
                        "reset",
                        "watch off",
                        "tries",
                        "licence",
                        "defect",
                        "fault",
                        "help"};
  for (const auto& line : lines) {
    BOOST_TEST(run_line(*stay.desk, line), line);
    for (const int before = answers; answers < before + 3 && stay.place.is_in();) std::this_thread::yield();
  }
  finished = true;
  program.join();
  BOOST_TEST(stay.err.str() == "");
  BOOST_TEST(run_line(*stay.desk, "quit"));
  BOOST_TEST(stay.desk->finished);
}

BOOST_AUTO_TEST_CASE(a_card_that_went_without_being_taken_is_missed) {
  sim::reader::PrivateService service(1);
  Stay stay(service.readers().front());
  stay.place.in();
  int ends[2];
  BOOST_TEST_REQUIRE(pipe(ends) == 0);
  std::atomic<bool> stop = false;
  LineInput lines(ends[0], stop);
  std::thread hand([&] {
    stay.place.host().disconnect();  // nobody said out
    std::this_thread::sleep_for(std::chrono::milliseconds(2500));
    BOOST_TEST(write(ends[1], "in\nquit\n", 8) == 8);
  });
  run_console(*stay.desk, lines);
  hand.join();
  BOOST_TEST(stay.out.str().find("no longer in the reader") != std::string::npos);
  BOOST_TEST(stay.out.str().find("the card is in\n") != std::string::npos);
  close(ends[0]);
  close(ends[1]);
}

BOOST_AUTO_TEST_CASE(a_refused_change_changes_nothing) {
  Stay stay({.name = "", .port = 1});
  auto before = stay.card.copy();
  before.power_off();
  for (const auto* line :
       {"tries authentication 4", "tries authentication x", "pin licence 1", "expire signature soon",
        "licence expires never", "licence better", "defect no_such on", "defect tampered_record maybe",
        "fault no_such", "interface wireless", "restore nothing", "snapshot insertion",
        "save /no/such/folder/card", "load /no/such/card.yaml", "language fr", "watch perhaps", "blink -1",
        "show me", "vanish"}) {
    BOOST_TEST(!run_line(*stay.desk, line), line);
    BOOST_TEST((stay.card.copy() == before), line);
  }
}

BOOST_AUTO_TEST_CASE(what_was_put_aside_comes_back_with_its_name_its_defects_and_its_licence) {
  Stay stay({.name = "", .port = 1});
  const auto number = stay.desk->licence.record.record_number;
  BOOST_TEST(run_line(*stay.desk, "defect tampered_text on"));
  BOOST_TEST(run_line(*stay.desk, "snapshot taro"));
  BOOST_TEST(run_line(*stay.desk, "load sato_hanako"));
  BOOST_TEST(stay.desk->name == "sato_hanako");
  BOOST_TEST(stay.desk->licence.record.record_number != number);
  BOOST_TEST(run_line(*stay.desk, "restore taro"));
  BOOST_TEST(stay.desk->name == "yamada_taro");
  BOOST_TEST((stay.desk->defects.on() == std::vector<std::string>{"tampered_text"}));
  BOOST_TEST(stay.desk->licence.record.record_number == number);
}

BOOST_AUTO_TEST_CASE(a_refused_insertion_leaves_the_card_that_lay_there) {
  Stay stay({.name = "", .port = 1});
  const auto before = stay.card.copy();
  const auto refuse = [&] { throw console_error("no"); };
  BOOST_CHECK_THROW(stay.desk->insert({load_card("sato_hanako", material()), material()}, refuse, true),
                    DiagnosticError);
  BOOST_TEST(stay.desk->name == "yamada_taro");
  BOOST_TEST((stay.card.copy() == before));
  stay.desk->insert(
      {load_card("sato_hanako", material()), material()}, [&] { run_line(*stay.desk, "tries text 1"); },
      true);
  BOOST_TEST(run_line(*stay.desk, "tries text 2"));
  BOOST_TEST(run_line(*stay.desk, "reset"));  // as it was put in: prepared
  BOOST_TEST((stay.card.copy() == stay.desk->asides.at("insertion").card));
}

BOOST_AUTO_TEST_CASE(a_key_whose_limit_is_lifted_says_so) {
  Stay stay({.name = "", .port = 1});
  BOOST_TEST(run_line(*stay.desk, "tries common unlimited"));
  BOOST_TEST(run_line(*stay.desk, "tries"));
  BOOST_TEST(stay.out.str().find("unlimited") != std::string::npos);
  BOOST_TEST(stay.out.str().find("255") == std::string::npos);
  auto card = stay.card.copy();
  card.power_on();
  card.transmit(from_hex("00A4040C0AD3921000310001010100"));
  for (int attempt = 0; attempt < 5; ++attempt)
    BOOST_TEST(to_hex(card.transmit(from_hex("0020009C0430303030"))) == "6300");
}

BOOST_AUTO_TEST_CASE(a_named_pipe_takes_one_writer_after_the_other) {
  const Folder folder;
  const auto path = folder.path / "console";
  BOOST_TEST_REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  const int reading = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  std::atomic<bool> stop = false;
  LineInput lines(reading, stop);
  for (const std::string line : {"tries text 1", "quit"}) {
    const int writing = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    const auto whole = line + '\n';
    BOOST_TEST_REQUIRE(write(writing, whole.data(), whole.size()) == static_cast<ssize_t>(whole.size()));
    close(writing);
    BOOST_TEST(lines.next().value() == line);
  }
  close(reading);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::harness::workshop
