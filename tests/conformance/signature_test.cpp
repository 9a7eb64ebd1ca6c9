// What the card signs, opened with the public key that the card itself hands out.
#include <boost/test/unit_test.hpp>

#include <boost/test/data/test_case.hpp>

#include "tests/conformance/stage.hpp"
#include "tests/support/chip_fixture.hpp"

using namespace karimen;
using namespace karimen::conformance;
using namespace karimen::sim;
using crypto::RsaPublicKey;

namespace {

const Bytes message = to_bytes("abc");

/// A key, how it is named, and where the card hands out its public half.
struct Signer {
  const char *before, *p2;
  const char *key_before, *object;  ///< where its public half lies
};
std::ostream& operator<<(std::ostream& out, const Signer& signer) {
  return out << signer.before << " P2 " << signer.p2;
}

const Signer signers[] = {
    {"V", "00", "V +BIRTH ef=0001", "DF12"},
    {"V", "9A", "V +A ef=0005", "DF42"},
    {"T", "00", "T +PIN ef=0007", "DF51"},
    {"T", "93", "T +A ef=0007", "DF51"},
};

RsaPublicKey public_key(const Signer& signer) {
  DirectWay way;
  Stage stage(way, signer.key_before);
  const auto text = stage.send("00B00000000000");
  // 90 03 010001 91 82 0100 and the modulus
  const auto at = text.find("900301000191820100", text.find(signer.object));
  return RsaPublicKey(from_hex(text.substr(at + 18, 512)));
}

Bytes opened(const RsaPublicKey& key, const std::string& answer) {
  BOOST_TEST_REQUIRE(answer.size() == 516u);
  return key.raw(from_hex(answer.substr(0, 512))).value();
}

/// EMSA-PSS-VERIFY with a salt of 32 bytes: the salt that makes `block`, or nothing.
bool is_pss(const Bytes& block, const crypto::Sha256& digest) {
  const ByteView masked = ByteView(block).first(223), hash = ByteView(block).subspan(223, 32);
  Bytes plain(masked.begin(), masked.end());
  for (std::uint32_t counter = 0, at = 0; at < plain.size(); ++counter) {
    Bytes input(hash.begin(), hash.end());
    input.insert(input.end(), {0, 0, 0, static_cast<std::uint8_t>(counter)});
    for (const auto byte : crypto::sha256(input)) {
      if (at < plain.size()) plain[at++] ^= byte;
    }
  }
  return crypto::pss_encode(digest, ByteView(plain).last(32)) == block;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(signatures)

BOOST_DATA_TEST_CASE(the_keys_of_both_faces_sign_without_pin_under_the_key_in_their_records,
                     boost::unit_test::data::make(signers), signer) {
  const auto key = public_key(signer);
  const auto digest = crypto::sha256(message);
  const auto info = crypto::digest_info(digest);
  DirectWay way;
  Stage stage(way, signer.before);
  const auto send = [&](const std::string& p1, ByteView data) {
    Bytes head{static_cast<std::uint8_t>(data.size())};
    return opened(key, stage.send("802A" + p1 + signer.p2 + to_hex(head) + to_hex(data) + "00"));
  };
  BOOST_TEST((send("00", info) == crypto::pkcs1_type1(info)));
  BOOST_TEST((send("00", message) == crypto::pkcs1_type1(message)));
  BOOST_TEST((send("01", message) == crypto::pkcs1_type1(digest)));
  BOOST_TEST((send("02", digest) == crypto::pkcs1_type1(info)));
  BOOST_TEST((send("03", message) == crypto::pkcs1_type1(info)));
  BOOST_TEST(is_pss(send("04", digest), digest));
  BOOST_TEST(is_pss(send("05", message), digest));
  BOOST_TEST((send("05", message) != send("05", message)));
}

BOOST_AUTO_TEST_CASE(internal_authentication_signs_the_digest_of_the_challenge) {
  const auto key = sim::chip::fixture::key("K8").public_key();
  DirectWay way;
  Stage stage(way, "C");
  const auto answer = stage.send("0088009903616263 00");
  BOOST_TEST(key.verifies(message, from_hex(answer.substr(0, 512))));
  BOOST_TEST(stage.send("0088009903616263 00") == answer);
  BOOST_TEST(stage.send("0088009903616264 00") != answer);
}

BOOST_AUTO_TEST_SUITE_END()
