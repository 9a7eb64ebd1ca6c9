#include "harness/workshop/card/key_names.hpp"

#include <boost/test/unit_test.hpp>

namespace karimen::harness::workshop {

BOOST_AUTO_TEST_SUITE(key_names_in_words)

BOOST_AUTO_TEST_CASE(a_key_is_blocked_or_unset_or_has_no_certificate) {
  const auto said = [](int tries, bool has_value, bool has_certificate, Language language = Language::en) {
    return key_state_word({.application = {}, .file = 0, .tries = tries, .limit = 5, .has_value = has_value},
                          has_certificate, language);
  };
  BOOST_TEST(said(5, true, true) == "");
  BOOST_TEST(said(0, true, true) == "BLOCKED");
  BOOST_TEST(said(0, false, true) == "without a value");
  BOOST_TEST(said(0, false, false) == "no certificate");
  BOOST_TEST(said(0, false, false, Language::ja) == "電子証明書なし");
  BOOST_TEST(said(0, true, false) == "BLOCKED");  // the certificate went, the value stayed
}

BOOST_AUTO_TEST_CASE(only_the_keys_of_JPKI_are_for_a_certificate) {
  for (const auto& each : key_names())
    BOOST_TEST((each.certificate != 0) == (each.application == sim::chip::ApplicationId::jpki), each.name);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::harness::workshop
