// The chip inspector: reads a fork of a card through the inspection channel, so that nothing changes in the
// card.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "sim/reader/link.hpp"
#include "sim/reader/slot.hpp"
#include "sim/terminal/inspection.hpp"
#include "sim/world/desk/card_reading.hpp"
#include "sim/world/registry/my_number_card.hpp"

namespace karimen::harness::builtin {

/// What a sound chip says of itself.
struct ChipReading {
  Date expires{};
  std::uint32_t free_space = 0;
  std::optional<Date> authentication_certificate_until;
  int signature_password_tries = 0;
  int authentication_pin_tries = 0;
  std::optional<int> licence_pin_tries;  ///< absent: no licence application
  bool licence_pin_set = false;
  std::optional<sim::world::RecordOnChip> record, history;  ///< of a licence or of a driving history
  bool operator==(const ChipReading&) const = default;
};

class Inspector {
 public:
  explicit Inspector(sim::crypto::RsaPublicKey signer) : signer_(std::move(signer)) {}

  /// nullptr: the chip does not answer. The answer holds until the next call for the same card. A card that
  /// has not been written to since the last time is not read again.
  const ChipReading* read(sim::world::MyNumberCard& card);
  /// A fork of the card, read through the slot; nothing is remembered. Throws LinkError (service_gone) only.
  [[nodiscard]] std::optional<ChipReading> read_through(sim::reader::Slot& slot,
                                                        sim::world::MyNumberCard& card) const;
  /// Forgets every card.
  void clear() { remembered_.clear(); }

 private:
  struct Remembered {
    std::uint32_t write_points = 0;
    std::optional<ChipReading> reading;
  };
  /// A record and its signature, and what they are: decoding and verifying take longer than reading, and the
  /// same record is found after most steps.
  struct Understood {
    Bytes record, signature;
    sim::world::RecordReading reading;
  };
  /// As `read_anew`; cards as they left the factory, which hundreds of scenarios begin with, share what they
  /// hold, and are read once.
  [[nodiscard]] std::optional<ChipReading> reading_of(const sim::chip::Card& card);
  [[nodiscard]] std::optional<ChipReading> read_anew(const sim::chip::Card& card) const;
  [[nodiscard]] std::optional<ChipReading> read_over(sim::reader::Link& link) const;
  [[nodiscard]] std::optional<ChipReading> understood(const sim::terminal::Inspection& told) const;
  [[nodiscard]] std::optional<Date> last_day_of(const Bytes& certificate) const;
  [[nodiscard]] sim::world::RecordReading record_of(const sim::terminal::LicenceFiles& files) const;

  sim::crypto::RsaPublicKey signer_;
  std::map<const sim::world::MyNumberCard*, Remembered> remembered_;
  std::map<std::shared_ptr<const Bytes>, ChipReading> from_factory_;  ///< never gone through
  mutable std::optional<Understood> last_understood_;
  mutable std::pair<Bytes, std::optional<Date>> last_certificate_;  ///< and its last day
};

}  // namespace karimen::harness::builtin
