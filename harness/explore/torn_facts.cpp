#include "harness/explore/torn_facts.hpp"

#include <algorithm>
#include <array>

namespace karimen::harness::explore {
namespace {

constexpr std::array cards{"card.", "next_card.", "previous_card."};
constexpr std::array properties{"record_signature", "record_number", "record_expires", "record_photo",
                                "history_number"};

bool is_tries(const std::string& name) {
  return name.ends_with("_tries");
}

std::int64_t tries(const Facts& facts, const std::string& name) {
  const auto found = facts.find(name);
  const auto* value = found == facts.end() ? nullptr : std::get_if<std::int64_t>(&found->second);
  return value == nullptr ? -1 : *value;
}

std::string shown(const Facts& facts, const std::string& name) {
  const auto found = facts.find(name);
  return found == facts.end() ? "not observed" : to_string(found->second);
}

// Everything about a card's record but the version as which it is registered: a registration comes later.
std::vector<std::string> record(const Facts& facts, const std::string& card) {
  std::vector<std::string> seen;
  for (const auto* property : properties) seen.push_back(shown(facts, card + property));
  return seen;
}

bool is_empty(const std::vector<std::string>& seen) {
  return std::ranges::all_of(seen, [](auto& each) { return each == "none" || each == "not observed"; });
}

bool spends_tries(const Facts& before, const Facts& after) {
  return std::ranges::any_of(after, [&](auto& fact) {
    return is_tries(fact.first) && tries(after, fact.first) < tries(before, fact.first);
  });
}

std::string differing(const Facts& seen, const Facts& wanted, bool fewer_tries) {
  for (const auto& [name, value] : wanted) {
    const auto found = seen.find(name);
    if (found != seen.end() && found->second == value) continue;
    if (fewer_tries && is_tries(name) && tries(seen, name) <= tries(wanted, name)) continue;
    return name + " is " + shown(seen, name) + " instead of " + to_string(value);
  }
  return "";
}

}  // namespace

std::size_t Tally::*record_of(const Facts& torn, const Facts& before, const Facts& after) {
  std::size_t Tally::*kept = nullptr;
  bool is_old = true, empty = true;
  for (const auto* card : cards) {
    const auto seen = record(torn, card), old_one = record(before, card), new_one = record(after, card);
    if (seen != old_one && seen != new_one) {
      if (!is_empty(seen)) return nullptr;
      kept = &Tally::no_record;
    }
    is_old &= seen == old_one;
    empty &= is_empty(seen);
  }
  if (kept != nullptr) return kept;
  if (empty) return &Tally::no_record;
  return is_old ? &Tally::old_record : &Tally::new_record;
}

std::string moved(const Facts& torn, const Facts& before, const Facts& after, const Vocabulary& vocabulary) {
  for (const auto& [name, value] : torn) {
    if (is_tries(name) && tries(torn, name) > std::max(tries(before, name), tries(after, name)))
      return name + " went up to " + to_string(value);
    const auto* spec = vocabulary.fact(name);
    if (spec == nullptr || spec->observe == Channel::chip) continue;
    const auto was = before.find(name);
    if (was == before.end() || was->second != value)
      return name + " moved to " + to_string(value) + " although the procedure failed";
  }
  return "";
}

bool last_try_spent(const Facts& torn, const Facts& before) {
  return std::ranges::any_of(before, [&](auto& fact) {
    return is_tries(fact.first) && tries(before, fact.first) > 0 && tries(torn, fact.first) == 0;
  });
}

std::string ended_otherwise(const Facts& again, const PerformResult& repeated, const Facts& before,
                            const Facts& after, const PerformResult& undisturbed) {
  const bool spends = spends_tries(before, after);
  if (!spends && repeated.outcome != undisturbed.outcome)
    return std::string("repeated, it ended ") + to_string(repeated.outcome) + " instead of " +
           to_string(undisturbed.outcome) + (repeated.detail.empty() ? "" : ": " + repeated.detail);
  if (!spends && (repeated.obstacles != undisturbed.obstacles || repeated.warnings != undisturbed.warnings))
    return "repeated, it met other obstacles or warnings";
  if (!spends)
    if (auto difference = differing(repeated.outcomes, undisturbed.outcomes, false); !difference.empty())
      return "repeated, " + difference;
  auto difference = differing(again, after, spends);
  return difference.empty() ? "" : "repeated, " + difference;
}

}  // namespace karimen::harness::explore
