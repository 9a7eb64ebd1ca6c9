#include "harness/port/words.hpp"

#include <algorithm>
#include <array>

namespace karimen::harness::port {
namespace {

constexpr std::array karimens_own{"personalise_card",   "deliver_card", "break_chip",
                                  "renew_certificates", "extend_card",  "pass_time"};
// Secrets go apart, as `pins`; what nobody observes is on the chip all the same.
constexpr std::array kept_back{"card.signature_password", "card.licence_pin", "card.record_colour_class"};
// On the chip, and also on the face of the card or in the registry: known where the chip is broken, or not at
// hand.
constexpr std::array printed{"card.expires", "card.authentication_certificate_expires"};

bool is_one_of(const auto& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

bool may_be_taken_over(const std::string& procedure) {
  return !is_one_of(karimens_own, procedure);
}

bool is_told(const FactSpec& fact, const Words& words) {
  const bool on_chip = fact.observe == Channel::chip && !is_one_of(printed, fact.name);
  return !on_chip && fact.observe != Channel::outcome && !words.derived.contains(fact.name) &&
         !is_one_of(kept_back, fact.name);
}

bool is_asked(const FactSpec& fact) {
  return fact.observe == Channel::registry || fact.observe == Channel::paper;
}

}  // namespace karimen::harness::port
