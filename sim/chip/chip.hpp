// The state of a chip and what every command needs of it. Card (card.hpp) is the outside.
#pragma once

#include <array>
#include <memory>

#include "sim/chip/cause/cause.hpp"
#include "sim/chip/channel/secure_channel.hpp"
#include "sim/chip/channel/secure_messaging.hpp"
#include "sim/chip/files/file_system.hpp"
#include "sim/chip/memory/nonvolatile.hpp"
#include "sim/crypto/generator.hpp"
#include "sim/crypto/rsa.hpp"

namespace karimen::sim::chip {

enum class Health : std::uint8_t { ok, mute, internal_error };

/// What never changes after the factory; shared by all copies.
struct Profile {
  Knobs knobs;
  std::vector<SecureChannelKeys> secure_channel_keys;
};

/// What a loss of power takes away.
struct VolatileState {
  bool powered = false;
  bool first_command_pending = false;  ///< the knob that loses the first command
  ApplicationId application = ApplicationId::card_manager;
  std::uint16_t file = 0;  ///< current EF; 0 = none
  ApplicationId status_owner = ApplicationId::card_manager;
  Access status = nobody;  ///< secrets verified in `status_owner`
  SecureMessaging messaging;
  SecureChannel channel;
  Bytes terminal_certificate;  ///< block 1 of SET PUBLIC IC KEY

  template <class Archive>
  void serialize(Archive& archive) {
    archive(powered, first_command_pending, application, file, status_owner, status, messaging, channel,
            terminal_certificate);
  }
};

/// Private keys as they are used; the image holds them as DER.
using KeyRing = std::array<crypto::RsaKey, private_key_count>;

struct Chip {
  std::shared_ptr<const Profile> profile;
  Interface interface = Interface::contact;
  Health health = Health::ok;
  Nonvolatile memory;
  crypto::Generator generator;
  VolatileState state;
  std::shared_ptr<const KeyRing> keys;  ///< null: power_on loads it

  // Files
  [[nodiscard]] bool licence_present() const { return memory.at(card_row::licence_present) != 0; }
  [[nodiscard]] ByteView content(const FileEntry& file) const;
  /// EF `id` of the current application, or null. Data objects are no EFs.
  [[nodiscard]] const FileEntry* find(std::uint16_t id) const;
  /// Whether one of the credentials was presented. `in_channel`: the command came under SCP03.
  [[nodiscard]] bool allows(Access condition, bool in_channel) const;

  // Applications
  /// Rules of chip.md A.4.
  void select(ApplicationId id);
  [[nodiscard]] std::uint32_t free_space() const;

  // Key references
  [[nodiscard]] int tries(const FileEntry& reference) const { return memory.at(reference.offset); }
  /// What a success sets the counter to: the limit of the chip's table, or `unlimited_tries`.
  [[nodiscard]] int tries_limit(const FileEntry& reference) const {
    return tries(reference) == unlimited_tries ? unlimited_tries : reference.spec->tries;
  }
  [[nodiscard]] ByteView value(const FileEntry& reference) const;

  // Keys
  [[nodiscard]] const crypto::RsaKey& private_key(const FileEntry& entry) const {
    return (*keys)[entry.private_key];
  }
  /// Makes the ring anew from the image.
  void load_keys();

  /// After a restore: every number is in the range that the rest of the chip relies on.
  [[nodiscard]] bool plausible() const;
};

/// One row of reference data: tries, length, value.
[[nodiscard]] Bytes reference_row(int tries, ByteView value);
/// The stored form of a file: size, content, filler up to the physical size that this generation of cards
/// gives it.
[[nodiscard]] Bytes stored_file(const FileSpec& spec, ByteView content, const Knobs& knobs);

}  // namespace karimen::sim::chip
