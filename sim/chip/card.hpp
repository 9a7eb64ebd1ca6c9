// A card as a value: bytes in, bytes out.
//
// - Fork: a copy is the fork. It shares nothing that changes: a flat image, a small volatile state and shared
//   immutable keys, so that it costs a few microseconds and both go their own way from then on, the card's
//   own generator included.
// - Snapshot: `save` gives the whole card as bytes, security status and open sessions too.
// - Restore: `restore` gives it back in this or a later version, or says why not (snapshot.hpp).
#pragma once

#include "sim/chip/cause/cause.hpp"
#include "sim/chip/chip.hpp"
#include "sim/chip/making/personalisation.hpp"

namespace karimen::sim::chip {

class Card {
 public:
  /// Throws DiagnosticError where the content does not fit the chip's tables.
  explicit Card(const Personalisation& personalisation, Interface interface = Interface::contact);
  /// Another one of the same personalisation, but for the seed of its generator: of a card that was never
  /// powered.
  [[nodiscard]] Card made_again(const std::string& seed) const;

  /// Cold reset. The ATR of the interface; empty where the chip is mute or power dies in the recovery.
  Bytes power_on();
  void power_off();
  /// Warm reset. On a contactless interface the security status survives it, if the knob says so.
  Bytes reset();
  /// Response data and status word. Empty: no power, mute, or power died in the command.
  Bytes transmit(ByteView command_apdu);

  /// Of the last answer.
  [[nodiscard]] const Cause& last_cause() const { return last_cause_; }
  [[nodiscard]] bool powered() const { return chip_.state.powered; }

  [[nodiscard]] Health health() const { return chip_.health; }
  void set_health(Health health) { chip_.health = health; }
  [[nodiscard]] Interface interface() const { return chip_.interface; }
  /// Before power-on.
  void set_interface(Interface interface) { chip_.interface = interface; }

  /// The nonvolatile image as it is now; cards that share one have the same.
  [[nodiscard]] std::shared_ptr<const Bytes> image() const { return chip_.memory.image(); }
  /// Bytes free in the extension area.
  [[nodiscard]] std::uint32_t free_space() const { return chip_.free_space(); }
  /// Writes of 32-byte rows since the factory, journal and recovery included.
  [[nodiscard]] std::uint32_t write_points() const { return chip_.memory.write_points(); }
  /// Power dies right after that many further row writes; 0: before the next one. The command under way
  /// answers nothing, and power_on recovers: the old or the new state.
  void cut_power_after(std::uint32_t rows) { chip_.memory.cut_after(rows); }
  void cancel_power_cut() { chip_.memory.cut_after(std::nullopt); }

  /// Everything, volatile state included, in the envelope of snapshot.hpp. Private keys lie in it in the
  /// clear.
  [[nodiscard]] Bytes save() const;
  /// The card that was saved. A card saved in the middle of a write recovers at its next power-on. Throws
  /// DiagnosticError with what to do: no saved card, an older or newer format, files that this version
  /// does not have, cut short, damaged.
  [[nodiscard]] static Card restore(ByteView saved);
  /// Equal to the byte.
  bool operator==(const Card& other) const { return save() == other.save(); }

 private:
  friend class Editor;  // editor.hpp
  Card() = default;
  template <class Archive>
  void serialize(Archive& archive);

  Chip chip_;
  Cause last_cause_;
};

}  // namespace karimen::sim::chip
