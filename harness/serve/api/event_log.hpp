// What passed between reader and card, kept for whoever listens, now or a little later.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "harness/serve/http/message.hpp"
#include "harness/workshop/console/watcher.hpp"

namespace karimen::harness::serve {

/// A line that is spelled when it is first read: what it tells of must not wait for that. Any thread may.
class LateLine {
 public:
  using Spell = std::function<std::string()>;
  explicit LateLine(Spell spell) : spell_(std::move(spell)) {}
  [[nodiscard]] const std::string& text() const;

 private:
  mutable std::once_flag once_;
  mutable Spell spell_;
  mutable std::string text_;
};

/// An event as one line of text, numbered from 1.
struct LoggedEvent {
  std::uint64_t number = 0;
  std::shared_ptr<const LateLine> late;

  [[nodiscard]] const std::string& line() const { return late->text(); }
};

/// Keeps the last lines. All members may be called from any thread.
class LineLog {
 public:
  explicit LineLog(std::size_t most_kept) : most_kept_(most_kept) {}
  /// Its number.
  std::uint64_t add(std::string line);
  LoggedEvent add(LateLine::Spell spell);
  /// Nothing comes any more.
  void close();
  [[nodiscard]] bool closed() const;
  /// Number of the last event; 0: none yet.
  [[nodiscard]] std::uint64_t last() const;
  /// Those that are kept after number `after`, the oldest first and at most `most`; waits for one. Empty:
  /// none has come.
  [[nodiscard]] std::vector<LoggedEvent> next(std::uint64_t after, std::chrono::milliseconds wait,
                                              std::size_t most);
  /// Waits so long, or until it is closed.
  void rest(std::chrono::milliseconds time);

 private:
  const std::size_t most_kept_;
  mutable std::mutex mutex_;
  std::condition_variable came_;
  std::condition_variable rested_;  ///< of its own: whoever rests is not woken by lines
  std::deque<LoggedEvent> kept_;
  std::uint64_t last_ = 0;
  bool closed_ = false;
};

/// What passed between a reader and its card, as lines of a recording (harness/trace/recording_file.hpp); the
/// last 1024.
class EventLog final : public LineLog {
 public:
  static constexpr std::size_t most_kept = 1024;

  EventLog() : LineLog(most_kept) {}
  /// The event as it is kept.
  LoggedEvent take(workshop::Heard&& event);
};

/// Server-sent events: `data` is the line, `id` the number; "lost" says how many are not kept any more, "end"
/// that the reader was given back, or with `wait` false that no more are there. A comment now and then shows
/// who has vanished. With `pause` it rests so long between two looks: a listener who only shows what comes is
/// not woken for each line while a card and its client need the processor.
class EventStream final : public Stream {
 public:
  EventStream(std::shared_ptr<LineLog> log, std::uint64_t after, bool wait,
              std::chrono::milliseconds pause = std::chrono::milliseconds(0))
      : log_(std::move(log)), after_(after), waits_(wait), pause_(pause) {}
  std::optional<std::string> next() override;

 private:
  std::shared_ptr<LineLog> log_;
  std::uint64_t after_;
  const bool waits_;
  const std::chrono::milliseconds pause_;
  bool told_ = false;
  bool ended_ = false;
};

}  // namespace karimen::harness::serve
