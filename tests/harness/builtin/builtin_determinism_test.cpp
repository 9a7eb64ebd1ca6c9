// The same seed gives the same exchanges, watched or not; another seed moves challenges only.
#include <boost/test/unit_test.hpp>

#include "builtin_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

struct Scene {
  const char* procedure;
  Facts inputs;
  const char* at;
};

/// Procedures of every institution, in an order in which most are done.
const std::vector<Scene>& scenes() {
  static const Facts by_card = with(at_fuchu(), {{"form", word("my_number_only")}});
  static const Facts at_shibuya{{"facility", word("shibuya_station")}, {"password", word("KARIMEN2025")}};
  static const std::vector<Scene> table{
      {"pass_time", {}, "2026-05-01T08:00"},
      {"submit_signature_certificate", at_shibuya, "2026-05-01T09:00"},
      {"read_with_app", {{"pin", word("0000")}}, "2026-05-01T10:00"},
      {"read_with_app", {{"pin", word("8642")}}, "2026-05-01T10:01"},
      {"roadside_check", {{"presents", WordSet{"card"}}}, "2026-05-01T11:00"},
      {"reset_pin", {}, "2026-05-02T09:00"},
      {"reset_pin", {{"pin", word("licence_pin")}, {"office", word("police")}}, "2026-05-02T10:00"},
      {"renew_certificates", {}, "2026-05-02T11:00"},
      {"change_licence_content", at_fuchu(), "2026-05-03T09:00"},
      {"suspend_licence", {}, "2026-05-04T09:00"},
      {"lift_suspension", {}, "2026-05-05T09:00"},
      {"provisionally_suspend_licence", {{"until", day("2026-05-06")}}, "2026-05-06T09:00"},
      {"apply_for_card", application(), "2026-05-10T09:00"},
      {"cancel_application", {}, "2026-05-10T10:00"},
      {"apply_for_card", application(), "2026-05-10T11:00"},
      {"personalise_card", {}, "2026-05-22T09:00"},
      {"send_delivery_notice", {}, "2026-06-01T09:00"},
      {"deliver_card", {}, "2026-06-10T10:00"},
      {"lose_notice", {}, "2026-06-10T11:00"},
      {"issue_equivalent_document", {}, "2026-06-10T12:00"},
      {"renew_licence", by_card, "2026-07-01T09:00"},
      {"reissue_licence_document", at_fuchu(), "2026-07-02T09:00"},
      {"report_card_lost", {}, "2026-07-03T09:00"},
      {"find_lost_card", {}, "2026-07-03T10:00"},
      {"reissue_card", {{"reason", word("damaged")}}, "2026-07-04T09:00"},
      {"personalise_card", {}, "2026-07-22T09:00"},
      {"send_delivery_notice", {}, "2026-08-01T09:00"},
      {"deliver_card", {}, "2026-08-10T10:00"},
      {"re_record_licence", at_fuchu(), "2026-08-11T09:00"},
      {"rewrite_licence_record", at_fuchu(), "2026-08-12T09:00"},
      {"integrate_licence", at_fuchu(), "2026-08-13T09:00"},
      {"revoke_licence", {{"record", word("erased")}}, "2026-08-14T09:00"},
      {"lapse_licence", {}, "2026-08-15T09:00"},
      {"break_chip", {}, "2026-08-16T09:00"},
      {"roadside_check", {{"presents", WordSet{"card"}}}, "2026-08-16T10:00"}};
  return table;
}

ResetRequest seeded(const char* seed) {
  return {.people = {{"holder", with(recorded_holder(), {{"licence.expires", day("2026-08-20")},
                                                         {"card.record_expires", day("2026-08-20")}})}},
          .now = moment("2026-05-01T00:00"),
          .seed = seed};
}

/// The outcomes, obstacles and facts after each scene.
std::vector<std::string> play(Stage& stage, bool watched) {
  std::vector<std::string> diary;
  for (const auto& [procedure, inputs, at] : scenes()) {
    const auto result = stage.perform(procedure, inputs, at);
    std::string line = std::string(procedure) + " " + to_string(result.outcome) + " " +
                       to_string(Value(result.obstacles.value_or(WordSet{})));
    if (watched) {
      for (const auto& [name, value] : stage.see_all()) line += " " + name + "=" + value;
    }
    diary.push_back(std::move(line));
  }
  return diary;
}

bool same(const Exchange& left, const Exchange& right) {
  return left.command == right.command && left.response == right.response && left.cause == right.cause;
}
bool get_challenge_or_channel(const Exchange& exchange) {
  const auto cla = exchange.command.at(0), ins = exchange.command.at(1);
  return ins == 0x84 || ins == 0x50 || ins == 0x82 || (cla & 0x04) != 0;  // challenges, and what they key
}

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_determinism)

BOOST_AUTO_TEST_CASE(one_seed_gives_one_trace_watched_or_not) {
  Stage watched(seeded("one")), unwatched(seeded("one")), other(seeded("two"));
  play(watched, true);
  play(unwatched, false);
  play(other, false);
  BOOST_TEST(unwatched.exchanges.size() > 200U);
  BOOST_REQUIRE(watched.exchanges.size() == unwatched.exchanges.size());
  BOOST_REQUIRE(other.exchanges.size() == unwatched.exchanges.size());
  std::size_t moved = 0;
  for (std::size_t i = 0; i < unwatched.exchanges.size(); ++i) {
    BOOST_CHECK(same(watched.exchanges[i], unwatched.exchanges[i]));
    if (same(other.exchanges[i], unwatched.exchanges[i])) continue;
    ++moved;
    BOOST_TEST(get_challenge_or_channel(other.exchanges[i]),
               "the seed moved " << to_hex(other.exchanges[i].command));
  }
  BOOST_TEST(moved > 0U);
}

BOOST_AUTO_TEST_CASE(another_seed_tells_the_same_story) {
  Stage one(seeded("one")), two(seeded("two"));
  const auto first = play(one, true), second = play(two, true);
  BOOST_CHECK_EQUAL_COLLECTIONS(first.begin(), first.end(), second.begin(), second.end());
}

BOOST_AUTO_TEST_SUITE_END()
