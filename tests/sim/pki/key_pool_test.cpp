#include "sim/pki/key_pool.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/diagnostic.hpp"
#include "sim/crypto/derived_key.hpp"
#include "tests/sim/vectors.hpp"

using namespace karimen;
using namespace karimen::sim;

namespace {

std::shared_ptr<const pki::KeyFile> file() {
  static const auto opened = std::make_shared<const pki::KeyFile>(KARIMEN_SOURCE_DIR "/fixtures/keys");
  return opened;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(key_pool)

BOOST_DATA_TEST_CASE(stored_fixture_keys_are_those_of_appendix_h1,
                     boost::unit_test::data::make({"K1", "K2", "K3", "K4", "K5", "K6", "K7", "K9", "K10",
                                                   "K11"}),
                     label) {
  BOOST_TEST(to_hex(file()->key(label).public_key().modulus()) == to_hex(vectors::get(label)));
}

BOOST_DATA_TEST_CASE(a_stored_key_is_derived_again_from_its_label,
                     boost::unit_test::data::make({"K8", "pool-00", "pool-95", "pool-127", "foreign-signer",
                                                   "responder-authentication", "responder-signature"}),
                     label) {
  BOOST_TEST((file()->key(label) == crypto::derive_key(label)));
}

BOOST_AUTO_TEST_CASE(the_pool_has_at_least_96_different_keys) {
  std::set<Bytes> moduli;
  for (const auto& label : file()->pool()) moduli.insert(file()->key(label).public_key().modulus());
  BOOST_TEST(moduli.size() >= 96U);
  BOOST_TEST(moduli.size() == file()->pool().size());
}

BOOST_AUTO_TEST_CASE(the_same_names_give_the_same_key_in_every_scenario) {
  pki::KeyPool one(file()), other(file());
  BOOST_TEST((one.take("hanako", 2, "signature") == other.take("hanako", 2, "signature")));
  BOOST_TEST(!(one.take("hanako", 3, "signature") == other.take("hanako", 2, "authentication")));
}

BOOST_AUTO_TEST_CASE(no_key_is_handed_out_twice_and_an_exhausted_pool_says_so) {
  pki::KeyPool pool(file());
  std::set<Bytes> seen;
  for (std::size_t i = 0; i < file()->pool().size(); ++i)
    BOOST_TEST(seen.insert(pool.take("hanako", 1, "signature").public_key().modulus()).second);
  BOOST_CHECK_THROW((void)pool.take("hanako", 1, "signature"), DiagnosticError);
}

BOOST_AUTO_TEST_CASE(a_copy_of_the_pool_chooses_on_its_own) {
  pki::KeyPool pool(file());
  pki::KeyPool fork = pool;
  (void)pool.take("hanako", 1, "signature");
  BOOST_TEST((fork.take("hanako", 1, "signature") == pki::KeyPool(file()).take("hanako", 1, "signature")));
}

BOOST_AUTO_TEST_CASE(an_unknown_label_is_a_diagnostic) {
  BOOST_CHECK_THROW((void)file()->key("K12"), DiagnosticError);
  BOOST_CHECK_THROW(pki::KeyFile("/nowhere"), DiagnosticError);
}

BOOST_AUTO_TEST_SUITE_END()
