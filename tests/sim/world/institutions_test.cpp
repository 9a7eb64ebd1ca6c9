// What institutions leave on a chip and put into a hand, of which no fact tells: certificates by their kind,
// the last day in the card manager, and papers line by line.
#include <boost/test/unit_test.hpp>

#include "sim/pki/certificate.hpp"
#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/direct_slot.hpp"
#include "sim/terminal/file.hpp"
#include "sim/terminal/identity.hpp"
#include "sim/world/registry/licence_text.hpp"
#include "sim/world/world.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::world;

namespace {

/// Hanako with her card, registered, in a world of her own.
struct Town {
  static const Premises& premises() {
    static const Premises all(KARIMEN_SOURCE_DIR "/fixtures");
    return all;
  }

  RecordSigner signer{
      licence::safety_commission_signer(premises().material.authorities().safety_commission())};
  reader::DirectSlot slot;
  World world{Customs{}, premises(), signer, slot, "town"};
  Person& hanako = moved_in("hanako");
  const Moment now = *parse_moment("2026-05-11T10:00");

  ~Town() { world.desk.clear(); }

  Person& moved_in(const std::string& id) {
    const auto& persona = premises().personas.find("hanako");
    Person person{.id = id, .identity = persona.spec.person, .prefecture = "tokyo", .cash = 10'000};
    person.signature_password = persona.spec.secrets.signature.value;
    person.licence_pin = "8642";
    person.card = &world.add_card(id, persona.spec);
    auto& entry = world.cards.enter(person.card->serial());
    entry.expires = person.card->expires();
    auto& driver = world.drivers.entry(id);
    driver.expires = *parse_date("2030-08-08");
    driver.record_number = "305012345671";
    driver.photograph = "photo-02";
    driver.particulars = made_up_particulars();
    driver.versions.push_back({1, record_content(1, driver, {}), driver.photograph});
    return world.add_person(std::move(person));
  }
  Visit at(const char* facility) { return {hanako, &premises().facilities.at(facility), now}; }

  /// Runs `work` in a session with a copy of her chip.
  auto look(auto work) {
    chip::Card fork = hanako.card->chip();
    reader::ChipEndpoint endpoint(fork);
    reader::DirectSlot other;
    other.insert(endpoint);
    reader::CardSession session(other.link());
    return work(session);
  }
  std::optional<pki::Certificate> certificate(terminal::JpkiFile file) {
    return look([&](reader::CardSession& session) {
      terminal::select(session, terminal::aid::jpki);
      terminal::verify_pin(session, 0x001B, hanako.signature_password);
      return pki::parse_certificate(terminal::read_certificate(session, file).data);
    });
  }
};

std::string told(const Sheet& sheet) {
  std::string text = sheet.kind;
  for (const auto& [label, line] : sheet.lines) text += "; " + label + " " + line;
  return text;
}

constexpr auto authentication = terminal::JpkiFile::authentication_certificate;
constexpr auto signature = terminal::JpkiFile::signature_certificate;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(institutions, Town)

BOOST_AUTO_TEST_CASE(new_certificates_are_each_of_its_kind) {
  const auto before = certificate(authentication);
  BOOST_TEST(!world.municipality.renew_certificates(hanako, now, true).obstacles.size());
  const auto login = certificate(authentication), signing = certificate(signature);
  BOOST_REQUIRE((before && login && signing));
  BOOST_TEST(login->serial != before->serial);
  BOOST_TEST(login->serial != signing->serial);
  BOOST_TEST(login->holder.empty());  // the one for signatures alone says who and where
  BOOST_REQUIRE(!signing->holder.empty());
  BOOST_TEST(signing->holder[0] == "試験　花子");
  BOOST_TEST((login->not_before == now));
  BOOST_TEST((date_of(signing->not_after) == *parse_date("2030-07-08")));
  const auto there = look([](reader::CardSession& session) {
    terminal::select(session, terminal::aid::jpki);
    return to_hex(terminal::read_file(session, 0x0008).data).substr(0, 4);
  });
  BOOST_TEST(there == "8F8F");
}

BOOST_AUTO_TEST_CASE(a_certificate_that_is_not_wanted_stays_as_it_was) {
  const auto before = certificate(signature);
  BOOST_TEST(!world.municipality.renew_certificates(hanako, now, false).obstacles.size());
  BOOST_TEST((certificate(signature) == before));
  BOOST_TEST((certificate(authentication)->not_before == now));
}

BOOST_AUTO_TEST_CASE(an_extended_card_says_its_last_day_in_both_places) {
  const Date last_day = *parse_date("2037-07-08");
  BOOST_TEST(!world.municipality.extend(hanako, now, last_day).obstacles.size());
  const auto identity =
      look([](reader::CardSession& session) { return terminal::read_card_identity(session); });
  BOOST_REQUIRE(identity.has_value());
  BOOST_TEST((identity->expires == last_day));
  BOOST_TEST(identity->municipality == "13101");
  const auto record = look([](reader::CardSession& session) {
    terminal::select(session, terminal::aid::common);
    return terminal::read_record(session, 1, 1).data;
  });
  BOOST_TEST(to_hex(record).starts_with("011C" + to_hex(to_bytes(identity->serial))), to_hex(record));
  const auto answer = look([](reader::CardSession& session) {
    terminal::select(session, terminal::aid::card_manager);
    return session.transmit(from_hex("80CA00F200")).data;
  });
  BOOST_TEST(to_hex(answer).find(to_hex(to_bytes("20370708"))) != std::string::npos, to_hex(answer));
}

BOOST_AUTO_TEST_CASE(who_listens_hears_every_exchange_at_the_counter) {
  std::size_t heard = 0;
  world.desk.listen([&](const reader::Exchange&, const chip::Card&) { ++heard; });
  BOOST_TEST(!world.municipality.renew_certificates(hanako, now, true).obstacles.size());
  BOOST_TEST(heard > 10U);
}

BOOST_AUTO_TEST_CASE(a_driving_history_is_handed_over_on_paper_and_shown_by_the_app) {
  auto& driver = world.drivers.entry("hanako");
  driver.disposition = LicenceStatus::revoked_on_request;
  driver.history.number = "405012345720";
  const auto issued = world.police.issue_history(at("fuchu_test_centre"), HistoryForm::paper_and_card);
  BOOST_REQUIRE(issued.obstacles.empty());
  BOOST_REQUIRE(issued.sheets.size() == 1U);
  BOOST_TEST(told(issued.sheets[0]) == "history_document; 交付日 2026-05-11");
  const auto shown = world.app.read(hanako, "8642");
  BOOST_REQUIRE(shown.sheets.size() == 1U);
  BOOST_TEST(told(shown.sheets[0]) == "app_display; 運転経歴情報記録番号 405012345720; 記録日 2026-05-11");
}

BOOST_AUTO_TEST_CASE(a_licence_is_printed_and_shown_by_the_app_line_by_line) {
  world.drivers.entry("hanako").form = HoldingForm::both;
  const auto recorded = world.police.re_record(at("fuchu_test_centre"), {});
  BOOST_REQUIRE(recorded.obstacles.empty());
  BOOST_REQUIRE(recorded.sheets.size() == 1U);
  const auto shown = world.app.read(hanako, "8642");
  BOOST_REQUIRE(shown.sheets.size() == 1U);
  const auto& driver = world.drivers.entry("hanako");
  const auto& content = driver.current().content;
  BOOST_TEST(told(recorded.sheets[0]) ==
             "record_printout; 免許情報記録番号 305012345671; 有効期間の末日 2030-08-08; 色区分 " +
                 content.colour + "; 写真 photo-02");
  BOOST_TEST(told(shown.sheets[0]) ==
             "app_display; 免許情報記録番号 305012345671; 有効期間の末日 2030-08-08; 色区分 " +
                 content.colour + "; 条件 " + content.conditions[0]);
}

BOOST_AUTO_TEST_CASE(somebody_else_is_the_one_preferred_or_who_has_a_card_at_hand) {
  auto& aunt = moved_in("aunt");
  auto& zoe = moved_in("zoe");
  world.prefer("zoe");
  BOOST_TEST(world.somebody_else("hanako").id == "zoe");
  BOOST_TEST(world.somebody_else("zoe").id == "aunt");
  aunt.card->possession = Possession::lost;
  BOOST_TEST(world.somebody_else("zoe").id == "hanako");
  world.person("hanako")->card->possession = Possession::lost;
  const auto& stranger = world.somebody_else("zoe");
  BOOST_TEST(stranger.id == "somebody else");
  BOOST_REQUIRE(stranger.has_card_at_hand());
  BOOST_TEST((stranger.card->expires() == *parse_date("2040-04-02")));
  BOOST_TEST((world.drivers.entry(stranger.id).disposition == LicenceStatus::never));
  BOOST_TEST(zoe.id == "zoe");
}

BOOST_AUTO_TEST_SUITE_END()
