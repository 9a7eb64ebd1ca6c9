// Who sees what happens at the readers: the desk.
#pragma once

#include <string>

#include "base/bilingual.hpp"
#include "harness/port/message.hpp"
#include "harness/serve/api/event_log.hpp"
#include "sim/chip/card.hpp"

namespace karimen::harness::serve {

/// All members may be called from any thread.
class Witness {
 public:
  virtual ~Witness() = default;
  /// Something passed at a reader; on the reader's thread, before the answer is handed on: what can be told
  /// later is. `chip`: nullptr
  /// where none of ours answered.
  virtual void passed(const std::string& reader, const LoggedEvent& event, sim::chip::Card* chip) = 0;
  /// A word was said to a reader, or a card put in; `state` is its state now, `said` what came of it.
  virtual void changed(const std::string& word, const port::Json& state, const BilingualText& said) = 0;
  /// A reader was given out or back.
  virtual void moved() = 0;
};

}  // namespace karimen::harness::serve
