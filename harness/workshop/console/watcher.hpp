// The traffic between a reader and the card in words, as it happens: each command, its answer and, where
// something changed, what the card remembers of it.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/bilingual.hpp"
#include "harness/trace/mask.hpp"
#include "harness/trace/narrator.hpp"
#include "harness/workshop/console/recorder.hpp"
#include "harness/workshop/console/screen.hpp"
#include "sim/chip/making/editor.hpp"

namespace karimen::harness::workshop {

/// Current application and EF, open channels, verified secrets: "JPKI, EF 0018; verified: authentication".
[[nodiscard]] std::string state_words(sim::chip::Card& card, Language language);
/// "authentication 2/3, text 0/3 (blocked)" of those that differ; all of them where `before` is empty.
[[nodiscard]] std::string counter_words(const std::vector<sim::chip::KeyReferenceState>& before,
                                        const std::vector<sim::chip::KeyReferenceState>& now,
                                        Language language);
/// The rule that gave an answer, its source, and what would have helped; "" where all was well.
[[nodiscard]] std::string reason_words(const sim::chip::Cause& cause, Language language);

/// What passed, as it may be shown: masked as everything is.
struct Heard {
  CardEvent event;
  trace::Situation before;                ///< what was current then
  std::optional<sim::chip::Cause> cause;  ///< why our chip answered so

  /// With its reasons in words.
  [[nodiscard]] trace::RecordedEvent told() const;
};

class Watcher {
 public:
  Watcher(Screen& screen, bool unmasked) : screen_(screen), unmasked_(unmasked) {}
  void show(bool on) { on_ = on; }
  [[nodiscard]] bool shown() const { return on_; }
  void speak(Language language) { language_ = language; }
  [[nodiscard]] Language language() const { return language_; }

  /// Records from now on. Before the card is put into a reader.
  void record(std::unique_ptr<Recorder> recorder) { recorder_ = std::move(recorder); }

  /// On the reader's thread, and the card waits: words are made by whoever reads them. Before the card is put
  /// into a reader.
  using Listener = std::function<void(Heard&&)>;
  void listen(Listener listener) { listener_ = std::move(listener); }

  /// In the order of the events, on the reader's thread. `card`: nullptr where no chip of ours answers.
  void take(const CardEvent& event, sim::chip::Card* card);

 private:
  [[nodiscard]] std::string words_of(const CardEvent& event) const;
  [[nodiscard]] std::string progress(sim::chip::Card& card);

  Screen& screen_;
  std::unique_ptr<Recorder> recorder_;
  Listener listener_;
  const bool unmasked_;
  std::atomic<bool> on_ = false;
  std::atomic<Language> language_ = Language::en;
  trace::Masker masker_;
  trace::Follower follower_;
  std::string state_;
  std::vector<sim::chip::KeyReferenceState> keys_;
};

}  // namespace karimen::harness::workshop
