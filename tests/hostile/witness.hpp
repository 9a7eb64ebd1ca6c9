// Watches a card under attack. It keeps its own account of which secrets were presented, from the commands
// and their answers, and compares what the card gives away with it after each command.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>

#include "base/apdu.hpp"
#include "sim/chip/card.hpp"
#include "sim/chip/files/file_system.hpp"
#include "sim/chip/making/editor.hpp"
#include "tests/hostile/access_matrix.hpp"

namespace karimen::hostile {

using sim::chip::ApplicationId;

/// The card did what no card may do. The text ends in the command and the answer.
class Violation : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct KeyName {
  ApplicationId application;
  std::uint16_t file;
  auto operator<=>(const KeyName&) const = default;
};
/// What the client knows to be right.
using Secrets = std::map<KeyName, Bytes>;

/// A command on its way.
struct Sent {
  ByteView command;     ///< as it goes over the line
  ByteView plain;       ///< what the card is to understand by it; the same where nothing protects it
  int key_version = 0;  ///< of the SCP03 key set with which the client wrapped it; 0 = not wrapped
  [[nodiscard]] static Sent bare(ByteView command) { return {command, command}; }
};

/// How deep an attack went: an attack that opens nothing proves nothing.
struct Reached {
  std::uint64_t done = 0;             ///< 9000
  std::uint64_t verified = 0;         ///< right secrets presented
  std::uint64_t wrong_tries = 0;      ///< counters that fell
  std::uint64_t changed = 0;          ///< secrets changed by their holder
  std::uint64_t protected_reads = 0;  ///< protected files read with their key
  std::uint64_t administered = 0;     ///< STORE DATA, INSTALL, DELETE done in a channel
  std::uint64_t keys_used = 0;        ///< private RSA operations
  std::uint64_t cuts = 0;             ///< commands in which the power died
  Reached& operator+=(const Reached& other);
};

class Witness {
 public:
  /// The card is without power. Throws nothing yet.
  Witness(sim::chip::Card& card, const Secrets& secrets);

  /// After each command. `answer` empty: no answer; only a card whose power was to be cut may do that.
  /// Throws Violation.
  void answered(const Sent& sent, ByteView answer);
  /// After a cold (or `warm`) reset; an empty ATR is a card that lost its power again. Throws Violation.
  void powered_on(ByteView atr, bool warm);
  void power_will_be_cut() { cut_ = true; }
  /// The client opened an SCP03 channel with the keys of a set.
  void channel_opened();
  [[nodiscard]] const Reached& reached() const { return reached_; }

 private:
  struct Key {
    Bytes secret;
    std::vector<Bytes> perhaps;  ///< instead: the power was cut while these were written
    int tries = 0;
    bool presented = false;
    bool may_rise = false;  ///< what is under way, or was when the power was cut, restores the counter
  };
  struct Exchange;

  Key& key(ApplicationId application, std::uint16_t file) {
    return keys_[static_cast<std::size_t>(application)][file & 0x1F];
  }
  void judge_position(const Exchange& exchange);
  void judge_secrets(const Exchange& exchange);
  void judge_verify(const Exchange& exchange);
  void judge_change(const Exchange& exchange);
  void judge_administration(const Exchange& exchange);
  void judge_counters(const std::string& what);
  void judge_content(const Exchange& exchange);
  void judge_key_use(const Exchange& exchange);
  void follow_channel(const Exchange& exchange);
  void lost_power(const Exchange& exchange);
  void learn(const Exchange& exchange, Key& of, ByteView secret);
  void learn_groups(const Exchange& exchange);
  [[nodiscard]] bool allowed(const Exchange& exchange, const Right* right) const;
  void forget_status();

  sim::chip::Card& card_;
  sim::chip::Editor editor_;
  std::array<std::array<Key, 32>, sim::chip::application_count> keys_;
  ApplicationId position_ = ApplicationId::card_manager;
  std::uint16_t file_ = 0;
  ApplicationId owner_ = ApplicationId::card_manager;  ///< application in which the secrets were presented
  bool cut_ = false, channel_ = false, unsettled_ = false;
  std::optional<ApplicationId> target_;  ///< of INSTALL [for personalization]
  Bytes blocks_;                         ///< of STORE DATA
  Reached reached_;
};

/// Fills every protected file with a pattern that tells the file, so that it is known wherever it appears.
void mark_protected_files(sim::chip::Card& card);

/// The protected file of whose pattern six bytes stand in `bytes`; nullptr: of none.
[[nodiscard]] const Right* find_mark(ByteView bytes);

}  // namespace karimen::hostile
