#include <boost/test/unit_test.hpp>
#include <functional>
#include <nlohmann/json.hpp>

#include "harness/trace/mask.hpp"
#include "harness/trace/names.hpp"
#include "harness/workshop/comparison/chip_comparison.hpp"
#include "harness/workshop/comparison/comparison_words.hpp"
#include "harness/workshop/comparison/recorded_card.hpp"
#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/chip/application/applications.hpp"
#include "sim/chip/making/editor.hpp"
#include "sim/reader/chip_endpoint.hpp"

using namespace karimen;
using namespace karimen::harness::trace;
using namespace karimen::harness::workshop;
using sim::chip::ApplicationId;

namespace {

const sim::chip::Card& her_card() {
  static const sim::blueprint::IssuerMaterial material(KARIMEN_SOURCE_DIR "/fixtures");
  static const auto card = [] {
    auto pool = material.new_pool();
    return sim::chip::Card(sim::blueprint::make_personalisation(
        sim::blueprint::load_persona("hanako", material).spec, material, pool));
  }();
  return card;
}

constexpr const char* commands[] = {
    "00CA00F200",                      // expiry
    "0084000008",                      // a challenge
    "00A4040C0AD392F000260100000001",  // JPKI
    "00200098",                        // three tries
    "002000980430303030",              // wrong
    "00200098",                        // two
    "002000980431333537",              // right
    "802A0097"
    "04"
    "01020304"
    "00",  // a signature that comes out the same
    "802A0597"
    "04"
    "01020304"
    "00",                              // and one that does not
    "00A4040C0AD3921000310001010408",  // card text
    "002000910432353830",              // right
    "00B0810000",                      // the number
    "00240180"
    "04"
    "31323334",  // a new PIN
    "002000910431323334",
};

RecordingFile recorded(sim::chip::Card card, bool masked) {
  RecordingFile file{.header = {.title = "hanako", .masked = masked}, .events = {}};
  sim::reader::ChipEndpoint endpoint(card);
  Masker masker;
  sim::reader::RecordingCard recorder(endpoint, [&](const auto& event) {
    file.events.push_back({.event = masked ? masker.masked(event) : event});
  });
  recorder.power_on();
  for (const auto* command : commands) (void)recorder.transmit(from_hex(command));
  recorder.reset();
  (void)recorder.transmit(from_hex("00CA00F200"));
  recorder.power_off();
  return file;
}

Comparison with(const RecordingFile& file, sim::chip::Card card, const ComparisonOptions& options = {}) {
  sim::reader::ChipEndpoint endpoint(card);
  const auto why = [&] { return sim::chip::explain(card.last_cause(), Language::en); };
  return compare(file, {.card = endpoint, .why = why, .chip = &card}, options);
}

std::vector<std::uint64_t> numbers(const Comparison& comparison) {
  std::vector<std::uint64_t> all;
  for (const auto& each : comparison.differences) all.push_back(each.recorded.event.number);
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(comparison)

BOOST_AUTO_TEST_CASE(the_same_card_answers_the_same_masked_or_not) {
  for (const bool masked : {false, true}) {
    const auto result = with(recorded(her_card(), masked), her_card());
    BOOST_TEST(result.commands == std::size(commands) + 1);
    BOOST_TEST(numbers(result) == std::vector<std::uint64_t>{}, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(what_was_recorded_from_the_middle_of_a_session_is_played_to_a_card_with_power) {
  auto recording = recorded(her_card(), true);
  while (recording.events.front().event.kind != CardEvent::Kind::apdu)
    recording.events.erase(recording.events.begin());
  const auto comparison = compare_with_chip(recording, her_card(), Language::en);
  BOOST_TEST(comparison.midway);
  BOOST_TEST(comparison.differences.empty());
  BOOST_TEST(summary_words(comparison).find("in the middle of a session") != std::string::npos);
  BOOST_TEST(!compare_with_chip(recorded(her_card(), true), her_card(), Language::en).midway);
}

BOOST_AUTO_TEST_CASE(a_counter_that_differs_is_found_and_nothing_else) {
  for (const bool masked : {false, true}) {
    auto other = her_card();
    sim::chip::Editor(other).set_tries(ApplicationId::jpki, 0x18, 2);
    const auto result = with(recorded(her_card(), masked), other);
    BOOST_TEST(numbers(result) == (std::vector<std::uint64_t>{5, 6, 7}), boost::test_tools::per_element());
    BOOST_TEST(to_hex(result.differences[0].ours) == "63C2");
    BOOST_TEST(!result.differences[1].why.empty());
  }
}

BOOST_AUTO_TEST_CASE(an_expiry_that_differs_is_found_and_nothing_else) {
  auto other = her_card();
  sim::chip::Editor(other).set_content(ApplicationId::card_manager, 0x00F2, to_bytes("20360708"));
  const auto result = with(recorded(her_card(), false), other);
  BOOST_TEST(numbers(result) == (std::vector<std::uint64_t>{2, 17}), boost::test_tools::per_element());
  const auto text = difference_words(result.differences[0], false);
  BOOST_TEST(text ==
             "event 2: GET DATA 00F2 (card expiry)\n"
             "  > 00CA00F200\n"
             "  recorded      9000: done, data 8 bytes\n"
             "  ours          9000: done, data 8 bytes\n"
             "  from byte 3   recorded 3530373038\n"
             "                ours     3630373038\n" +
                 text.substr(text.find("  why ours")));
}

BOOST_AUTO_TEST_CASE(another_PIN_is_found_by_an_unmasked_recording) {
  auto other = her_card();
  sim::chip::Editor(other).set_value(ApplicationId::jpki, 0x18, to_bytes("9999"));
  const auto result = with(recorded(her_card(), false), other);
  BOOST_TEST(numbers(result) == (std::vector<std::uint64_t>{8, 9, 10}), boost::test_tools::per_element());
  const auto text = difference_words(result.differences[0], false);
  BOOST_TEST(
      text.find("VERIFY authentication PIN, 4 characters\n  > 0020009804********\n") != std::string::npos,
      text);
  BOOST_TEST(text.find("ours          63C1: wrong, 1 try left") != std::string::npos, text);
  BOOST_TEST(difference_words(result.differences[0], true).find("002000980431333537") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_must_differ_is_counted_apart_unless_asked_for) {
  auto other = her_card();
  other.power_on();
  (void)other.transmit(from_hex("0084000008"));  // its generator is further on
  const auto file = recorded(her_card(), false);
  const auto result = with(file, other);
  BOOST_TEST(result.differences.empty());
  BOOST_TEST(
      (result.excused == std::map<std::string, std::size_t>{{"GET CHALLENGE", 1}, {"PSS signature", 1}}));
  BOOST_TEST(summary_words(result) ==
             "15 commands, 13 the same, 0 different; they must differ and are not counted: "
             "GET CHALLENGE (1), PSS signature (1)");
  BOOST_TEST(numbers(with(file, other, {.strict = true})) == (std::vector<std::uint64_t>{3, 10}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(status_words_alone_can_be_compared) {
  auto other = her_card();
  sim::chip::Editor(other).set_content(ApplicationId::card_manager, 0x00F2, to_bytes("20360708"));
  BOOST_TEST(with(recorded(her_card(), false), other, {.status_only = true}).differences.empty());
}

BOOST_AUTO_TEST_CASE(the_number_is_not_shown_in_a_difference) {
  auto other = her_card();
  auto content = sim::chip::Editor(other).content(ApplicationId::card_text, 0x0001);
  content[3] ^= 1;
  sim::chip::Editor(other).set_content(ApplicationId::card_text, 0x0001, content);
  const auto result = with(recorded(her_card(), false), other);
  BOOST_TEST_REQUIRE(numbers(result) == (std::vector<std::uint64_t>{13}), boost::test_tools::per_element());
  const auto hex = to_hex(to_bytes("123456789018"));
  for (const auto& text : {difference_words(result.differences[0], false), comparison_json(result, false)}) {
    BOOST_TEST(text.find(hex) == std::string::npos, text);
    BOOST_TEST(text.find(hex.substr(2)) == std::string::npos, text);
  }
  BOOST_TEST(difference_words(result.differences[0], false).find("masked: --unmasked shows it") !=
             std::string::npos);
  BOOST_TEST(comparison_json(result, true).find(hex) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(two_recordings_are_compared_like_two_cards) {
  auto changed = her_card();
  sim::chip::Editor(changed).set_tries(ApplicationId::jpki, 0x18, 2);
  const auto file = recorded(her_card(), false);
  sim::reader::ReplayCard same(file.events_only()), other(recorded(changed, true).events_only());
  BOOST_TEST(compare(file, {.card = same}).differences.empty());
  BOOST_TEST(same.unasked() == 0u);
  BOOST_TEST(numbers(compare(file, {.card = other, .masked = true})) == (std::vector<std::uint64_t>{5, 6, 7}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(programs_get_JSON) {
  auto other = her_card();
  sim::chip::Editor(other).set_tries(ApplicationId::jpki, 0x18, 2);
  const auto json = nlohmann::json::parse(comparison_json(with(recorded(her_card(), false), other), false));
  BOOST_TEST(json.at("schema") == 1);
  BOOST_TEST(json.at("commands") == 15);
  BOOST_TEST(json.at("differences").size() == 3u);
  BOOST_TEST(json.at("differences").at(1).at("words") == "VERIFY authentication PIN, 4 characters");
  BOOST_TEST(json.at("differences").at(1).at("ours").at("response") == "63C1");
}

BOOST_AUTO_TEST_CASE(what_a_recording_does_not_hold_is_told_without_PINs) {
  BOOST_TEST(
      masked_words({.number = 5,
                    .expected = from_hex("00200080043132333400"),
                    .command = from_hex("002000800431333537")}) ==
      "the recording holds no answer to 0020008004********: command 5, 0020008004********00, comes next");
}

// Traces know names of their own: who reads them has no chip at hand.
BOOST_AUTO_TEST_CASE(traces_call_the_applications_as_the_chip_does) {
  for (std::size_t i = 0; i < sim::chip::application_count; ++i)
    BOOST_TEST(application_identifier(static_cast<Application>(i)) ==
               to_hex(sim::chip::application(static_cast<ApplicationId>(i)).aid));
  BOOST_TEST(sim::chip::application_count == static_cast<std::size_t>(Application::foreign));
}

BOOST_AUTO_TEST_SUITE_END()
