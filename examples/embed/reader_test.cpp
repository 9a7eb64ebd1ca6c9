// The tests of a program that reads cards, with a virtual one instead of a drawer full of real ones.
#define BOOST_TEST_MODULE reader_of_ours
#include <winscard.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>

#include "karimen/card.hpp"

namespace {

const std::string select_jpki = "00A4040C0AD392F000260100000001";
const std::string select_authentication_pin = "00A4020C020018";
const std::string tries_left = "00200080";
const std::string select_licence = "00A4040C10A0000002310600000000000000000000";

/// The program under test would stand here: it shows a message for a wrong PIN.
std::string message_after_wrong_pin(karimen::Card& card) {
  const auto answer = card.transmit("002000800430303030");
  return answer == "6983" || answer == "6984" ? "locked: please go to your municipality"
                                              : answer.substr(3) + " tries left";
}

void at_the_pin(karimen::Card& card) {
  card.power_on();
  BOOST_REQUIRE_EQUAL(card.transmit(select_jpki), "9000");
  BOOST_REQUIRE_EQUAL(card.transmit(select_authentication_pin), "9000");
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_wrong_pin_is_answered_with_the_tries_that_are_left) {
  karimen::Card card("sato_hanako");
  at_the_pin(card);
  BOOST_TEST(card.transmit(tries_left) == "63C3");
  BOOST_TEST(message_after_wrong_pin(card) == "2 tries left");
  BOOST_TEST(card.why().find("docs/chip.md") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_fork_goes_its_own_way) {
  karimen::Card card("sato_hanako");
  at_the_pin(card);
  auto fork = card;
  for (int i = 0; i < 3; ++i) (void)message_after_wrong_pin(fork);
  BOOST_TEST(message_after_wrong_pin(fork) == "locked: please go to your municipality");
  BOOST_TEST(card.transmit(tries_left) == "63C3");
  auto again = karimen::Card::restore(card.save());
  BOOST_TEST(again.transmit(tries_left) == "63C3");
}

BOOST_AUTO_TEST_CASE(a_card_without_a_licence_has_no_such_application) {
  karimen::Card card("tanaka_ken");
  card.power_on();
  BOOST_TEST(card.transmit(select_licence) == "6A82");
}

BOOST_AUTO_TEST_CASE(a_program_that_takes_its_card_from_pcsc_finds_it_there) {
  std::unique_ptr<karimen::PcscReader> reader;
  try {
    reader = std::make_unique<karimen::PcscReader>();
  } catch (const karimen::Error& error) {
    BOOST_TEST_MESSAGE("no PC/SC here: " << error.what());
    return;
  }
  karimen::Card card("sato_hanako");
  reader->insert(card);

  SCARDCONTEXT context{};
  SCARDHANDLE handle{};
  DWORD protocol{};
  BOOST_REQUIRE(SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context) == SCARD_S_SUCCESS);
  BOOST_REQUIRE(SCardConnect(context, reader->name().c_str(), SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, &handle,
                             &protocol) == SCARD_S_SUCCESS);
  const std::uint8_t select[] = {0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0,
                                 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01};
  std::uint8_t answer[258];
  DWORD size = sizeof(answer);
  BOOST_TEST(SCardTransmit(handle, SCARD_PCI_T1, select, sizeof(select), nullptr, answer, &size) ==
             SCARD_S_SUCCESS);
  BOOST_TEST(size == 2u);
  BOOST_TEST(answer[0] == 0x90);
  SCardDisconnect(handle, SCARD_LEAVE_CARD);
  SCardReleaseContext(context);

  reader.reset();
  BOOST_TEST(std::getenv("PCSCLITE_CSOCK_NAME") == nullptr);  // other tests find the machine's own readers
}

BOOST_AUTO_TEST_CASE(a_mistake_says_what_to_do) {
  BOOST_CHECK_EXCEPTION(karimen::Card("sato_hanaka"), karimen::Error, [](const karimen::Error& error) {
    return std::string(error.what()).find("sato_hanako") != std::string::npos;
  });
}
