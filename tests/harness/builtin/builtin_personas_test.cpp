// Who a person is: the persona's data on the card, and facts before them.
#include <boost/test/unit_test.hpp>

#include "builtin_fixture.hpp"
#include "harness/builtin/settlement.hpp"
#include "sim/licence/wef.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

ResetRequest played_by(const char* persona, const Facts& changes = {}) {
  return {.people = {{"holder", with(recorded_holder(), changes)}},
          .now = moment("2026-05-01T00:00"),
          .seed = "test",
          .personas = {{"holder", persona}}};
}

/// The world of a request, without the system around it.
struct Settled {
  explicit Settled(const ResetRequest& request) { harness::builtin::settle(world, request); }
  const sim::world::Person& holder() { return *world.person("holder"); }

  sim::reader::DirectSlot slot;
  sim::world::RecordSigner signer{
      sim::licence::safety_commission_signer(premises().material.authorities().safety_commission())};
  sim::world::World world{{}, premises(), signer, slot, "test"};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_personas)

BOOST_AUTO_TEST_CASE(a_card_carries_its_persona) {
  Settled settled(played_by("sato_hanako", {{"card.expires", day("2026-07-20")}}));
  const auto& spec = settled.holder().card->spec();
  BOOST_TEST(spec.person.name == "佐藤　花子");
  BOOST_TEST(spec.person.kana == "サトウ　ハナコ");
  BOOST_TEST(spec.person.individual_number == "123456780010");
  BOOST_TEST(spec.person.address == "東京都新宿区架空町４－５－６");
  BOOST_TEST(spec.person.photograph == "photo-10");
  BOOST_TEST(spec.serial == "400000098765543");
  BOOST_TEST(spec.signature->serial == 0x01500002U);
  BOOST_TEST(spec.secrets.common.value == "3691");
  BOOST_REQUIRE(spec.licence.has_value());
  BOOST_TEST(to_string(*spec.licence->record.obtained_small) == "2005-08-01");
  BOOST_TEST(spec.licence->record.conditions[0].empty());
}

BOOST_AUTO_TEST_CASE(facts_win_over_the_persona) {
  Settled settled(played_by("sato_hanako", {{"card.signature_password", word("OTHER4321")},
                                            {"card.licence_pin", word("1111")},
                                            {"holder.prefecture", word("nagano")}}));
  const auto& spec = settled.holder().card->spec();
  BOOST_TEST(to_string(spec.person.birth_date) == "1986-07-20");
  BOOST_TEST(to_string(spec.expires) == "2026-07-20");
  BOOST_TEST(to_string(spec.signature->not_after) == "2026-07-20");
  BOOST_TEST(spec.secrets.signature.value == "OTHER4321");
  BOOST_TEST(spec.licence->pin.value == "1111");
  BOOST_TEST(spec.licence->record.record_number == "300000000001");
  BOOST_TEST(spec.person.prefecture == "Nagano-ken");
  BOOST_TEST(spec.person.municipality == "20201");
  const auto photograph = premises().material.photographs().bytes("photo-01");
  BOOST_CHECK(spec.licence->record.photograph == photograph);
}

BOOST_AUTO_TEST_CASE(every_persona_s_card_is_made_and_renewed) {
  for (const auto& name : sim::blueprint::persona_names(premises().material)) {
    Stage stage(played_by(name.c_str()));
    BOOST_TEST(stage.saw("card.record") == "1", name);
    stage.renew_card();
    BOOST_TEST(stage.saw("card.record") == "1", name);
    BOOST_TEST(stage.saw("previous_card.record") == "1", name);
  }
}

BOOST_AUTO_TEST_CASE(two_people_are_never_one) {
  ResetRequest request = played_by("sato_hanako");
  request.people["brother"] = recorded_holder();
  request.personas["brother"] = "sato_hanako";
  Settled settled(request);
  const auto* brother = settled.world.person("brother");
  BOOST_TEST(settled.holder().card->serial() == "400000098765543");
  BOOST_TEST(brother->card->serial() != settled.holder().card->serial());
  BOOST_TEST(brother->identity.individual_number != settled.holder().identity.individual_number);
}

BOOST_AUTO_TEST_CASE(an_unknown_persona_is_a_diagnostic) {
  BOOST_CHECK_THROW(Stage(played_by("sato_hanoko")), DiagnosticError);
}

BOOST_AUTO_TEST_CASE(another_person_s_card_is_that_of_the_first_other) {
  ResetRequest request = played_by("sato_hanako");
  for (const char* other : {"aunt", "zoe"}) request.people[other] = recorded_holder();
  request.first_other = "zoe";
  Settled settled(request);
  BOOST_TEST(settled.world.somebody_else("holder").id == "zoe");
  BOOST_TEST(settled.world.somebody_else("zoe").id == "aunt");
  request.first_other.clear();
  Settled unsaid(request);
  BOOST_TEST(unsaid.world.somebody_else("holder").id == "aunt");
}

BOOST_AUTO_TEST_CASE(cards_go_in_as_the_scenario_says) {
  using sim::reader::Insertion;
  for (const bool hot : {false, true}) {
    ResetRequest request = played_by("sato_hanako");
    request.hot_insertion = hot;
    Stage stage(request);
    stage.perform("roadside_check", {{"presents", WordSet{"card"}}}, "2026-05-11T12:00");
    BOOST_REQUIRE(stage.slot.insertions.size() == 1U);
    BOOST_CHECK(stage.slot.insertions.front() == (hot ? Insertion::hot : Insertion::warm));
  }
}

BOOST_AUTO_TEST_SUITE_END()
