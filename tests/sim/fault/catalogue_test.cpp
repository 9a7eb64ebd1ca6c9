// The catalogue's own order, and the words by which faults are armed.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <set>

#include "base/diagnostic.hpp"
#include "sim/blueprint/defects.hpp"
#include "sim/fault/fault_text.hpp"
#include "sim/fault/script.hpp"

using namespace karimen;
using namespace karimen::sim::fault;

namespace {

std::string complaint(const std::string& text) {
  try {
    (void)arm_text(text);
  } catch (const DiagnosticError& error) {
    return error.diagnostics().front().what + "; " + error.diagnostics().front().fix;
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(catalogue_of_faults)

BOOST_AUTO_TEST_CASE(has_names_of_its_own_and_words_in_both_languages) {
  std::set<std::string_view> names;
  for (const auto& fault : catalogue()) {
    BOOST_TEST_CONTEXT(fault.name) {
      BOOST_TEST(names.insert(fault.name).second);
      for (const std::string_view text : {fault.what.en, fault.what.ja, fault.seen.en, fault.seen.ja})
        BOOST_TEST(!text.empty());
      for (const auto& parameter : fault.parameters)
        BOOST_TEST((*parameter.what.en != 0 && *parameter.what.ja != 0 &&
                    parameter.initial >= parameter.least && parameter.initial <= parameter.most));
    }
  }
  BOOST_TEST(names.size() >= 25u);
}

BOOST_AUTO_TEST_CASE(has_faults_in_each_of_four_layers) {
  for (const auto layer : {Layer::pcsc, Layer::transport, Layer::storage, Layer::content})
    BOOST_TEST(std::ranges::count(catalogue(), layer, &Fault::layer) >= 5, to_string(layer));
}

BOOST_AUTO_TEST_CASE(has_every_defect_of_a_card) {
  for (const auto& defect : sim::blueprint::defects()) {
    const auto* fault = find_fault(defect.name);
    BOOST_TEST_REQUIRE(fault != nullptr, defect.name);
    BOOST_TEST((fault->layer == Layer::content && std::string_view(fault->what.en) == defect.what.en));
    BOOST_TEST(fault->seen.en != "9000 with other content", "say what a client sees of " << defect.name);
  }
}

// Three have a test case of their own: they need more than a card (pcsc_test.cpp).
BOOST_AUTO_TEST_CASE(has_a_row_of_what_a_client_sees_for_each) {
  std::ifstream in(KARIMEN_SOURCE_DIR "/tests/pcsc_faults/faults.txt");
  std::set<std::string> rows{"late_insertion", "service_gone"};
  for (std::string line; std::getline(in, line);) rows.insert(line.substr(0, line.find_first_of(":| ")));
  for (const auto& fault : catalogue()) BOOST_TEST(rows.contains(std::string(fault.name)), fault.name);
}

BOOST_AUTO_TEST_CASE(is_what_the_page_says) {
  std::ifstream in(KARIMEN_SOURCE_DIR "/docs/faults.md");
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  BOOST_CHECK_MESSAGE(page == markdown(), "make it again: karimen card faults --markdown > docs/faults.md");
}

BOOST_AUTO_TEST_CASE(arms_by_name_with_initial_values) {
  const auto armed = arm_text("power_cut_within_write");
  BOOST_TEST(armed.value("write_point") == 1);
  BOOST_TEST(armed.command == 1);
  BOOST_TEST(armed.instruction == nullptr);
}

BOOST_AUTO_TEST_CASE(arms_with_settings_and_tells_them_again) {
  for (const char* text :
       {"answer_delayed:command=2,instruction=verify,milliseconds=50", "spurious_error:times=2,status=6A82",
        "answer_dropped:application=jpki,command=2,file=licence_pin_setting",
        "bit_flip:file=licence_signature,byte=3,bit=7", "card_blink", "card_mute:reset=4"})
    BOOST_TEST(arm_text(text).text() == text);
}

BOOST_AUTO_TEST_CASE(complains_with_the_nearest_word) {
  BOOST_TEST(complaint("card_blnk") == "unknown fault 'card_blnk'; did you mean 'card_blink'?");
  BOOST_TEST(complaint("answer_delayed:milisecond=4") ==
             "answer_delayed has no 'milisecond'; did you mean 'milliseconds'?");
  BOOST_TEST(complaint("answer_dropped:instruction=verfy") ==
             "'verfy' is no instruction; did you mean 'verify'?");
  BOOST_TEST(complaint("answer_corrupted:bit=8") == "'8' is no bit; a number from 0 to 7");
  BOOST_TEST(complaint("spurious_error:status=9G00") == "'9G00' is no status; a number from 6100 to 9FFF");
  BOOST_TEST(complaint("card_mute:command=2") == "card_mute has no 'command'; one of: reset");
  BOOST_TEST(complaint("answer_dropped:command") ==
             "'command' is no NAME=VALUE; for example answer_delayed:milliseconds=50,command=2");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(script_of_faults)

BOOST_AUTO_TEST_CASE(strikes_at_the_command_that_is_named) {
  FaultScript script({arm_text("answer_dropped:instruction=verify,command=2,times=2")});
  const auto verify = from_hex("00200098"), select = from_hex("00A40000"), other_class = from_hex("80200098");
  std::string struck;
  for (const auto& command : {verify, select, other_class, verify, select, verify, verify})
    struck += script.at_command(command) != nullptr ? 'x' : '.';
  BOOST_TEST(struck == "...x.x.");
  BOOST_TEST(script.struck());
}

BOOST_AUTO_TEST_CASE(counts_every_command_where_none_is_named) {
  FaultScript script({arm_text("answer_dropped:command=2"), arm_text("answer_delayed:command=3")});
  const auto any = from_hex("00A40000");
  BOOST_TEST(script.at_command(any) == nullptr);
  BOOST_TEST(script.at_command(any)->fault->name == "answer_dropped");
  BOOST_TEST(script.at_command(any)->fault->name == "answer_delayed");
  BOOST_TEST(script.at_command(any) == nullptr);
}

BOOST_AUTO_TEST_CASE(a_secure_channel_does_not_hide_an_instruction) {
  FaultScript script({arm_text("answer_dropped:instruction=store_data")});
  BOOST_TEST(script.at_command(from_hex("84E28000")) != nullptr);
}

BOOST_AUTO_TEST_CASE(a_mute_card_stays_mute_and_an_unresponsive_one_comes_back) {
  for (const auto& [fault, pattern] :
       {std::pair{"card_mute:reset=2", ".xx"}, {"unresponsive_reset", "x.."}}) {
    FaultScript script({arm_text(fault)});
    std::string struck;
    for (int reset = 0; reset < 3; ++reset) {
      script.count_reset();
      struck += script.reset_fault() != nullptr ? 'x' : '.';
    }
    BOOST_TEST(struck == pattern, fault);
  }
}

BOOST_AUTO_TEST_SUITE_END()
