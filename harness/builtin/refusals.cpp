#include "harness/builtin/refusals.hpp"

#include <array>

#include "sim/chip/application/applications.hpp"

namespace karimen::harness::builtin {
namespace {

const Value value_none = std::string("none");
const Value size = std::int64_t{sim::chip::licence_application_size};

/// A fact that has one value only in this system.
struct Fixed {
  const char* fact;
  Value value;
  const char* why;
};

std::span<const Fixed> fixed_facts() {
  static const std::array facts{
      Fixed{"licence_application.size", size, "the chip's own licence application has its size"},
      Fixed{"card_application.found_at_application", WordSet{},
            "the factory tests again what stood at the moment of application"},
      Fixed{"card_application.snapshot_expires", value_none, "the registry knows what a version carries"},
      Fixed{"card_application.snapshot_photo", value_none, "the registry knows what a version carries"},
      Fixed{"next_card.certificates_expire", value_none, "the factory makes the certificates"},
      Fixed{"card.record_colour_class", value_none, "the registry knows what a version carries"},
  };
  return facts;
}

Value given_or_none(const GivenFacts& facts, const char* name) {
  const auto* found = facts.find(name);
  return found == nullptr ? value_none : *found;
}

// The registry knows the version in force and the one on the card; a new card can inherit no other.
std::optional<Refusal> unknown_snapshot(const std::string& who, const GivenFacts& facts) {
  const auto value = [&](const char* name) { return given_or_none(facts, name); };
  const auto snapshot = value("card_application.snapshot");
  if (snapshot == value_none || snapshot == value("licence.record") || snapshot == value("card.record"))
    return std::nullopt;
  return Refusal{who, "card_application.snapshot",
                 "the built-in system knows no version " + to_string(snapshot) + " of the licence record",
                 "give the version of licence.record or card.record"};
}

/// What is said of a card before this one where there was none.
std::optional<Refusal> missing_previous_card(const std::string& who, const GivenFacts& facts) {
  const auto given = [&](const char* name) { return given_or_none(facts, name); };
  if (given("previous_card.status") != value_none) return std::nullopt;
  for (const char* fact : {"previous_card.record", "previous_card.possession"})
    if (given(fact) != value_none)
      return Refusal{who, fact, "the built-in system knows no previous card of this person",
                     "write previous_card.status: invalidated"};
  return std::nullopt;
}

/// One application, one record.
std::optional<Refusal> two_records(const std::string& who, const GivenFacts& facts) {
  for (const std::string card : {"card.", "next_card."}) {
    if (given_or_none(facts, (card + "record").c_str()) == value_none) continue;
    const auto history = card + "history_number";
    if (given_or_none(facts, history.c_str()) == value_none) continue;
    return Refusal{who, history, "a chip carries a licence record or a driving-history record, never both",
                   "leave it out, or write " + card + "record: none"};
  }
  return std::nullopt;
}

std::optional<Refusal> password_of_nothing(const std::string& who, const GivenFacts& facts) {
  constexpr auto tries = "card.signature_password_tries";
  const auto left = given_or_none(facts, tries);
  if (given_or_none(facts, "card.signature_certificate") != value_none || left == value_none ||
      left == Value(std::int64_t{0}))
    return std::nullopt;
  return Refusal{who, tries, "where there is no signature certificate there is no password to try",
                 "leave it out, or write card.signature_certificate: issued"};
}

}  // namespace

std::vector<Refusal> refusals(const People& people) {
  std::vector<Refusal> found;
  for (const auto& [who, facts] : people)
    for (const auto& check : {unknown_snapshot, missing_previous_card, two_records, password_of_nothing})
      if (auto refusal = check(who, facts)) found.push_back(std::move(*refusal));
  for (const auto& [who, facts] : people)
    for (const auto& [fact, value, why] : fixed_facts()) {
      const auto* given = facts.find(fact);
      if (given == nullptr || *given == value) continue;
      found.push_back(
          {who, fact,
           std::string("the built-in system cannot set up ") + fact + " = " + to_string(*given) + ": " + why,
           "leave it out, or write " + to_string(value)});
    }
  return found;
}

}  // namespace karimen::harness::builtin
