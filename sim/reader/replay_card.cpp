#include "sim/reader/replay_card.hpp"

#include <algorithm>

namespace karimen::sim::reader {
namespace {

bool begins_session(const CardEvent& event) {
  return event.kind == CardEvent::Kind::power_on || event.kind == CardEvent::Kind::reset;
}

bool same(const CardEvent& recorded, ByteView command) {
  if (recorded.command.size() != command.size()) return false;
  for (std::size_t i = 0; i < command.size(); ++i) {
    const bool any = !recorded.hidden_command.empty() && recorded.hidden_command[i];
    if (!any && recorded.command[i] != command[i]) return false;
  }
  return true;
}

}  // namespace

std::string to_string(const ReplayMismatch& mismatch) {
  auto text = "the recording holds no answer to " + to_hex(mismatch.command, mismatch.hidden_command) + ": ";
  if (mismatch.number == 0) return text + "the session is at its end";
  return text + "command " + std::to_string(mismatch.number) + ", " +
         to_hex(mismatch.expected, mismatch.hidden_expected) + ", comes next";
}

// Sessions without a command are power cycles of the reader's: nothing can be asked of them.
ReplayCard::ReplayCard(const Recording& recording, const Bytes& atr) {
  Session session{.atr = atr};
  const auto close = [&] {
    session.asked.assign(session.commands.size(), false);
    if (!session.commands.empty()) sessions_.push_back(session);
    session.commands.clear();
  };
  for (const auto& event : recording) {
    if (begins_session(event)) {
      close();
      session.atr = event.response;
    } else if (event.kind == CardEvent::Kind::apdu) {
      session.commands.push_back(event);
    }
  }
  close();
  if (sessions_.empty()) sessions_.push_back(session);
}

Bytes ReplayCard::power_on() {
  if (spoken_) session_ = (session_ + 1) % sessions_.size();
  next_ = 0;
  spoken_ = dead_ = false;
  return sessions_[session_].atr;
}

void ReplayCard::power_off() {
  dead_ = true;
}

const CardEvent* ReplayCard::find_in_session(ByteView command) {
  const auto& commands = sessions_[session_].commands;
  for (auto i = next_; i < commands.size(); ++i) {
    if (!same(commands[i], command)) continue;
    next_ = i + 1;
    return ask(i);
  }
  for (auto i = next_; i-- > 0;)
    if (same(commands[i], command)) return ask(i);
  return nullptr;
}

const CardEvent* ReplayCard::ask(std::size_t index) {
  auto& session = sessions_[session_];
  session.asked[index] = true;
  return &session.commands[index];
}

std::size_t ReplayCard::unasked() const {
  std::size_t count = 0;
  for (const auto& session : sessions_)
    count += static_cast<std::size_t>(std::ranges::count(session.asked, false));
  return count;
}

const CardEvent* ReplayCard::find(ByteView command) {
  if (const auto* found = find_in_session(command)) return found;
  if (spoken_) return nullptr;
  for (std::size_t step = 1; step < sessions_.size(); ++step) {
    const auto other = (session_ + step) % sessions_.size();
    if (!same(sessions_[other].commands.front(), command)) continue;
    session_ = other;
    next_ = 1;
    return ask(0);
  }
  return nullptr;
}

std::optional<Bytes> ReplayCard::transmit(ByteView command) {
  if (dead_) return std::nullopt;
  const auto* found = find(command);
  if (found == nullptr) {
    const auto& commands = sessions_[session_].commands;
    ReplayMismatch mismatch{.command = {command.begin(), command.end()}};
    if (next_ < commands.size()) {
      mismatch.number = commands[next_].number;
      mismatch.expected = commands[next_].command;
      mismatch.hidden_expected = commands[next_].hidden_command;
    }
    mismatches_.push_back(std::move(mismatch));
    return Bytes{0x6F, 0x00};
  }
  spoken_ = true;
  if (found->response.empty()) {
    dead_ = true;
    return std::nullopt;
  }
  return found->response;
}

}  // namespace karimen::sim::reader
