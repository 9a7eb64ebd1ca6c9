// A system of somebody else's as a partner: calls both ways, one at a time, each with its time limit.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "harness/port/connection.hpp"
#include "harness/port/frame.hpp"
#include "harness/port/message.hpp"
#include "harness/port/transcript.hpp"

namespace karimen::harness::port {

/// How long each call may take.
struct TimeLimits {
  std::chrono::milliseconds initialize{20000}, reset{10000}, perform{60000}, observe{10000}, changed{10000},
      shutdown{5000};
};

/// The name of each limit, with its place.
struct TimeLimit {
  const char* method;
  std::chrono::milliseconds TimeLimits::*place;
};
[[nodiscard]] std::span<const TimeLimit> time_limits();

/// The other side did what no system may do: one sentence, no full stop, that names the message and the
/// member.
class PeerFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// It has ended, or closed the connection.
class PeerGone : public PeerFailure {
 public:
  using PeerFailure::PeerFailure;
};

class Peer {
 public:
  /// Answers calls of the other side: a result, or CallError.
  using Answer = std::function<Json(const std::string& method, const Json& params)>;

  /// `stray_allowed`: output on standard error is kept for the transcript and fails nothing.
  Peer(std::unique_ptr<Connection> connection, TimeLimits limits, bool stray_allowed);

  /// The result. Calls that come meanwhile are answered by `answer`; without one they are none of this
  /// moment's. Throws PeerFailure.
  Json call(const std::string& method, const Json& params, const Answer& answer = {}) {
    return call_as_text(method, dumped(params), answer);
  }
  /// As `call`: `params` as text, where they are large and simple.
  Json call_as_text(const std::string& method, const std::string& params, const Answer& answer = {});
  // For those who try the other side out.
  /// Bytes as they are. Throws PeerFailure.
  void send_bytes(std::string_view bytes);
  /// What comes next; nullopt: nothing in that time. Throws PeerFailure.
  [[nodiscard]] std::optional<Message> heard(std::chrono::milliseconds time);

  /// However long a call may take, it ends then.
  void end_by(std::optional<Deadline> moment) { end_ = moment; }
  /// `shutdown`, and the end. What is wrong with it, or "".
  [[nodiscard]] std::string finish();
  [[nodiscard]] std::vector<std::string> transcript() const { return transcript_.lines(); }

 private:
  Message exchange(const std::string& method, const std::string& params, const Answer& answer);
  Message next(const std::string& method, Deadline deadline);
  template <class Work>
  auto within(const std::string& method, std::chrono::milliseconds limit, Work work);
  void answer_call(const Message& message, const Answer& answer, Deadline deadline);
  void send(const std::string& text, Deadline deadline);
  void hear_stray(const std::string& method);
  [[nodiscard]] std::chrono::milliseconds limit_of(const std::string& method) const;

  std::unique_ptr<Connection> connection_;
  TimeLimits limits_;
  bool stray_allowed_;
  FrameParser frames_;
  Transcript transcript_;
  std::int64_t last_id_ = 0;
  std::optional<Deadline> end_;
  std::string fault_;  ///< what was wrong with a call that was answered with an error
};

}  // namespace karimen::harness::port
