// A small rulebook for the tests, and short ways to ask it.
#pragma once

#include <string>

#include "harness/oracle/prediction/oracle.hpp"

namespace karimen::harness::example {

inline const char* const vocabulary = R"yaml(
facts:
  card.expires: {type: date, observe: chip}
  card.record: {type: version_or_none, default: none, observe: chip}
  next_card.record: {type: version_or_none, default: none, observe: chip}
  licence.record: {type: integer, default: 1, observe: registry}
  licence.status: {type: [valid, suspended, lapsed], default: valid, observe: registry}
  card.licence_record: {derive: "if card.record = none then absent else if card.record = licence.record then current else stale", observe: registry}
  signature_submission.state: {type: [none, submitted], default: none}
  card_application.date: {type: date_or_none}
  card_application.snapshot: {type: version_or_none, default: none}
  card_application.obstacles: {type: set, default: [], observe: registry}
  fee.charged: {type: boolean, default: false, lifetime: step, observe: outcome}
obstacles: [NOT_SUBMITTED, BEFORE_SCHEME, OUT_OF_HOURS, FACILITY]
warnings: [SLOT_MISSED]
procedures:
  apply_for_card: {actor: holder, inputs: {channel: {type: [online_site, post], default: online_site}, number: {type: text, default: none}}}
  personalise_card: {actor: card_factory, inputs: {}}
  visit: {actor: police_facility, inputs: {documents: {type: "set [notice, other]", default: []}}}
  pass_time: {actor: calendar}
---
assumption: A-10
question: {en: "kept while suspended?"}
values: [kept, erased]
default: kept
)yaml";

inline Rulebook rulebook(const std::string& rules) {
  return Rulebook::from(yaml::load_text(std::string(vocabulary) + "---\n" + rules, "rules.yaml"));
}

inline Moment moment(const char* text) {
  return *parse_moment(text);
}
inline Date date(const char* text) {
  return *parse_date(text);
}

/// An oracle with one holder.
inline Oracle oracle(const std::string& rules, const Facts& holder = {}, const Facts& assumptions = {}) {
  Oracle result(rulebook(rules), Calendar{});
  result.reset({{"holder", holder}}, assumptions, moment("2026-05-01T00:00"), "tokyo");
  return result;
}

inline Prediction step(Oracle& oracle, const char* procedure, const char* at = "2026-05-01T09:00",
                       const Facts& inputs = {}) {
  return oracle.step({.procedure = procedure, .inputs = inputs, .at = moment(at), .place = "tokyo"});
}

}  // namespace karimen::harness::example
