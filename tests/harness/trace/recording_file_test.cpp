#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <sstream>

#include "base/diagnostic.hpp"
#include "harness/trace/recording_file.hpp"

using namespace karimen;
using namespace karimen::harness::trace;

namespace {

using Kind = CardEvent::Kind;
constexpr auto head = "{\"recording\":\"karimen\",\"schema\":2,\"title\":\"hanako\",\"masked\":true}\n";

RecordingFile example() {
  RecordingFile file{.header = {.title = "hanako", .masked = true}, .events = {}};
  file.events = {
      {.event = {.number = 1, .kind = Kind::power_on, .response = from_hex("3BE0")}},
      {.event = {.number = 2, .command = from_hex("00200080"), .response = from_hex("63C3")},
       .cause = {"asked for the tries left", "残り回数の照会"},
       .step = "record"},
      {.event = {.number = 3, .command = from_hex("00B0000000"), .response = {}}},
      {.event = {.number = 4, .kind = Kind::reset, .response = {}}},
      {.event = {.number = 5,
                 .command = from_hex("00200080042A2A2A2A"),
                 .response = from_hex("9000"),
                 .hidden_command = {false, false, false, false, false, true, true, true, false}}},
      {.event = {.number = 6, .kind = Kind::power_off}},
  };
  return file;
}

std::string written(const RecordingFile& file, bool words) {
  std::ostringstream out;
  RecordingWriter writer(out, file.header, words);
  for (const auto& each : file.events) writer.take(each);
  return out.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(recording_files)

BOOST_AUTO_TEST_CASE(what_is_written_is_read_again_with_and_without_words) {
  BOOST_TEST((parse_recording(written(example(), true), "x") == example()));
  BOOST_TEST((parse_recording(written(example(), false), "x") == example()));
}

BOOST_AUTO_TEST_CASE(the_lines_are_as_documented) {
  BOOST_TEST(
      written(example(), true) ==
      std::string(head) +
          "{\"event\":\"power_on\",\"atr\":\"3BE0\"}\n"
          "{\"event\":\"apdu\",\"step\":\"record\",\"command\":\"00200080\",\"response\":\"63C3\","
          "\"cause\":\"asked for the tries "
          "left\",\"cause_ja\":\"残り回数の照会\",\"words\":{\"en\":[\"VERIFY, asking for the tries left\","
          "\"63C3: 3 tries left\"],\"ja\":[\"VERIFY（暗証番号の照合）（残り回数の照会）\",\"63C3: "
          "残り3回\"]}}\n"
          "{\"event\":\"apdu\",\"command\":\"00B0000000\",\"response\":\"\",\"words\":{\"en\":[\"READ BINARY "
          "from 0, 256 bytes\",\"no answer: the card vanished or stopped\"],\"ja\":[\"READ "
          "BINARY（読出し） "
          "位置0から256バイト\",\"応答なし（カードが抜かれた、または停止した）\"]}}\n"
          "{\"event\":\"reset\",\"atr\":\"\"}\n"
          "{\"event\":\"apdu\",\"command\":\"0020008004******2A\",\"response\":\"9000\","
          "\"words\":{\"en\":[\"VERIFY, 4 characters\",\"9000: "
          "right\"],\"ja\":[\"VERIFY（暗証番号の照合）、4文字\","
          "\"9000: 一致\"]}}\n"
          "{\"event\":\"power_off\"}\n");
}

BOOST_AUTO_TEST_CASE(schema_1_is_read_where_nothing_was_masked) {
  const auto file = parse_recording(
      "{\"recording\":\"karimen\",\"schema\":1}\n"
      "{\"event\":\"apdu\",\"command\":\"00200080042A2A2A2A\",\"response\":\"9000\"}\n",
      "f");
  BOOST_TEST(file.events.front().event.hidden_command.empty());
}

struct Wrong {
  std::string text;
  const char* said;
};
std::ostream& operator<<(std::ostream& out, const Wrong& each) {
  return out << each.said;
}
const Wrong wrong[] = {
    {"", "f: error: the recording is empty"},
    {"{\"event\":\"run_started\"}\n", "f:1:1: error: this is not a recording"},
    {"{\"recording\":\"karimen\",\"schema\":3}\n",
     "f:1:24: error: only recordings of schema 2 are understood"},
    {"{\"recording\":\"karimen\",\"schema\":1,\"masked\":true}\n",
     "f:1:24: error: masked recordings of schema 1 do not say which bytes are masked"},
    {"{\"recording\":\"karimen\",\"schema\":4294967297}\n",
     "f:1:24: error: only recordings of schema 2 are understood"},
    {std::string(head) + "{\"event\":1e999}\n", "f:2:1: error: a number in this line is too big"},
    {std::string(head) + "\n{\"event\":\"apdu\"\n", "f:3:16: error: this is not JSON"},
    {std::string(head) + "[]\n", "f:2:1: error: this is not a JSON object"},
    {std::string(head) + "{\"event\":\"apud\"}\n", "f:2:2: error: unknown event 'apud'"},
    {std::string(head) + "{\"event\":\"apdu\",\"command\":\"00\"}\n", "f:2:1: error: 'response' is missing"},
    {std::string(head) + "{\"event\":\"apdu\",\"step\":\"日本\",\"command\":\"0G\",\"response\":\"\"}\n",
     "f:2:29: error: 'command': "},
    {std::string(head) + "{\"event\":\"apdu\",\"command\":\"\",\"response\":\"\"}\n",
     "f:2:17: error: a command has at least one byte"},
    {std::string(head) + "{\"event\":\"apdu\",\"command\":\"00\",\"response\":\"90\"}\n",
     "f:2:32: error: a response has two bytes or none"},
    {std::string(head) + "{\"event\":\"power_off\",\"atr\":\"00\"}\n", "f:2:22: error: unknown key 'atr'"},
    {std::string(head) + "{\"event\":\"reset\",\"atr\":\"3B**\"}\n",
     "f:2:18: error: an ATR has no masked bytes"},
    {std::string(head) + "{\"event\":5}\n", "f:2:2: error: 'event' is not a text"},
};

BOOST_DATA_TEST_CASE(mistakes_have_a_line_and_a_column, boost::unit_test::data::make(wrong), each) {
  BOOST_CHECK_EXCEPTION((void)parse_recording(each.text, "f"), DiagnosticError,
                        [&](const DiagnosticError& error) {
                          BOOST_TEST_INFO(error.what());
                          const bool right = std::string(error.what()).starts_with(each.said);
                          BOOST_TEST(right, error.what());
                          return right;
                        });
}

BOOST_AUTO_TEST_SUITE_END()
