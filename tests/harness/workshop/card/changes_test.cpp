#include "harness/workshop/card/changes.hpp"

#include <unistd.h>

#include <atomic>

#include <boost/test/unit_test.hpp>
#include <map>
#include <sstream>

#include "base/diagnostic.hpp"
#include "base/text.hpp"
#include "harness/workshop/card/card_facts.hpp"
#include "harness/workshop/card/card_picture.hpp"
#include "harness/workshop/card/explanation.hpp"
#include "harness/workshop/card/licence_changes.hpp"
#include "harness/workshop/console/console.hpp"
#include "harness/workshop/console/defect_switch.hpp"
#include "harness/workshop/console/line_input.hpp"
#include "sim/chip/files/file_system.hpp"

namespace karimen::harness::workshop {
namespace {

const IssuerMaterial& issuer_material() {
  static const IssuerMaterial shared(KARIMEN_SOURCE_DIR "/fixtures");
  return shared;
}

LoadedCard loaded(const std::string& name) {
  return load_card(name, issuer_material());
}

CardFacts facts(sim::chip::Card& card) {
  return read_facts(card, issuer_material().authorities());
}

// What a reader could ever learn of its files and counters; memory behind a shorter content is not among it.
std::pair<std::vector<Bytes>, std::vector<sim::chip::KeyReferenceState>> contents(sim::chip::Card& card) {
  const sim::chip::Editor editor(card);
  std::vector<Bytes> all;
  for (std::size_t id = 0; id < sim::chip::application_count; ++id) {
    const auto application = static_cast<sim::chip::ApplicationId>(id);
    for (const auto& file : sim::chip::files_of(application))
      if (file.spec->kind == sim::chip::FileKind::transparent ||
          file.spec->kind == sim::chip::FileKind::records)
        all.push_back(editor.content(application, file.spec->id));
  }
  return {all, editor.key_references()};
}

using sim::pki::CertificateKind;
using sim::pki::CertificateStatus;

}  // namespace

BOOST_AUTO_TEST_SUITE(changes)

BOOST_AUTO_TEST_CASE(an_expiry_changes_one_certificate_and_nothing_else_of_it) {
  auto card = loaded("hanako").card;
  const auto before = facts(card);
  change_expiry(card, issuer_material(), CertificateKind::signature, parse_date("2049-12-31").value());
  const auto after = facts(card);
  BOOST_TEST(to_string(after.signature->not_after) == "2049-12-31T23:59:59");
  BOOST_TEST((after.signature_status == CertificateStatus::valid));
  BOOST_TEST((after.signature->holder == before.signature->holder));
  BOOST_TEST((after.signature->key == before.signature->key));
  BOOST_TEST((after.signature->not_before == before.signature->not_before));
  BOOST_TEST((after.authentication == before.authentication));
}

BOOST_AUTO_TEST_CASE(a_certificate_never_ends_before_it_begins) {
  auto card = loaded("hanako").card;
  change_expiry(card, issuer_material(), CertificateKind::authentication, parse_date("2020-02-29").value());
  const auto after = facts(card).authentication.value();
  BOOST_TEST((after.not_before < after.not_after));
  auto without = loaded("hanako").card;
  sim::chip::Editor(without).set_content(sim::chip::ApplicationId::jpki, 0x0001, {});
  BOOST_CHECK_THROW(
      change_expiry(without, issuer_material(), CertificateKind::signature, parse_date("2030-01-01").value()),
      DiagnosticError);
}

BOOST_AUTO_TEST_CASE(every_change_of_a_licence_leaves_a_signed_record_or_none) {
  auto subject = loaded("hanako");
  const auto current = current_licence(subject, issuer_material());
  const std::map<std::string, std::string> values{{"expires", "2031-01-10"},  {"class", "violation"},
                                                  {"categories", "heavy"},    {"conditions", "眼鏡等"},
                                                  {"remarks", "備考"},        {"number", "305012345679"},
                                                  {"history", "305012345670"}};
  for (const auto& change : licence_changes()) {
    auto card = subject.card;
    const auto value = values.find(change.name);
    change_licence(card, issuer_material(), current, change.name, value == values.end() ? "" : value->second);
    const auto now = facts(card).licence;
    BOOST_TEST(now.has_value() == (std::string(change.name) != "absent"), change.name);
    if (now && now->readable() != nullptr)
      BOOST_TEST((now->signature == sim::licence::Verification::valid), change.name);
  }
}

BOOST_AUTO_TEST_CASE(a_licence_needs_room_and_possible_values) {
  auto subject = loaded("hanako");
  const auto current = current_licence(subject, issuer_material());
  auto full = subject.card;
  sim::chip::Editor(full).set_extension_used(16000);
  BOOST_CHECK_THROW(change_licence(full, issuer_material(), current, "present", ""), DiagnosticError);
  for (const auto& [name, value] : std::map<std::string, std::string>{{"expires", "tomorrow"},
                                                                      {"class", "best"},
                                                                      {"categories", "tank"},
                                                                      {"expires", ""},
                                                                      {"gone", ""},
                                                                      {"number", "12"}}) {
    auto card = subject.card;
    BOOST_CHECK_THROW(change_licence(card, issuer_material(), current, name, value), DiagnosticError);
    BOOST_TEST((card == subject.card), name);
  }
}

BOOST_AUTO_TEST_CASE(every_defect_that_suits_goes_on_and_off_again) {
  auto subject = loaded("yamada_taro");
  const auto sound = contents(subject.card);
  for (const auto& defect : sim::blueprint::defects()) {
    auto card = subject.card;
    DefectSwitch defects(subject, issuer_material());
    if (!defects.suits(std::string(defect.name))) continue;
    defects.set(card, std::string(defect.name), true);
    BOOST_TEST(!(card == subject.card), defect.name);
    defects.set(card, std::string(defect.name), false);
    BOOST_TEST((contents(card) == sound), defect.name);
  }
}

BOOST_AUTO_TEST_CASE(a_pin_has_the_form_of_its_key) {
  auto card = loaded("hanako").card;
  for (const auto& [key, value] :
       {std::pair("authentication", "12345"), std::pair("signature", "abc123"), std::pair("text", "12a4")})
    BOOST_CHECK_THROW(change_pin(card, key_called(key), value), DiagnosticError);
  change_pin(card, key_called("text"), "unset");
  for (const auto& key : sim::chip::Editor(card).key_references())
    if (key.application == sim::chip::ApplicationId::card_text && key.file == 0x11)
      BOOST_TEST(!key.has_value);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(console)

BOOST_AUTO_TEST_CASE(quotes_keep_words_together) {
  BOOST_TEST((split_line("licence conditions \"眼鏡等 限定\"  x") ==
              Arguments{"licence", "conditions", "眼鏡等 限定", "x"}));
  BOOST_TEST((split_line("pin text \"\"") == Arguments{"pin", "text", ""}));
  BOOST_TEST(split_line(" \t ").empty());
}

BOOST_AUTO_TEST_CASE(every_command_is_in_the_help_in_both_languages) {
  for (const auto language : {Language::en, Language::ja})
    for (const auto& command : console_commands()) {
      BOOST_TEST(console_help(language).find(std::string("  ") + command.name) != std::string::npos);
      BOOST_TEST(std::string(command.help.in(language)).empty() == false);
    }
}

BOOST_AUTO_TEST_CASE(every_command_is_in_the_page_for_users) {
  const auto page = to_text(read_bytes(KARIMEN_SOURCE_DIR "/docs/workshop.md"));
  for (const auto& command : console_commands()) {
    const std::string name = command.name;
    BOOST_TEST((page.find('`' + name + ' ') != std::string::npos ||
                page.find('`' + name + '`') != std::string::npos),
               name);
  }
}

BOOST_AUTO_TEST_CASE(every_status_word_of_the_chip_is_explained_by_every_rule_that_gives_it) {
  for (int i = 0; i < static_cast<int>(sim::chip::Clause::count_); ++i) {
    const sim::chip::Cause cause{static_cast<sim::chip::Clause>(i)};
    for (const auto language : {Language::en, Language::ja}) {
      const auto text = explain_status(sim::chip::status_word(cause), language);
      BOOST_TEST(text.find(std::string("  ") + std::string(name(cause.clause)) + '\n') != std::string::npos);
      // A file, a size or a number that no command gave is left out, not told as zero.
      for (const auto* made_up : {"EF 0000", "at most 0 ", " 0 bytes", "0バイト"})
        BOOST_TEST(text.find(made_up) == std::string::npos, text);
    }
  }
}

BOOST_AUTO_TEST_CASE(status_words_are_told_from_commands) {
  for (const auto* word : {"6982", "0x6A82", "63c2", "63Cx", "9000"})
    BOOST_TEST(status_word_of(word).has_value());
  for (const auto* other : {"00A4", "698", "00A4040C", "6z82"})
    BOOST_TEST(!status_word_of(other).has_value());
}

BOOST_AUTO_TEST_CASE(a_picture_is_as_wide_as_it_says_whatever_stands_in_it) {
  for (const auto* persona : {"hanako", "takahashi_gaiji", "nagai_tokoro", "smith_john"}) {
    auto card = loaded(persona).card;
    std::istringstream lines(card_picture(facts(card)));
    for (std::string line; std::getline(lines, line);)
      BOOST_TEST(display_width(line) == 62U, persona << line);
  }
}

BOOST_AUTO_TEST_CASE(lines_are_read_whole_and_the_last_one_needs_no_end) {
  int ends[2];
  BOOST_TEST_REQUIRE(pipe(ends) == 0);
  std::atomic<bool> stop = false;
  LineInput lines(ends[0], stop);
  BOOST_TEST_REQUIRE(write(ends[1], "one\r\ntwo\nth", 11) == 11);
  BOOST_TEST(lines.next().value() == "one");
  BOOST_TEST(lines.next().value() == "two");
  BOOST_TEST_REQUIRE(write(ends[1], "ree", 3) == 3);
  close(ends[1]);
  BOOST_TEST(lines.next().value() == "three");
  stop = true;
  BOOST_TEST(!lines.next().has_value());
  close(ends[0]);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::harness::workshop
