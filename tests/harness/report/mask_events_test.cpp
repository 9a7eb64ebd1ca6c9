#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "harness/report/event/mask_events.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::report;

BOOST_AUTO_TEST_SUITE(mask_events)

struct Line {
  const char* line;
  const char* masked;
};
std::ostream& operator<<(std::ostream& out, const Line& each) {
  return out << each.line;
}
const Line lines[] = {
    {"  with: {facility: shinjuku_station, password: KARIMEN2025}",
     "  with: {facility: shinjuku_station, password: ***********}"},
    {"  - {do: read_with_app, with: {pin: \"8642\"}}", "  - {do: read_with_app, with: {pin: \"****\"}}"},
    {"given: {card.licence_pin: '8642', holder: taro}", "given: {card.licence_pin: '****', holder: taro}"},
    {"  with: {pin: $card.licence_pin}", "  with: {pin: $card.licence_pin}"},
    {"  - {do: reset_pin, with: {pin: signature_password, office: police}}",
     "  - {do: reset_pin, with: {pin: signature_password, office: police}}"},
    {"  expect: {card.licence_pin_tries: 9}", "  expect: {card.licence_pin_tries: 9}"},
    {"  with: {password: unknown}", "  with: {password: unknown}"},
    {"    password: ABC123DEF", "    password: *********"},
    {"    individual_number: 123456789018", "    individual_number: ************"},
    {"    password:", "    password:"},
};

BOOST_DATA_TEST_CASE(lines_of_scenarios_are_masked, boost::unit_test::data::make(lines), each) {
  BOOST_TEST(masked_line(each.line) == each.masked);
}

BOOST_AUTO_TEST_CASE(secrets_go_by_their_names) {
  for (const auto* name : {"pin", "password", "card.licence_pin", "card.signature_password", "input.pin"})
    BOOST_TEST(is_secret(name), name);
  for (const auto* name : {"spin", "card.licence_pin_tries", "pin.setting", "passwords", ""})
    BOOST_TEST(!is_secret(name), name);
}

BOOST_AUTO_TEST_CASE(a_step_shows_neither_its_secrets_nor_a_number) {
  StepEvent step{.scenario = "s", .id = "submit"};
  step.inputs = {{"password", std::string("KARIMEN2025")}, {"office", std::string("police")}};
  step.observed = {{"holder.note", std::string("123456789018")}};
  step.rules = {
      {.id = "R", .explanation = {"R fired because input.password is KARIMEN2025", "R を適用。KARIMEN2025"}}};
  step.differences = {{.name = "x", .expected = "KARIMEN2025", .observed = "KARIMEN20250"}};
  step.detail = "123456789018 is not served";
  EventMasker masker;
  const auto masked = std::get<StepEvent>(masker.masked(step));
  BOOST_TEST(to_string(masked.inputs.at("password")) == "***********");
  BOOST_TEST(to_string(masked.inputs.at("office")) == "police");
  BOOST_TEST(to_string(masked.observed.at("holder.note")) == "************");
  BOOST_TEST(masked.rules[0].explanation.en == "R fired because input.password is ***********");
  BOOST_TEST(masked.rules[0].explanation.ja == "R を適用。***********");
  BOOST_TEST(*masked.differences[0].expected == "***********");
  BOOST_TEST(*masked.differences[0].observed == "KARIMEN20250");  // another word
  BOOST_TEST(masked.detail == "************ is not served");
}

BOOST_AUTO_TEST_CASE(what_a_client_wrote_loses_what_it_was_told) {
  StepEvent step{.spot = {"", 0, 0, "command: [sh, -c, 'pin 1357']"}};
  step.client = ClientEvent{.command = {"tool", "--pin", "1357"},
                            .run = true,
                            .ending = "0",
                            .output = {"pin=1357 00 20 00 80 04 31 33 35 37\n13579 stays\n", 0},
                            .error = {"4b 4a, KJ 4B4A\n", 0},
                            .secrets = {"1357", "KJ"}};
  EventMasker masker;
  const auto masked = std::get<StepEvent>(masker.masked(step));
  BOOST_TEST(masked.client->command.back() == "****");
  BOOST_TEST(masked.client->output.text == "pin=**** 00 20 00 80 04 ***********\n13579 stays\n");
  BOOST_TEST(masked.client->error.text == "*****, ** ****\n");
  BOOST_TEST(masked.client->secrets.empty());
  BOOST_TEST(masked.spot.text() == "command: [sh, -c, 'pin ****']");
}

BOOST_AUTO_TEST_CASE(exchanges_are_followed_over_the_steps_of_a_scenario) {
  EventMasker masker;
  const auto take = [&](const char* command, const char* response, bool reset = false) {
    const Event event =
        ApduEvent{.command = from_hex(command), .response = from_hex(response), .reset = reset};
    const auto masked = std::get<ApduEvent>(masker.masked(event));
    return to_hex(masked.response, masked.hidden_response);
  };
  BOOST_TEST(take("", "3BE0", true) == "3BE0");
  (void)take("00A4040C0AD3921000310001010408", "9000");
  (void)take("00A4020C020001", "9000");
  (void)masker.masked(StepEvent{});
  BOOST_TEST(take("00B0000302", "31329000") == "****9000");
  (void)take("", "3BE0", true);
  BOOST_TEST(take("00B0000302", "31329000") == "31329000");  // nothing is selected now
}

BOOST_AUTO_TEST_CASE(papers_lose_numbers_and_keep_the_rest) {
  EventMasker masker;
  const auto masked = std::get<PaperEvent>(masker.masked(
      PaperEvent{"s", "step", "notice", {{"個人番号", "1234 5678 9018"}, {"氏名", "試験　花子"}}}));
  BOOST_TEST(masked.lines[0].second == "**** **** ****");
  BOOST_TEST(masked.lines[1].second == "試験　花子");
}

BOOST_AUTO_TEST_SUITE_END()
