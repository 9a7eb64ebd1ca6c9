// What every window of the desk shows, as one numbered stream: whoever comes late is told it from the start.
#pragma once

#include <memory>
#include <string>

#include "harness/serve/api/witness.hpp"

namespace karimen::harness::serve {

/// Lines of JSON, each with its "kind": "passed" (an event at a reader, and the card's security status after
/// it), "word" (what was said to a reader, and its state), "readers" (given out or back), and what others
/// add.
class Board final : public Witness {
 public:
  static constexpr std::size_t most_kept = 4096;

  Board() : log_(std::make_shared<LineLog>(most_kept)) {}
  [[nodiscard]] const std::shared_ptr<LineLog>& log() const { return log_; }
  void add(const port::Json& line) { log_->add(port::dumped(line)); }

  void passed(const std::string& reader, const LoggedEvent& event, sim::chip::Card* chip) override;
  void changed(const std::string& word, const port::Json& state) override;
  void moved() override;

 private:
  std::shared_ptr<LineLog> log_;
};

/// {"application", "file", "messaging", "channel", "keys": [[name, application, tries, limit, verified]...]}
/// of a card, as text; tries are null where they are unlimited.
[[nodiscard]] std::string security_status(sim::chip::Card& card);

}  // namespace karimen::harness::serve
