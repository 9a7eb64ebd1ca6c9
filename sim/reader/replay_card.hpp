// A recording as a card: it answers what the recorded card answered.
#pragma once

#include <string>
#include <vector>

#include "sim/reader/recording.hpp"

namespace karimen::sim::reader {

/// A command to which the recording holds no answer.
struct ReplayMismatch {
  std::uint64_t number = 0;  ///< of the recorded command that was expected; 0: the session is at its end
  Bytes expected, command;
  HiddenBytes hidden_expected, hidden_command;
  bool operator==(const ReplayMismatch&) const = default;
};
/// One sentence without a full stop.
[[nodiscard]] std::string to_string(const ReplayMismatch& mismatch);

/// A recording is a row of sessions, each from one power-on or reset to the next. Programs and pcscd power
/// cards up as they like, so a session that was not spoken to is begun again; after one that was, the next
/// one with a command follows, and after the last the first. Within a session a command is answered by the
/// recorded one that is the same, where a masked byte stands for any byte:
///   1. the next recorded command, if it is the same;
///   2. else the next same one after it in the session;
///   3. else the last same one before it (a program that asks again), without moving;
///   4. else, where the session was not spoken to yet, by another session that begins with it;
///   5. else by 6F00, and `mismatches` grows.
/// A recorded command without an answer is answered by none, and the card is dead until its next power-on.
class ReplayCard final : public CardEndpoint {
 public:
  /// `atr`: where the recording holds none. Default: the contact interface (chip.md A.1).
  explicit ReplayCard(const Recording& recording,
                      const Bytes& atr = {0x3B, 0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14});

  Bytes power_on() override;
  void power_off() override;
  Bytes reset() override { return power_on(); }
  std::optional<Bytes> transmit(ByteView command) override;

  /// To be read on the reader's thread, or when the card was taken out.
  [[nodiscard]] const std::vector<ReplayMismatch>& mismatches() const { return mismatches_; }
  [[nodiscard]] std::size_t sessions() const { return sessions_.size(); }
  /// Recorded commands that nobody has asked yet.
  [[nodiscard]] std::size_t unasked() const;

 private:
  struct Session {
    Bytes atr;
    std::vector<CardEvent> commands;
    std::vector<bool> asked;  ///< of each command
  };
  [[nodiscard]] const CardEvent* find(ByteView command);
  [[nodiscard]] const CardEvent* find_in_session(ByteView command);
  const CardEvent* ask(std::size_t index);

  std::vector<Session> sessions_;
  std::size_t session_ = 0;
  std::size_t next_ = 0;  ///< in the session
  bool spoken_ = false;   ///< the session has answered
  bool dead_ = false;
  std::vector<ReplayMismatch> mismatches_;
};

}  // namespace karimen::sim::reader
