// A reader that a test suite was given, and the desk beside it: what `karimen card insert` has at its
// console.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>
#include <vector>

#include "harness/serve/api/card_shelf.hpp"
#include "harness/serve/api/event_log.hpp"
#include "harness/serve/api/witness.hpp"
#include "harness/workshop/console/console.hpp"
#include "sim/reader/vpcd_slot.hpp"

namespace karimen::harness::serve {

/// How a card is put in.
struct Insertion {
  std::vector<std::string> words;  ///< lines of the console that change the card before it goes in
  bool warm = false;               ///< workshop::ReaderPlace::exchange_warm
};

/// A key of the card.
struct KeyState {
  std::string name;
  int tries = 0, limit = 0;  ///< as sim::chip::KeyReferenceState has them
  bool verified = false;
};

/// What lies on the desk.
struct StationState {
  bool in = false, contactless = false;
  std::string card;
  std::vector<KeyState> keys;
  std::vector<std::string> defects, faults, snapshots;
  std::string recording;   ///< the file of the word `record`; empty: none
  bool replaying = false;  ///< by the word `replay`: then there are no keys
  std::uint64_t events = 0;
};

/// All members may be called from any thread; one word runs at a time. After `close` every one of them throws
/// Gone.
class Station {
 public:
  using Clock = std::chrono::steady_clock;
  struct Gone {};

  /// The card of `hanako` lies beside the reader. `patience`: how long nobody need ask for it.
  Station(std::string id, sim::reader::VpcdReader reader, CardShelf& shelf, std::chrono::seconds patience,
          bool unmasked, Witness* witness = nullptr);
  ~Station();
  Station(const Station&) = delete;
  Station& operator=(const Station&) = delete;

  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] const sim::reader::VpcdReader& reader() const { return reader_; }
  [[nodiscard]] const std::shared_ptr<EventLog>& events() const { return events_; }
  /// How long nobody has asked for it, neither here nor through the reader, beyond its patience.
  [[nodiscard]] Clock::duration overdue() const;
  void used() { used_ = Clock::now(); }

  /// A word of the console; what it says. Throws DiagnosticError.
  [[nodiscard]] BilingualText say(const workshop::ConsoleCommand& command,
                                  const workshop::Arguments& arguments);
  /// That card, or the one that lies there. What the words said. Throws DiagnosticError; the card that lay
  /// there is then there.
  BilingualText insert(const WantedCard& wanted, const Insertion& how);
  /// The card of another station, as it is.
  BilingualText insert_copy_of(Station& other, const Insertion& how);
  [[nodiscard]] Bytes saved();
  [[nodiscard]] StationState state();
  /// Something that the card is asked for, under its lock, behind its back.
  template <typename Action>
  auto look(Action action) {
    return with_desk([&] { return card_.with(action); });
  }
  /// Takes the card out and ends every stream of events. Never throws.
  void close() noexcept;
  /// As `close`, without waiting for pcscd to see it.
  void abandon() noexcept;

 private:
  template <typename Action>
  auto with_desk(Action action) {
    const std::lock_guard lock(mutex_);
    if (closed_) throw Gone();
    used();
    said_ = {};
    return action();
  }
  BilingualText lay(std::optional<workshop::PreparedCard> card, const Insertion& how);
  void run_lines(const std::vector<std::string>& lines);

  const std::string id_;
  const sim::reader::VpcdReader reader_;
  CardShelf& shelf_;
  const std::chrono::seconds patience_;
  std::atomic<Clock::time_point> used_;
  std::shared_ptr<EventLog> events_;
  LoggedEvent newest_;  ///< under the card's lock

  std::mutex mutex_;  ///< guards what follows
  bool closed_ = false;
  BilingualText said_;  ///< by the word that runs
  std::ostringstream nothing_;
  workshop::Screen screen_{said_, nothing_};
  workshop::Watcher watcher_;
  workshop::SharedCard card_;
  workshop::ReaderPlace place_;
  workshop::FaultBench faults_{card_, place_};
  workshop::Desk desk_;
};

}  // namespace karimen::harness::serve
