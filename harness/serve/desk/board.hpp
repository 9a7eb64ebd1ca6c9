// What every window of the desk shows, as one numbered stream: whoever comes late is told it from the start.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "harness/serve/api/witness.hpp"
#include "sim/chip/making/editor.hpp"

namespace karimen::harness::serve {

/// Lines of JSON, each with its "kind": "passed" (an event at a reader, and the card's security status after
/// it), "word" (what was said to a reader, its state, and what came of it in both languages), "readers"
/// (given out or back), and what others add.
class Board final : public Witness {
 public:
  static constexpr std::size_t most_kept = 4096;

  Board() : log_(std::make_shared<LineLog>(most_kept)) {}
  [[nodiscard]] const std::shared_ptr<LineLog>& log() const { return log_; }
  void add(const port::Json& line) { log_->add(port::dumped(line)); }

  void passed(const std::string& reader, const LoggedEvent& event, sim::chip::Card* chip) override;
  void changed(const std::string& word, const port::Json& state, const BilingualText& said) override;
  void moved() override;

 private:
  std::shared_ptr<LineLog> log_;
};

/// What a card knows of who has spoken to it.
struct SecurityStatus {
  sim::chip::ApplicationId application{};
  std::uint16_t file = 0;
  bool messaging = false;
  int channel = 0;
  std::vector<sim::chip::KeyReferenceState> keys;
};

[[nodiscard]] SecurityStatus security_status(sim::chip::Card& card);
/// {"application", "file", "messaging", "channel", "keys": [[name, application, tries, limit, verified]...]},
/// as text; tries are null where they are unlimited.
[[nodiscard]] std::string spelled(const SecurityStatus& status);

}  // namespace karimen::harness::serve
