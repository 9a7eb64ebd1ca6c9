// The commands of administration as they are before any channel wraps them: a chip overlooks some of their
// bytes.
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "sim/reader/direct_slot.hpp"
#include "sim/terminal/administration.hpp"
#include "sim/terminal/applications.hpp"
#include "sim/terminal/file.hpp"
#include "sim/terminal/secure_channel.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::terminal;

namespace {

/// Answers one thing, and remembers what it was sent: class, INS, P1, P2, data.
class Scribe final : public Conversation {
 public:
  explicit Scribe(std::uint16_t status = 0x9000) : status_(status) {}
  Answer send(const Command& command) override {
    const Bytes header{command.cla, command.ins, command.p1, command.p2};
    text += to_hex(header) + " " + to_hex(command.data) + (command.le ? " le\n" : "\n");
    return {{}, status_};
  }
  std::string text;

 private:
  std::uint16_t status_;
};

/// A card that has one answer to everything.
class OneAnswer final : public reader::CardEndpoint {
 public:
  explicit OneAnswer(Bytes answer) : answer_(std::move(answer)) {}
  Bytes power_on() override { return Bytes{0x3B, 0x00}; }
  void power_off() override {}
  Bytes reset() override { return power_on(); }
  std::optional<Bytes> transmit(ByteView) override { return answer_; }

 private:
  Bytes answer_;
};

std::string opening_of(Bytes answer) {
  OneAnswer card(std::move(answer));
  reader::DirectSlot slot;
  slot.insert(card);
  CardSession session(slot.link());
  const auto opening = open_channel(session, crypto::issuer_channel_keys(), SecurityLevel::full_protection,
                                    from_hex("0102030405060708"));
  const auto* failure = std::get_if<ChannelFailure>(&opening);
  return failure == nullptr ? "open" : std::string(failure->what);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(administration)

BOOST_AUTO_TEST_CASE(the_licence_application_is_installed_personalised_and_deleted) {
  Scribe scribe;
  BOOST_TEST(install_licence(scribe) == 0x9000);
  BOOST_TEST(personalise(scribe, aid::licence) == 0x9000);
  BOOST_TEST(delete_licence(scribe) == 0x9000);
  const std::string licence = "A0000002310600000000000000000000";
  BOOST_TEST(scribe.text ==
             "80E60C00 10A0000002310400000000000000000000"
             "10A0000002310500000000000000000000"
             "10" +
                 licence +
                 "0100"
                 "02C900"
                 "00 le\n"
                 "80E62000 0000"
                 "10" +
                 licence + "000000 le\n" + "80E40000 4F10" + licence + " le\n");
}

BOOST_AUTO_TEST_CASE(data_goes_in_numbered_blocks_of_which_the_last_says_so) {
  Scribe scribe;
  const DataGroup groups[] = {{0x8006, to_bytes("8642")}, {0x001B, Bytes(500, 0x5A)}};
  BOOST_TEST(store_data(scribe, groups) == 0x9000);
  std::vector<std::string> headers;
  std::size_t bytes = 0;
  for (std::size_t at = 0; at < scribe.text.size();) {
    const auto end = scribe.text.find('\n', at);
    headers.push_back(scribe.text.substr(at, 8));
    bytes += (end - at - 9) / 2;
    at = end + 1;
  }
  BOOST_REQUIRE(headers.size() > 1U);
  for (std::size_t n = 0; n < headers.size(); ++n)
    BOOST_TEST(headers[n] ==
               (n + 1 == headers.size() ? "80E280" : "80E200") + to_hex(Bytes{static_cast<std::uint8_t>(n)}));
  BOOST_TEST(bytes == 2U + 1 + 4 + 2 + 3 + 500);
  BOOST_TEST(scribe.text.find("80E20000 800604383634"
                              "32001BFF01F45A5A") == 0U,
             scribe.text);
}

BOOST_AUTO_TEST_CASE(a_group_of_255_bytes_has_the_long_length) {
  for (const auto& [size, head] : {std::pair{254, "001BFE5A"}, std::pair{255, "001BFF00FF5A"}}) {
    Scribe scribe;
    const DataGroup groups[] = {{0x001B, Bytes(static_cast<std::size_t>(size), 0x5A)}};
    BOOST_TEST(store_data(scribe, groups) == 0x9000);
    BOOST_TEST(scribe.text.substr(9).starts_with(head), scribe.text.substr(0, 24));
  }
}

BOOST_AUTO_TEST_CASE(what_is_refused_ends_there) {
  Scribe refusing(0x6985);
  const DataGroup groups[] = {{0x001B, Bytes(500, 0x5A)}};
  BOOST_TEST(store_data(refusing, groups) == 0x6985);
  BOOST_TEST(std::ranges::count(refusing.text, '\n') == 1);
  Scribe missing(0x6A82);
  BOOST_TEST(read_file(missing, 0x001B).status == 0x6A82);
  BOOST_TEST(missing.text == "00A4020C 001B\n");
}

BOOST_AUTO_TEST_CASE(a_card_that_opens_no_channel_says_why) {
  Bytes answer(32, 0x11);
  answer.insert(answer.end(), {0x90, 0x00});
  BOOST_TEST(opening_of({0x69, 0x82}) == "INITIALIZE UPDATE was refused");
  BOOST_TEST(opening_of({0x90, 0x00}) == "the card does not speak SCP03 with i=70");
  BOOST_TEST(opening_of(answer) == "the card does not speak SCP03 with i=70");
  answer[11] = 0x03;
  BOOST_TEST(opening_of(answer) == "the card's cryptogram is wrong: it has other keys");
}

BOOST_AUTO_TEST_SUITE_END()
