// Wireshark's own reading of our captures.
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "harness/trace/pcapng.hpp"

using namespace karimen;
using namespace karimen::harness::trace;

namespace {

using Kind = CardEvent::Kind;

std::vector<RecordedEvent> conversation() {
  std::vector<RecordedEvent> events{
      {.event = {.kind = Kind::power_on, .response = from_hex("3BE000FF8131FE4514")}, .step = "record"}};
  const auto add = [&](const char* command, const std::string& response, const char* cause = "") {
    events.push_back(
        {.event = {.command = from_hex(command), .response = from_hex(response)}, .cause = {cause, ""}});
  };
  add("00A4040C0AD392F000260100000001", "9000");
  add("00A4020C02000A", "9000");
  add("00B0000004", "308206349000");
  add("00200098", "63C3");
  add("00200098042A2A2A2A", "63C2", "the value is wrong");
  add("00B0000004", "");
  events.push_back({.event = {.kind = Kind::power_off}});
  events.push_back({.event = {.kind = Kind::reset, .response = {}}});
  add("00B00000000000", std::string(2 * 65533, 'A') + "9000");
  return events;
}

class Capture {
 public:
  Capture()
      : path_(std::filesystem::temp_directory_path() / ("karimen-" + std::to_string(getpid()) + ".pcapng")) {
    std::ofstream(path_, std::ios::binary) << bytes();
  }
  ~Capture() { std::filesystem::remove(path_); }

  static std::string bytes() {
    std::ostringstream out;
    PcapngWriter writer(out, {.title = "hanako"});
    for (const auto& each : conversation()) writer.take(each);
    return out.str();
  }
  [[nodiscard]] std::string tshark(const std::string& arguments) const {
    const auto command = "tshark -r " + path_.string() + " " + arguments + " 2>/dev/null";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string text;
    char part[4096];
    while (const auto size = std::fread(part, 1, sizeof part, pipe.get())) text.append(part, size);
    BOOST_TEST_REQUIRE(!text.empty(), "tshark says nothing: apt-get install tshark");
    return text;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(captures)

BOOST_AUTO_TEST_CASE(wireshark_names_the_commands_and_reads_the_ATR) {
  const auto lines = Capture().tshark("");
  for (const auto* words : {"ATR, TA(1)", "SELECT Application d392f000260100000001", "SELECT File 000a",
                            "READ BINARY Offset=0", "VERIFY CHV"})
    BOOST_TEST(lines.find(words) != std::string::npos, words << " is not in\n" << lines);
}

BOOST_AUTO_TEST_CASE(fields_and_comments_stand_packet_by_packet) {
  BOOST_TEST(Capture().tshark(
                 "-T fields -e frame.time_epoch -e gsm_sim.apdu.ins -e gsm_sim.apdu.sw -e frame.comment") ==
             "0.001000000\t\t\t[record] power on, ATR 3BE000FF8131FE4514\n"
             "0.002000000\t0xa4\t0x9000\tSELECT JPKI application (D392F000260100000001) -> 9000: done\n"
             "0.003000000\t0xa4\t0x9000\tSELECT EF 000A (authentication certificate) -> 9000: done\n"
             "0.004000000\t0xb0\t0x9000\tREAD BINARY authentication certificate from 0, 4 bytes -> 9000: "
             "done, data 4 bytes\n"
             "0.005000000\t0x20\t0x63c3\tVERIFY authentication PIN, asking for the tries left -> 63C3: 3 "
             "tries left\n"
             "0.006000000\t0x20\t0x63c2\tVERIFY authentication PIN, 4 characters -> 63C2: wrong, 2 tries "
             "left (the value is wrong)\n"
             "0.007000000\t0xb0\t\tREAD BINARY authentication PIN from 0, 4 bytes -> no answer: the card "
             "vanished or stopped\n"
             "0.009000000\t\t\treset, the card is mute\n"
             "0.010000000\t0xb0\t0x9000\tREAD BINARY from 0, all -> 9000: done, data 65533 bytes\n");
}

BOOST_AUTO_TEST_CASE(nothing_is_malformed) {
  BOOST_TEST(Capture().tshark("-T fields -e frame.number -e _ws.malformed").find("alformed") ==
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_same_events_make_the_same_bytes) {
  BOOST_TEST((Capture::bytes() == Capture::bytes()));
}

BOOST_AUTO_TEST_SUITE_END()
