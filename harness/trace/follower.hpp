// What somebody who hears every exchange with a card knows of its volatile state: which application and which
// EF are current, and whether a protected session is open (chip.md A.4, B.4, B.14, F.6).
#pragma once

#include <cstdint>
#include <optional>

#include "base/apdu.hpp"
#include "base/bytes.hpp"

namespace karimen::harness::trace {

/// The applications of the card (chip.md C.1), in the order in which a name cut short finds them, and two
/// that it does not have.
enum class Application : std::uint8_t {
  card_manager,
  jpki,
  common,
  residence,
  card_face,
  card_text,
  driver_licence,
  foreign,  ///< one with a name that this card does not know: another card is being heard
  unheard,  ///< the stream began after the selection
};

inline constexpr std::uint16_t no_file = 0;
/// One that was selected before the stream began, or inside secure messaging.
inline constexpr std::uint16_t unheard_file = 0xFFFF;

struct Situation {
  Application application = Application::unheard;
  std::uint16_t file = unheard_file;
  bool messaging = false;  ///< the card text application's secure messaging
  bool channel = false;    ///< SCP03 with encrypted commands
  bool operator==(const Situation&) const = default;
};

/// Where the first byte of a READ BINARY answer lies.
struct Reading {
  std::uint16_t file = no_file;
  std::size_t offset = 0;
  bool operator==(const Reading&) const = default;
};

/// What protects a command, by its class alone.
enum class Guard : std::uint8_t {
  none,
  channel,    ///< GlobalPlatform's secure channel (SCP03): 04 and 84
  messaging,  ///< JICSAP's secure messaging: 08, or 0C with an authenticated header
};
[[nodiscard]] Guard guard_of(std::uint8_t cla);

/// The EF that a command speaks of: the one that it names by its short identifier, else the current one.
[[nodiscard]] std::uint16_t target_of(const Apdu& command, const Situation& before);

/// SW of a response; 0 where there is none.
[[nodiscard]] std::uint16_t status_of(ByteView response);
/// The response without SW.
[[nodiscard]] ByteView data_of_response(ByteView response);
/// Encrypted for sure: secure messaging with the data object of a cryptogram, or a command of a channel that
/// was seen to be opened so.
[[nodiscard]] bool wrapped(const Apdu& command, const Situation& before);
/// As above, or in the class of a channel whose opening nobody heard: no word can be made of its data.
[[nodiscard]] bool unreadable(const Apdu& command, const Situation& before);

class Follower {
 public:
  Follower() = default;
  explicit Follower(const Situation& situation) : now_(situation) {}

  /// As of now, before the next command.
  [[nodiscard]] const Situation& situation() const { return now_; }
  /// What the answer to `command`, the next one, will be read from; nullopt if it reads no transparent EF.
  [[nodiscard]] std::optional<Reading> reading(ByteView command) const;

  /// Power-on or reset: the card manager, no EF.
  void reset() { *this = Follower(Situation{.application = Application::card_manager, .file = no_file}); }
  void take(ByteView command, ByteView response);

 private:
  void select(const Apdu& command, ByteView response);
  void follow_sessions(const Apdu& command, std::uint16_t status);

  Situation now_;
  std::optional<Reading> rest_;  ///< what GET RESPONSE would go on with
};

}  // namespace karimen::harness::trace
