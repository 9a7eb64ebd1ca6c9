#include "harness/port/peer.hpp"

#include <algorithm>
#include <array>

namespace karimen::harness::port {
namespace {

constexpr std::array limit_rows{
    TimeLimit{"initialize", &TimeLimits::initialize}, TimeLimit{"reset", &TimeLimits::reset},
    TimeLimit{"perform", &TimeLimits::perform},       TimeLimit{"observe", &TimeLimits::observe},
    TimeLimit{"changed", &TimeLimits::changed},       TimeLimit{"shutdown", &TimeLimits::shutdown}};

// Slips of the other side's author, not happenings at the counter.
bool is_slip(ErrorCode code) {
  return code == ErrorCode::method_not_found || code == ErrorCode::invalid_params ||
         code == ErrorCode::not_changeable || code == ErrorCode::not_now;
}

std::string error_words(const Json& error) {
  const auto code = error.find("code"), text = error.find("message");
  std::string words = code != error.end() && code->is_number_integer() ? code->dump() : "no code";
  if (text != error.end() && text->is_string()) words += ": " + text->get<std::string>();
  return words;
}

}  // namespace

std::span<const TimeLimit> time_limits() {
  return limit_rows;
}

Peer::Peer(std::unique_ptr<Connection> connection, TimeLimits limits, bool stray_allowed)
    : connection_(std::move(connection)), limits_(limits), stray_allowed_(stray_allowed) {}

std::chrono::milliseconds Peer::limit_of(const std::string& method) const {
  for (const auto& row : limit_rows)
    if (method == row.method) return limits_.*row.place;
  return limits_.observe;
}

Json Peer::call_as_text(const std::string& method, const std::string& params, const Answer& answer) {
  auto message = exchange(method, params, answer);
  if (message.kind == MessageKind::error)
    throw PeerFailure(method + " was answered with the error " + error_words(message.content));
  return std::move(message.content);
}

// Runs `work` with its deadline; that the other side is late or gone is a failure.
template <class Work>
auto Peer::within(const std::string& method, std::chrono::milliseconds limit, Work work) {
  try {
    return work(std::min(Clock::now() + limit, end_.value_or(Deadline::max())));
  } catch (const TimeUp&) {
    transcript_.add(Way::stray, connection_->stray());
    if (end_ && *end_ <= Clock::now())
      throw PeerFailure(method + ": no answer within the time limit of the scenario");
    throw PeerFailure(method + ": no answer within " + std::to_string(limit.count()) + " ms");
  } catch (const ConnectionClosed&) {
    const auto how = connection_->ending();
    transcript_.add(Way::stray, connection_->stray());
    throw PeerGone(method + ": no answer: " + how);
  }
}

Message Peer::exchange(const std::string& method, const std::string& params, const Answer& answer) {
  const auto id = ++last_id_;
  fault_.clear();
  return within(method, limit_of(method), [&](Deadline deadline) {
    send(call_text(id, method, params), deadline);
    for (;;) {
      auto message = next(method, deadline);
      if (message.kind == MessageKind::call || message.kind == MessageKind::notification) {
        answer_call(message, answer, deadline);
        continue;
      }
      if (message.id != id)
        throw PeerFailure(method + ": the answer is to the call " + message.id.dump() + ", not to " +
                          std::to_string(id));
      hear_stray(method);
      if (!fault_.empty()) throw PeerFailure(fault_);
      return message;
    }
  });
}

void Peer::send_bytes(std::string_view bytes) {
  within("bytes", limits_.perform, [&](Deadline deadline) { connection_->write(bytes, deadline); });
}

std::optional<Message> Peer::heard(std::chrono::milliseconds time) {
  return within("bytes", limits_.perform, [&](Deadline) -> std::optional<Message> {
    try {
      return next("bytes", Clock::now() + time);
    } catch (const TimeUp&) {
      return std::nullopt;
    }
  });
}

Message Peer::next(const std::string& method, Deadline deadline) {
  try {
    for (;;) {
      if (const auto text = frames_.next()) {
        transcript_.add(Way::received, *text);
        return read_message(*text);
      }
      frames_.add(connection_->read(deadline));
    }
  } catch (const FrameError& error) {
    transcript_.add(Way::received, frames_.rest());
    throw PeerFailure(method + ": the answer is no frame: " + error.what());
  } catch (const MessageError& error) {
    throw PeerFailure(method + ": the answer is no message: " + error.what());
  }
}

void Peer::answer_call(const Message& message, const Answer& answer, Deadline deadline) {
  const bool wants_answer = message.kind == MessageKind::call;
  try {
    Json result = Json::object();
    if (message.method == "log") {
      const auto text = message.content.find("text");
      if (text == message.content.end() || !text->is_string())
        throw CallError(ErrorCode::invalid_params, "text is missing, or no text", "text");
    } else if (answer) {
      result = answer(message.method, message.content);
    } else {
      throw CallError(ErrorCode::not_now, "this call is for while perform is open");
    }
    if (wants_answer) send(result_text(message.id, result), deadline);
  } catch (const CallError& error) {
    if (is_slip(error.code()) && fault_.empty())
      fault_ = message.method + " params" + (error.field().empty() ? "" : "." + error.field()) + ": " +
               error.what();
    if (wants_answer) send(error_text(message.id, error), deadline);
  }
}

void Peer::send(const std::string& text, Deadline deadline) {
  if (text.size() > largest_message)
    throw PeerFailure("a message of " + std::to_string(text.size()) + " bytes would be too long to send");
  transcript_.add(Way::sent, text);
  connection_->write(framed(text), deadline);
}

void Peer::hear_stray(const std::string& method) {
  const auto text = connection_->stray();
  if (text.empty()) return;
  transcript_.add(Way::stray, text);
  if (!stray_allowed_)
    throw PeerFailure(
        method + ": output on standard error: " + text.substr(0, std::min(text.find('\n'), text.size())));
}

std::string Peer::finish() {
  try {
    (void)call("shutdown", Json::object());
    return connection_->finish(Clock::now() + limits_.shutdown);
  } catch (const PeerFailure& failure) {
    return failure.what();
  }
}

}  // namespace karimen::harness::port
