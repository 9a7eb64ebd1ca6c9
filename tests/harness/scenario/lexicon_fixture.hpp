// A small world of words for the tests of scenarios.
#pragma once

#include <boost/test/unit_test.hpp>

#include "harness/scenario/reading/parser.hpp"

namespace karimen::harness::test {

inline constexpr auto small_rulebook = R"(facts:
  holder.birth_date: {type: date}
  holder.prefecture: {type: [tokyo, nagano, other], default: tokyo}
  holder.cash: {type: integer, default: 100000}
  card.expires: {type: date, observe: chip}
  card.chip: {type: [ok, broken], default: ok, observe: chip}
  card.free_space: {type: integer, default: 16384, observe: chip}
  card.record: {type: version_or_none, observe: chip}
  card.record_signature: {type: [none, valid, invalid], default: none, observe: chip}
  card.record_number: {type: text, default: none, observe: chip}
  card.history_number: {type: text_or_none, observe: chip}
  card.record_expires: {type: date_or_none, observe: chip}
  card.record_photo: {type: text, default: none, observe: chip}
  card.licence_record: {derive: "if card.record = none then absent else current"}
  card.signature_certificate: {type: [none, issued, revoked], default: issued, observe: registry}
  card.signature_certificate_expires: {type: date_or_none, observe: registry}
  card.authentication_certificate_expires: {type: date_or_none, observe: chip}
  card.signature_password: {type: text, default: KARIMEN2025}
  card.licence_pin_tries: {type: integer_or_none, observe: chip}
  previous_card.record: {type: version_or_none, observe: chip}
  previous_card.record_expires: {type: date_or_none, observe: chip}
  card.tries: {type: integer, from: 0, to: 5, default: 5}
  licence_application.size: {type: integer, default: 6600}
  licence.expires: {type: date, observe: registry}
  licence.record: {type: integer, default: 1, observe: registry}
  licence.record_number: {type: text, default: "300000000001"}
  licence.photo: {type: text, default: photo-01}
  licence_document.status: {type: [not_issued, held, lost], default: not_issued, observe: paper}
  driver_registry.holding_form: {type: [none, licence_only, my_number_only, both], default: licence_only, observe: registry}
  driver_registry.record_card: {type: [none, card], default: none, observe: registry}
  driver_registry.history_form: {type: [none, paper_only, card_only, paper_and_card], default: none, observe: registry}
  driver_registry.history_card: {type: [none, card], default: none, observe: registry}
  history_record.number: {type: text, default: "400000000001", observe: registry}
  history_document.status: {type: [not_issued, held, lost], default: not_issued, observe: paper}
  signature_submission.state: {type: [none, submitted], default: none, observe: registry}
  signature_submission.at: {type: moment_or_none, observe: registry}
  fee.charged: {type: boolean, default: false, lifetime: step, observe: outcome}
  fee.amount: {type: "integer | not_stated | none", default: none, lifetime: step, observe: outcome}
obstacles: {CHIP_BROKEN: {ja: "破損", en: "broken"}, CHANNEL: {ja: "経路", en: "channel"}}
warnings: {NO_DOCUMENT: {ja: "提示なし", en: "no document"}}
procedures:
  apply_for_card:
    actor: holder
    inputs:
      channel: {type: [online_site, post, counter]}
      number: {type: text, default: none}
      wish: {type: [wished, declined], default: wished}
  integrate_licence: {actor: police_facility, inputs: {facility: {type: facility}}}
  roadside_check: {actor: roadside_officer, inputs: {presents: {type: "set [card, licence_document]", default: []}}}
  pass_time: {actor: calendar, inputs: {}}
---
assumption: A-60
values: [undecided, free]
default: undecided
---
decision: inheritance
rules:
  - {id: INHERIT-01, when: {}, then: {obstacle: CHANNEL}}
)";

inline constexpr auto small_personas = R"(persona: taro
title: ignored here
facts:
  holder: {birth_date: 1985-07-20}
  card.expires: 2028-07-20
  licence.expires: 2027-08-20
  card.signature_certificate_expires: 2027-07-20
  card.authentication_certificate_expires: 2027-07-20
---
persona: leap
facts:
  holder.birth_date: 1988-02-29
  card.expires: 2028-02-29
  licence.expires: 2027-03-28
)";

inline Lexicon small_lexicon() {
  auto facilities =
      read_facilities(yaml::load_text("fuchu: {ja: 府中, kind: test_centre, prefecture: tokyo}\n"
                                      "hokushin: {ja: 北信, kind: licence_centre, prefecture: nagano}\n",
                                      "facilities.yaml")[0]);
  auto lexicon = make_lexicon(yaml::load_text(small_rulebook, "rulebook.yaml"), std::move(facilities),
                              std::make_shared<Personas>(yaml::load_text(small_personas, "personas.yaml")));
  lexicon.faults = {
      {"card_blink",
       {{"milliseconds", 0, 100, {}, false}, {"instruction", 0, 1, {"select", "verify"}, false}},
       ""},
      {"spurious_error", {{"status", 0x6100, 0x9FFF, {}, true}}, ""},
      {"expired_card", {}, "say it of the card"}};
  return lexicon;
}

inline std::vector<Scenario> read(std::string_view text) {
  return read_scenarios(text, "s.yaml", small_lexicon());
}

/// What is reported about `text`; fails if nothing is.
inline std::string problems_of(std::string_view text) {
  try {
    (void)read(text);
  } catch (const DiagnosticError& error) {
    return error.what();
  }
  BOOST_FAIL("accepted: " << text);
  return "";
}

}  // namespace karimen::harness::test
