#include "harness/port/words.hpp"

#include <algorithm>
#include <array>

namespace karimen::harness::port {
namespace {

constexpr std::array karimens_own{"personalise_card",   "deliver_card", "break_chip",
                                  "renew_certificates", "extend_card",  "pass_time"};
// Secrets go apart, as `pins`; what nobody observes is on the chip all the same.
constexpr std::array kept_back{"card.signature_password", "card.licence_pin", "card.record_colour_class"};

}  // namespace

bool may_be_taken_over(const std::string& procedure) {
  return std::ranges::find(karimens_own, procedure) == karimens_own.end();
}

bool is_told(const FactSpec& fact, const Words& words) {
  return fact.observe != Channel::chip && fact.observe != Channel::outcome &&
         !words.derived.contains(fact.name) && std::ranges::find(kept_back, fact.name) == kept_back.end();
}

bool is_asked(const FactSpec& fact) {
  return fact.observe == Channel::registry || fact.observe == Channel::paper;
}

}  // namespace karimen::harness::port
