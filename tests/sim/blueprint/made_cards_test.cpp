#include "sim/blueprint/made_cards.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "sim/blueprint/make_card.hpp"
#include "sim/chip/card.hpp"
#include "sim/chip/making/editor.hpp"
#include "tests/sim/blueprint/fixture.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::blueprint;

namespace {

/// A factory that counts what it makes.
struct Factory {
  MadeCards made{2};
  std::size_t count = 0;

  chip::Card card(const CardSpec& spec, const CardKeys& keys) {
    return made.of(spec, keys, [&] {
      ++count;
      return make_personalisation(spec, material(), keys);
    });
  }
  bool is_as_made_anew(const CardSpec& spec, const CardKeys& keys) {
    return card(spec, keys) == chip::Card(make_personalisation(spec, material(), keys));
  }
};

CardSpec spec_of(const char* persona) {
  return load_persona(persona, material()).spec;
}
CardKeys keys_of(const CardSpec& spec) {
  auto pool = material().new_pool();
  return choose_keys(spec, pool);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(made_cards)

BOOST_AUTO_TEST_CASE(a_card_that_was_made_before_is_as_one_made_anew) {
  Factory factory;
  auto spec = spec_of("sato_hanako");
  const auto keys = keys_of(spec);
  BOOST_TEST(factory.is_as_made_anew(spec, keys));
  spec.seed = "another scenario";
  BOOST_TEST(factory.is_as_made_anew(spec, keys));
  BOOST_TEST(factory.count == 1U);
}

BOOST_AUTO_TEST_CASE(what_differs_in_anything_is_another_card) {
  Factory factory;
  const auto spec = spec_of("sato_hanako");
  const auto keys = keys_of(spec);
  (void)factory.card(spec, keys);
  auto other = spec;
  other.secrets.text.tries_left = 1;
  BOOST_TEST(factory.is_as_made_anew(other, keys));
  other = spec;
  other.content_defects.insert(ContentDefect::tampered_face);
  BOOST_TEST(factory.is_as_made_anew(other, keys));
  other = spec;
  other.licence->record.photograph.back() ^= 1;
  BOOST_TEST(factory.is_as_made_anew(other, keys));
  auto other_keys = keys;
  std::swap(other_keys.card_face, other_keys.card_text);
  BOOST_TEST(factory.is_as_made_anew(spec, other_keys));
  BOOST_TEST(factory.count == 5U);
}

BOOST_AUTO_TEST_CASE(what_becomes_of_one_card_no_other_sees) {
  Factory factory;
  const auto spec = spec_of("sato_hanako");
  const auto keys = keys_of(spec);
  auto used = factory.card(spec, keys);
  chip::Editor(used).set_extension_used(1);
  BOOST_TEST((used.image() != factory.card(spec, keys).image()));
  BOOST_TEST(factory.is_as_made_anew(spec, keys));
  BOOST_TEST(factory.count == 1U);
}

BOOST_AUTO_TEST_CASE(what_nobody_has_asked_for_longest_is_forgotten_first) {
  Factory factory;
  for (const auto* persona : {"sato_hanako", "yamada_taro", "sato_hanako", "yamada_taro"}) {
    const auto spec = spec_of(persona);
    (void)factory.card(spec, keys_of(spec));
  }
  BOOST_TEST(factory.count == 2U);
  const auto again = spec_of("sato_hanako"), forgotten = spec_of("yamada_taro");
  (void)factory.card(again, keys_of(again));
  auto third = spec_of("sato_hanako");
  third.generation = 3;
  (void)factory.card(third, keys_of(third));
  BOOST_TEST(factory.is_as_made_anew(again, keys_of(again)));
  BOOST_TEST(factory.count == 3U);
  BOOST_TEST(factory.is_as_made_anew(forgotten, keys_of(forgotten)));
  BOOST_TEST(factory.count == 4U);
}

BOOST_AUTO_TEST_CASE(a_card_that_cannot_be_made_is_none) {
  Factory factory;
  auto spec = spec_of("sato_hanako");
  const auto keys = keys_of(spec);
  const auto fail = []() -> chip::Personalisation { throw std::runtime_error("no ink"); };
  BOOST_CHECK_THROW((void)factory.made.of(spec, keys, fail), std::runtime_error);
  BOOST_TEST(factory.is_as_made_anew(spec, keys));
}

BOOST_AUTO_TEST_SUITE_END()
