// SET PUBLIC IC KEY (chip.md B.13) on a card that has a terminal root key.
#include <boost/test/unit_test.hpp>

#include "tests/support/chip_fixture.hpp"

namespace karimen::sim::chip {

using namespace fixture;

namespace {

const std::string select_signer = "00A4040C0AD392F000260100000001";
const std::string select_root = "00A4020C020016";

std::string public_key_object(const crypto::RsaKey& key) {
  return "900301000191820100" + to_hex(key.public_key().modulus());
}

Card with_root() {
  auto person = fixture::hanako();
  person.files.push_back({ApplicationId::jpki, 0x0016, from_hex(public_key_object(fixture::key("K1")))});
  Card card(person);
  card.power_on();
  send(card, select_signer);
  return card;
}

std::string body() {
  const auto name = to_hex(to_bytes("9200073")) + "080530303130303030" + "0000";
  return name.substr(0, 32) + name.substr(0, 32) + public_key_object(fixture::key("K2"));
}

std::string first_block() {
  return "80A206C1000133"
         "7F218202335F4E820129" +
         body();
}

std::string second_block(const crypto::RsaKey& authority) {
  const auto block = crypto::pkcs1_type1(crypto::digest_info(crypto::sha256(from_hex(body()))));
  return "80A200C1000105"
         "5F37820100" +
         to_hex(authority.raw(block).value());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(terminal_certificate)

BOOST_AUTO_TEST_CASE(a_certificate_of_the_root_is_accepted) {
  auto card = with_root();
  send(card, select_root);
  BOOST_TEST(send(card, first_block()) == "9000");
  BOOST_TEST(send(card, second_block(fixture::key("K1"))) == "9000");
  BOOST_TEST(send(card, "00B0890001") == "6982");  // nothing opens
}

BOOST_AUTO_TEST_CASE(a_certificate_of_somebody_else_is_refused) {
  auto card = with_root();
  send(card, select_root);
  BOOST_TEST(send(card, first_block()) == "9000");
  BOOST_TEST(send(card, second_block(fixture::key("K2"))) == "6982");
  BOOST_TEST(send(card, second_block(fixture::key("K1"))) == "6982");  // the first block is gone
}

BOOST_AUTO_TEST_CASE(the_root_file_must_be_current) {
  auto card = with_root();
  BOOST_TEST(send(card, first_block()) == "6986");
  send(card, "00A4020C020018");
  BOOST_TEST(send(card, first_block()) == "6981");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::sim::chip
