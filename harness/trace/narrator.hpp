// Tells a stream of exchanges in words, following what is current on the card.
#pragma once

#include "base/card_event.hpp"
#include "harness/trace/apdu_words.hpp"

namespace karimen::harness::trace {

struct Telling {
  std::string command, response;
  bool operator==(const Telling&) const = default;
};

/// The words of one exchange; `before` is what was current then. Of a VERIFY the answer is told as "right",
/// "wrong, 2 tries left", "2 tries left" or "blocked".
[[nodiscard]] Telling tell(ByteView command, ByteView response, const Situation& before,
                           Language language = Language::en);
/// "power on, ATR 3BE0…", "power off", "reset, ATR …"; a mute card says so.
[[nodiscard]] std::string tell_power(CardEvent::Kind kind, ByteView atr, Language language = Language::en);

/// Takes the exchanges of one reader in their order.
class Narrator {
 public:
  explicit Narrator(Language language = Language::en) : language_(language) {}

  /// Power and resets too: their words are those of the response.
  [[nodiscard]] Telling tell(const CardEvent& event);
  /// As of now, after what was told.
  [[nodiscard]] const Situation& situation() const { return follower_.situation(); }

 private:
  Language language_;
  Follower follower_;
};

}  // namespace karimen::harness::trace
