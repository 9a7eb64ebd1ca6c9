// What a terminal makes of a signature by a card that is not as it should be.
#include "sim/world/desk/signing.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/defects.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/reader/direct_slot.hpp"
#include "sim/world/desk/card_reading.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::world;
namespace data = boost::unit_test::data;

namespace {

const blueprint::IssuerMaterial& signing_material() {
  static const blueprint::IssuerMaterial all(KARIMEN_SOURCE_DIR "/fixtures");
  return all;
}

/// Hanako's card on a desk, with a named defect or, for "", without.
struct SigningDesk {
  explicit SigningDesk(std::string_view defect) : card("hanako", with(defect), maker()) {}
  ~SigningDesk() { desk.clear(); }

  static blueprint::CardSpec with(std::string_view defect) {
    auto spec = blueprint::load_persona("hanako", signing_material()).spec;
    if (!defect.empty()) blueprint::apply(*blueprint::find_defect(defect), spec);
    return spec;
  }
  ChipMaker maker() {
    return [this](const blueprint::CardSpec& spec) {
      return chip::Card(blueprint::make_personalisation(spec, signing_material(), pool));
    };
  }
  SigningOutcome sign(JpkiSecret secret, const std::string& value) {
    return sign_with_card(desk, card, secret, value, to_bytes("message"));
  }

  pki::KeyPool pool = signing_material().new_pool();
  reader::DirectSlot slot;
  CardDesk desk{slot, reader::Insertion::warm};
  MyNumberCard card;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(signing)

BOOST_AUTO_TEST_CASE(a_sound_card_signs_with_either_key) {
  SigningDesk sound("");
  BOOST_TEST((sound.sign(JpkiSecret::authentication_pin, "1357") == SigningOutcome::verified));
  BOOST_TEST((sound.sign(JpkiSecret::signature_password, "ABC123DEF") == SigningOutcome::verified));
  BOOST_TEST((sound.sign(JpkiSecret::signature_password, "ABC123DEG") == SigningOutcome::wrong_password));
  BOOST_TEST(jpki_tries_left(sound.desk, sound.card, JpkiSecret::signature_password).value() == 4);
  BOOST_TEST(jpki_tries_left(sound.desk, sound.card, JpkiSecret::authentication_pin).value() == 3);
}

BOOST_DATA_TEST_CASE(another_key_or_no_certificate_verifies_nothing,
                     data::make({"wrong_authentication_key", "certificate_missing"}), defect) {
  SigningDesk broken(defect);
  BOOST_TEST((broken.sign(JpkiSecret::authentication_pin, "1357") == SigningOutcome::not_verified));
  BOOST_TEST((broken.sign(JpkiSecret::authentication_pin, "1358") == SigningOutcome::wrong_password));
}

BOOST_AUTO_TEST_CASE(a_certificate_that_is_missing_has_no_last_day) {
  SigningDesk broken("certificate_missing"), sound("");
  BOOST_TEST(!broken.desk.with(broken.card, read_authentication_expiry).has_value());
  BOOST_TEST((sound.desk.with(sound.card, read_authentication_expiry) == parse_date("2030-07-08")));
}

BOOST_AUTO_TEST_SUITE_END()
