#include <boost/test/unit_test.hpp>

#include "sim/crypto/aes.hpp"
#include "sim/crypto/generator.hpp"
#include "sim/crypto/hash.hpp"

using namespace karimen;
using namespace karimen::sim;

BOOST_AUTO_TEST_SUITE(hash)

BOOST_AUTO_TEST_CASE(digests_of_abc_are_the_published_ones) {
  BOOST_TEST(to_hex(crypto::sha256(to_bytes("abc"))) ==
             "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");
  BOOST_TEST(to_hex(crypto::sha1(to_bytes("abc"))) == "A9993E364706816ABA3E25717850C26C9CD0D89D");
  BOOST_TEST(to_hex(crypto::shake256({}, 8)) == "46B9DD2B0BA88D13");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(aes)

const Bytes key = from_hex("2B7E151628AED2A6ABF7158809CF4F3C");

BOOST_AUTO_TEST_CASE(initial_vectors_of_secure_messaging_are_those_of_chip_d4) {
  const Bytes session = from_hex("000102030405060708090A0B0C0D0E0F");
  Bytes counter(16);
  counter.back() = 3;
  BOOST_TEST(to_hex(crypto::aes_block_encrypt(session, counter)) == "B9AD2B2E346AC238505D365E9CB7FC56");
}

BOOST_AUTO_TEST_CASE(cbc_round_trips_and_matches_sp_800_38a) {
  const Bytes iv = from_hex("000102030405060708090A0B0C0D0E0F");
  const Bytes plain = from_hex("6BC1BEE22E409F96E93D7E117393172A");
  const Bytes cipher = crypto::aes_cbc_encrypt(key, iv, plain);
  BOOST_TEST(to_hex(cipher) == "7649ABAC8119B246CEE98E9B12E9197D");
  BOOST_TEST((crypto::aes_cbc_decrypt(key, iv, cipher) == plain));
}

// Whatever went through the key before, a vector is the one that was given.
BOOST_AUTO_TEST_CASE(cbc_begins_with_its_vector_however_often_the_key_was_used) {
  crypto::Generator generator("vectors");
  for (std::size_t blocks = 1; blocks < 6; ++blocks) {
    const Bytes iv = generator.take(16), plain = generator.take(16 * blocks);
    const Bytes cipher = crypto::aes_cbc_encrypt(key, iv, plain);
    Bytes chained = iv, by_hand;
    for (std::size_t at = 0; at < plain.size(); at += 16) {
      for (std::size_t i = 0; i < 16; ++i) chained[i] ^= plain[at + i];
      chained = crypto::aes_block_encrypt(key, chained);
      by_hand.insert(by_hand.end(), chained.begin(), chained.end());
    }
    BOOST_TEST((cipher == by_hand));
    BOOST_TEST((crypto::aes_cbc_decrypt(key, iv, cipher) == plain));
    BOOST_TEST((crypto::aes_cbc_encrypt(key, iv, plain) == cipher));
    BOOST_TEST(crypto::aes_cbc_encrypt(key, iv, {}).empty());
  }
}

// The examples of RFC 4493.
BOOST_AUTO_TEST_CASE(cmac_matches_rfc_4493) {
  const Bytes message = from_hex(
      "6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411E5FBC1191A0A52EF"
      "F69F2445DF4F9B17AD2B417BE66C3710");
  BOOST_TEST(to_hex(crypto::aes_cmac(key, {})) == "BB1D6929E95937287FA37D129B756746");
  BOOST_TEST(to_hex(crypto::aes_cmac(key, ByteView(message).first(16))) ==
             "070A16B46B4D4144F79BDD9DD04A287C");
  BOOST_TEST(to_hex(crypto::aes_cmac(key, ByteView(message).first(40))) ==
             "DFA66747DE9AE63030CA32611497C827");
  BOOST_TEST(to_hex(crypto::aes_cmac(key, message)) == "51F0BEBF7E3B9D92FC49741779363CFE");
}

BOOST_AUTO_TEST_CASE(wrong_sizes_are_a_bug_of_the_caller) {
  BOOST_CHECK_THROW((void)crypto::aes_cbc_encrypt(key, Bytes(15), Bytes(16)), std::invalid_argument);
  BOOST_CHECK_THROW((void)crypto::aes_cbc_encrypt(key, Bytes(16), Bytes(17)), std::invalid_argument);
  BOOST_CHECK_THROW((void)crypto::aes_block_encrypt(key, Bytes(32)), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(padding_comes_off_only_where_it_was_put_on) {
  bool ok = false;
  for (std::size_t size = 0; size < 33; ++size) {
    const Bytes data(size, 0x80);
    const Bytes padded = crypto::pad_iso9797_m2(data);
    BOOST_TEST(padded.size() % 16 == 0U);
    BOOST_TEST((crypto::unpad_iso9797_m2(padded, ok) == data && ok));
  }
  (void)crypto::unpad_iso9797_m2(Bytes(16, 0), ok);
  BOOST_TEST(!ok);
  (void)crypto::unpad_iso9797_m2(Bytes(16, 1), ok);
  BOOST_TEST(!ok);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(generator)

BOOST_AUTO_TEST_CASE(a_label_determines_all_bytes_and_a_copy_continues_identically) {
  crypto::Generator a("card"), other("reader");
  const Bytes first = a.take(8);
  crypto::Generator copy = a;
  BOOST_TEST((crypto::Generator("card").take(8) == first));
  BOOST_TEST((other.take(8) != first));
  BOOST_TEST((copy.take(40) == a.take(40)));
  BOOST_TEST((a == copy));
  BOOST_TEST((a.take(8) != first));
}

BOOST_AUTO_TEST_SUITE_END()
