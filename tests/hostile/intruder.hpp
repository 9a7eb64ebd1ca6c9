// A client without manners: everything that can be done to a card through its line, each deed witnessed.
#pragma once

#include <functional>
#include <optional>

#include "sim/chip/channel/secure_messaging.hpp"
#include "tests/hostile/witness.hpp"
#include "tests/support/scp03_host.hpp"

namespace karimen::hostile {

/// How commands reach the card; a test puts a card that misbehaves here.
using Line = std::function<Bytes(sim::chip::Card&, ByteView)>;

/// A card for an attack, not powered: its protected files are marked (witness.hpp).
struct Victim {
  sim::chip::Card card;
  Secrets secrets;
};
/// Hanako's card of chip.md 0.3 with or without the licence instance.
[[nodiscard]] Victim victim(bool licence, sim::chip::Interface interface = sim::chip::Interface::contact);

/// Every member throws Violation where the card gives in.
class Intruder {
 public:
  /// Powers a copy of the card on. `line` empty: straight to the card.
  explicit Intruder(const Victim& victim, Line line = {});
  Intruder(const Intruder&) = delete;
  Intruder& operator=(const Intruder&) = delete;

  /// Each of these answers what the card did.
  Bytes send(ByteView command);
  void select(ApplicationId application);
  /// SELECT of the application and VERIFY with the right secret of row `which` of the secrets, or a wrong
  /// one.
  void present(std::size_t which, bool right);
  void power_cycle();
  void warm_reset();
  /// Power dies after that many further rows; the card is powered on at the next deed.
  void cut_after(std::uint32_t rows);
  /// Saves the card and goes on with what comes back.
  void save_and_restore();

  /// SCP03 with the keys of a set, in the application that is current. Level 03 or 33.
  void open_channel(bool commission, bool responses);
  /// A plain command, wrapped if there was ever a channel. At least four bytes.
  Bytes send_in_channel(ByteView plain);
  /// The secure messaging of 券面入力補助AP: PIN and SET SESSION KEY. A private RSA operation.
  void open_session();
  /// A plain command under secure messaging, if there was ever a session. At least four bytes.
  Bytes send_in_session(ByteView plain);

  [[nodiscard]] const sim::chip::Card& card() const { return card_; }
  [[nodiscard]] std::uint64_t sent() const { return sent_; }
  [[nodiscard]] const Reached& reached() const { return witness_.reached(); }

 private:
  Bytes exchange(const Sent& sent);
  void revive();

  sim::chip::Card card_;
  Secrets secrets_;
  Line line_;
  Witness witness_;
  std::optional<sim::chip::fixture::Scp03Host> host_;
  int key_version_ = 0;
  sim::chip::SecureMessaging session_;
  std::uint64_t sent_ = 0;
};

}  // namespace karimen::hostile
