// Faults at a file or an application strike whichever command goes there, whoever sends it.
#include <boost/test/unit_test.hpp>

#include "sim/fault/script.hpp"
#include "tests/support/chip_fixture.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::fault;

namespace {

constexpr auto select_licence = "00A4040C10A0000002310600000000000000000000",
               select_jpki = "00A4040C0AD392F000260100000001", select_record = "00A4020C02001B",
               read_record_by_name = "00B09B0000", read_signature_by_name = "00B09C0000",
               read_on = "00B0000000", query_pin = "00200086", present_pin = "002000860438363432";

/// x where it strikes.
std::string struck_by(const std::string& fault, std::initializer_list<const char*> commands,
                      bool with_chip = true) {
  auto card = chip::fixture::card();
  card.power_on();
  FaultScript script({arm_text(fault)});
  std::string struck;
  for (const char* each : commands) {
    struck += script.at_command(from_hex(each), with_chip ? &card : nullptr) != nullptr ? 'x' : '.';
    chip::fixture::send(card, each);
  }
  return struck;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(place_of_a_fault)

BOOST_AUTO_TEST_CASE(a_file_is_met_by_its_selection_by_its_short_name_and_by_reading_on) {
  BOOST_TEST(struck_by("answer_dropped:file=licence_record,times=9",
                       {select_licence, present_pin, select_record, read_on, read_signature_by_name, read_on,
                        read_record_by_name, select_jpki}) == "..xx..x.");
  BOOST_TEST(struck_by("answer_dropped:file=licence_record,instruction=read_binary",
                       {select_licence, present_pin, select_record, read_on, read_on}) == "...x.");
  BOOST_TEST(struck_by("answer_dropped:file=licence_signature,instruction=read_binary",
                       {select_licence, present_pin, read_record_by_name, read_signature_by_name}) == "...x");
}

BOOST_AUTO_TEST_CASE(an_application_is_met_from_its_selection_on) {
  BOOST_TEST(struck_by("answer_dropped:application=driver_licence,times=9",
                       {select_jpki, select_licence, query_pin, select_jpki}) == ".xx.");
}

BOOST_AUTO_TEST_CASE(without_a_chip_nobody_knows_and_nothing_strikes) {
  BOOST_TEST(struck_by("answer_dropped:application=driver_licence", {select_licence, query_pin}, false) ==
             "..");
}

BOOST_AUTO_TEST_SUITE_END()
