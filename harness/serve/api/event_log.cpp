#include "harness/serve/api/event_log.hpp"

#include <algorithm>

namespace karimen::harness::serve {
namespace {

constexpr std::chrono::seconds heartbeat{5};
constexpr std::size_t most_at_once = 256;  // lines

}  // namespace

const std::string& LateLine::text() const {
  std::call_once(once_, [this] {
    text_ = spell_();
    spell_ = nullptr;
  });
  return text_;
}

LoggedEvent EventLog::take(workshop::Heard&& event) {
  return add([event = std::move(event)] { return trace::recording_line(event.told(), event.before); });
}

std::uint64_t LineLog::add(std::string line) {
  return add([line = std::move(line)] { return line; }).number;
}

LoggedEvent LineLog::add(LateLine::Spell spell) {
  LoggedEvent event{.late = std::make_shared<const LateLine>(std::move(spell))};
  LoggedEvent dropped;  // after the lock
  {
    const std::lock_guard lock(mutex_);
    event.number = ++last_;
    kept_.push_back(event);
    if (kept_.size() > most_kept_) {
      dropped = std::move(kept_.front());
      kept_.pop_front();
    }
  }
  came_.notify_all();
  return event;
}

void LineLog::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  came_.notify_all();
  rested_.notify_all();
}

bool LineLog::closed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

std::uint64_t LineLog::last() const {
  const std::lock_guard lock(mutex_);
  return last_;
}

std::vector<LoggedEvent> LineLog::next(std::uint64_t after, std::chrono::milliseconds wait,
                                       std::size_t most) {
  std::unique_lock lock(mutex_);
  came_.wait_for(lock, wait, [&] { return closed_ || last_ > after; });
  if (last_ <= after) return {};
  const auto first = kept_.front().number;
  const auto begin = kept_.begin() + static_cast<std::ptrdiff_t>(after < first ? 0 : after + 1 - first);
  const auto count = std::min<std::size_t>(most, static_cast<std::size_t>(kept_.end() - begin));
  return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

void LineLog::rest(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  rested_.wait_for(lock, time, [&] { return closed_; });
}

std::optional<std::string> EventStream::next() {
  if (ended_) return std::nullopt;
  if (told_ && pause_.count() > 0) log_->rest(pause_);
  const auto events = log_->next(after_, waits_ ? heartbeat : std::chrono::seconds(0), most_at_once);
  told_ = !events.empty();
  if (!told_) {
    ended_ = !waits_ || log_->closed();
    return ended_ ? "event: end\ndata: {}\n\n" : ": nothing new\n\n";
  }
  std::string text;
  if (const auto lost = events.front().number - after_ - 1; lost > 0)
    text = "event: lost\ndata: {\"events\":" + std::to_string(lost) + "}\n\n";
  after_ = events.back().number;
  for (const auto& event : events)
    text += "id: " + std::to_string(event.number) + "\ndata: " + event.line() + "\n\n";
  return text;
}

}  // namespace karimen::harness::serve
