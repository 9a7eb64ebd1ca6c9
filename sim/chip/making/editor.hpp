// Changes a card behind its back, as no command can: for workshops, faults and tests. Emulator-defined.
#pragma once

#include <vector>

#include "sim/chip/card.hpp"

namespace karimen::sim::chip {

/// A key reference as it stands.
struct KeyReferenceState {
  ApplicationId application;
  std::uint16_t file;
  int tries = 0;  ///< left; 0 = blocked, or delivered without a value; `unlimited_tries`
  int limit = 0;  ///< 0 = delivered blocked
  bool has_value = false;
  bool verified = false;  ///< its security status is in force
  bool operator==(const KeyReferenceState&) const = default;
};

/// A view of a Card, which must outlive it. No write points are counted, no volatile state changes. Members
/// throw DiagnosticError where the chip's tables have no such file or the value does not fit.
class Editor {
 public:
  explicit Editor(Card& card) : chip_(card.chip_) {}

  /// Every key reference of the chip's tables, in their order.
  [[nodiscard]] std::vector<KeyReferenceState> key_references() const;
  /// Of key EF `file`: 0 … its limit, or `unlimited_tries`.
  void set_tries(ApplicationId application, std::uint16_t file, int tries);
  /// New reference data, its counter at the limit; empty: delivered without a value.
  void set_value(ApplicationId application, std::uint16_t file, ByteView value);

  /// Content of a transparent or record EF, filler included; of a data object in the card manager.
  [[nodiscard]] Bytes content(ApplicationId application, std::uint16_t file) const;
  /// Replaces the whole content; the table's filler pads it.
  void set_content(ApplicationId application, std::uint16_t file, ByteView content);
  /// Flips bit `bit` (0 = lowest) of byte `offset` of an EF's content.
  void flip_bit(ApplicationId application, std::uint16_t file, std::size_t offset, int bit);
  /// Replaces a private key. Empty DER: the key is missing.
  void set_private_key(ApplicationId application, std::uint16_t file, ByteView pkcs1_der);

  [[nodiscard]] bool licence_present() const { return chip_.licence_present(); }
  /// Whether the licence instance exists; its files are as they were last.
  void set_licence_present(bool present);
  /// Bytes of the extension area that other municipal applications take.
  void set_extension_used(std::uint32_t bytes);
  [[nodiscard]] Knobs knobs() const { return chip_.profile->knobs; }
  void set_knobs(const Knobs& knobs);

  /// The whole nonvolatile image, as it is while no transaction is interrupted.
  [[nodiscard]] ByteView image() const {
    return chip_.memory.view(0, static_cast<std::uint32_t>(chip_.memory.size()));
  }

  // What the card is doing
  [[nodiscard]] ApplicationId current_application() const { return chip_.state.application; }
  /// Current EF; 0 = none.
  [[nodiscard]] std::uint16_t current_file() const { return chip_.state.file; }
  [[nodiscard]] bool secure_messaging() const { return chip_.state.messaging.open; }
  /// Key version of the open SCP03 channel, 0 = none.
  [[nodiscard]] int channel_key_version() const;

 private:
  const FileEntry& entry(ApplicationId application, std::uint16_t file) const;

  Chip& chip_;
};

}  // namespace karimen::sim::chip
