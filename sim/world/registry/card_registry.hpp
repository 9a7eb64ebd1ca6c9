// What J-LIS and the municipalities keep about cards: their status, their certificates, the applications.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/assert.hpp"
#include "base/date.hpp"
#include "sim/world/registry/certificate.hpp"
#include "sim/world/registry/my_number_card.hpp"
#include "sim/world/words.hpp"

namespace karimen::sim::world {

struct CardEntry {
  CardStatus status = CardStatus::active;
  Date expires{};
  int note_area_lines = 5;
  Certificate signature, authentication;
  Reason made_for = Reason::none;  ///< why it was applied for; none: a first card

  [[nodiscard]] bool expired(Date day) const { return day > expires; }
  /// 失効: past its last day, or invalidated.
  [[nodiscard]] bool lapsed(Date day) const { return status == CardStatus::invalidated || expired(day); }
  [[nodiscard]] bool usable(Date day) const { return status == CardStatus::active && !expired(day); }
};

/// 交付申請, from application to delivery.
struct CardApplication {
  ApplicationState state = ApplicationState::none;
  std::optional<Moment> at;
  Channel channel = Channel::none;
  Reason reason = Reason::none;
  Wish wish = Wish::none;
  std::string number;  ///< typed; empty: left blank
  bool signature_certificate_wanted = true;
  std::optional<int> snapshot;       ///< version of the licence record as of the application
  CodeSet obstacles_at_application;  ///< to inheritance
  CodeSet obstacles;                 ///< to inheritance, as decided in the factory
  bool inherited = false;
  bool carries_history = false;     ///< what is inherited is a driving-history record
  MyNumberCard* product = nullptr;  ///< the card being made

  [[nodiscard]] bool open() const {
    return state == ApplicationState::accepted || state == ApplicationState::personalised ||
           state == ApplicationState::notice_sent;
  }
};

class CardRegistry {
 public:
  /// The entry of a card that is made, by its serial.
  CardEntry& enter(const std::string& serial) { return cards_[serial]; }
  /// The entry of a card that was entered.
  [[nodiscard]] CardEntry& card(const std::string& serial) {
    const auto found = cards_.find(serial);
    KARIMEN_ASSERT(found != cards_.end(), "every card is entered in the registry when it is made");
    return found->second;
  }
  /// The last application of a person.
  CardApplication& application(const std::string& person) { return applications_[person]; }

 private:
  std::map<std::string, CardEntry> cards_;
  std::map<std::string, CardApplication> applications_;
};

}  // namespace karimen::sim::world
