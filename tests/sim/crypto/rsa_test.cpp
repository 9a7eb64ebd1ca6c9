#include "sim/crypto/rsa.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <thread>
#include <vector>

#include "sim/crypto/derived_key.hpp"
#include "tests/sim/shell.hpp"
#include "tests/sim/vectors.hpp"

using namespace karimen;
using namespace karimen::sim;
using crypto::RsaKey;

namespace {

const RsaKey& k6() {
  static const RsaKey key = crypto::derive_key("K6");
  return key;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rsa)

BOOST_DATA_TEST_CASE(a_label_gives_the_key_of_appendix_h1, boost::unit_test::data::make({"K1", "K3", "K9"}),
                     label) {
  BOOST_TEST(to_hex(crypto::derive_key(label).public_key().modulus()) == to_hex(vectors::get(label)));
}

BOOST_AUTO_TEST_CASE(a_digest_info_is_signed_as_in_appendix_h3) {
  const auto digest = crypto::sha256(to_bytes("abc"));
  BOOST_TEST(to_hex(k6().raw(crypto::pkcs1_type1(crypto::digest_info(digest))).value()) ==
             to_hex(vectors::get("sig_di")));
}

BOOST_AUTO_TEST_CASE(a_bare_digest_is_signed_as_in_appendix_h3) {
  const auto digest = crypto::sha256(to_bytes("abc"));
  BOOST_TEST(to_hex(k6().raw(crypto::pkcs1_type1(digest)).value()) == to_hex(vectors::get("sig_bare")));
}

BOOST_AUTO_TEST_CASE(a_signature_verifies_and_a_changed_message_does_not) {
  const auto signature = vectors::get("sig_di");
  BOOST_TEST(k6().public_key().verifies(to_bytes("abc"), signature));
  BOOST_TEST(!k6().public_key().verifies(to_bytes("abd"), signature));
  BOOST_TEST(!k6().public_key().verifies(to_bytes("abc"), ByteView(signature).first(255)));
  BOOST_TEST(!k6().public_key().verifies(to_bytes("abc"), Bytes(256, 0xFF)));
}

BOOST_AUTO_TEST_CASE(der_gives_the_same_key_back) {
  const RsaKey again = RsaKey::from_der(k6().to_der());
  BOOST_TEST((again == k6()));
  BOOST_TEST((again.raw(Bytes(256, 0x01)) == k6().raw(Bytes(256, 0x01))));
  BOOST_TEST(!(again == RsaKey{}));
}

BOOST_AUTO_TEST_CASE(damaged_der_is_refused) {
  Bytes der = k6().to_der();
  BOOST_CHECK_THROW(RsaKey::from_der(ByteView(der).first(500)), std::invalid_argument);
  der[0] = 0x31;
  BOOST_CHECK_THROW(RsaKey::from_der(der), std::invalid_argument);
  BOOST_CHECK_THROW(RsaKey::from_der({}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_block_not_below_the_modulus_has_no_result) {
  BOOST_TEST(!k6().raw(k6().public_key().modulus()).has_value());
  BOOST_TEST(!k6().public_key().raw(Bytes(256, 0xFF)).has_value());
  BOOST_CHECK_THROW((void)k6().raw(Bytes(255)), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_key_that_two_cards_share_signs_for_both_at_once) {
  const Bytes block = crypto::pkcs1_type1(crypto::digest_info(crypto::sha256(to_bytes("shared"))));
  const auto expected = k6().raw(block);
  std::array<bool, 4> right{};
  {
    std::vector<std::jthread> cards;
    for (bool& mine : right)
      cards.emplace_back([&] {
        mine = true;
        for (int i = 0; i < 20; ++i) mine = mine && k6().raw(block) == expected;
      });
  }
  BOOST_TEST(std::ranges::all_of(right, std::identity{}));
}

BOOST_AUTO_TEST_CASE(oaep_opens_the_session_key_message_of_appendix_h2) {
  const Bytes command = vectors::get("ssk_ok");
  const auto opened = crypto::derive_key("K5").raw(ByteView(command).subspan(7, 256));
  BOOST_TEST(to_hex(crypto::oaep_decode(opened.value()).value()) ==
             "A0228020000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F");
}

BOOST_AUTO_TEST_CASE(oaep_for_another_key_does_not_open) {
  const Bytes command = vectors::get("ssk_wrong");
  const auto opened = crypto::derive_key("K5").raw(ByteView(command).subspan(7, 256));
  BOOST_TEST(!crypto::oaep_decode(opened.value()).has_value());
}

BOOST_AUTO_TEST_CASE(pss_has_the_stated_shape) {
  const Bytes block = crypto::pss_encode(crypto::sha256(to_bytes("abc")), Bytes(32, 0x5A));
  BOOST_TEST(block.size() == 256U);
  BOOST_TEST(block.back() == 0xBC);
  BOOST_TEST((block.front() & 0x80) == 0);
  BOOST_CHECK_THROW(crypto::pss_encode({}, Bytes(31)), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(openssl_verifies_a_pss_signature_and_reads_the_key) {
  const shell::Folder folder;
  const Bytes message = to_bytes("abc");
  const auto key = folder.write("key.der", k6().to_der());
  const auto text = folder.write("message", message);
  const auto made = k6().raw(crypto::pss_encode(crypto::sha256(message), Bytes(32, 0x5A)));
  const auto signature = folder.write("signature", made.value());
  BOOST_TEST(shell::output_of("openssl rsa -check -noout -inform DER -in " + key) == "RSA key ok\n");
  BOOST_TEST(shell::output_of(
                 "openssl dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 -keyform DER"
                 " -prverify " +
                 key + " -signature " + signature + " " + text) == "Verified OK\n");
}

BOOST_AUTO_TEST_SUITE_END()
