// The prefectural public safety commission: signs licence records, holds the keys of the licence application,
// and decides about licences.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "sim/licence/wef.hpp"
#include "sim/world/desk/card_desk.hpp"
#include "sim/world/desk/card_reading.hpp"
#include "sim/world/objections.hpp"
#include "sim/world/person.hpp"
#include "sim/world/registry/driver_registry.hpp"
#include "sim/world/result.hpp"
#include "sim/world/systems.hpp"

namespace karimen::sim::world {

/// Signs records; remembers what it signed (the signature is deterministic), so that worlds may share one.
class RecordSigner {
 public:
  explicit RecordSigner(licence::Signer signer) : signer_(std::move(signer)) {}
  [[nodiscard]] Bytes wef03(const Bytes& wef02);
  [[nodiscard]] const licence::Signer& signer() const { return signer_; }
  [[nodiscard]] const crypto::RsaPublicKey& public_key() const { return signer_.key.public_key(); }

 private:
  licence::Signer signer_;
  std::map<Bytes, Bytes> signed_;
};

/// The commission's terminal software at police counters: everything it does to a card. Its calls throw
/// reader::LinkError where the card vanishes and CardRefused where it answers unexpectedly.
class CommissionTerminal {
 public:
  CommissionTerminal(CardDesk& desk, RecordSigner& signer) : desk_(desk), signer_(signer) {}

  /// Whether the chip answers as a sound one does.
  [[nodiscard]] bool answers(MyNumberCard& card);
  /// Absent: the chip does not answer as a sound one does.
  [[nodiscard]] std::optional<CounterReading> read(MyNumberCard& card);
  /// As `read`, but the record is read with the PIN of the licence application, outside any channel.
  [[nodiscard]] std::optional<CounterReading> read_with_pin(MyNumberCard& card, const std::string& pin);
  /// DELETE where there is an instance, INSTALL, STORE DATA: the record, signed, and the holder's PIN.
  void write_record(MyNumberCard& card, const licence::LicenceRecord& record, const std::string& pin);
  /// DELETE.
  void erase_record(MyNumberCard& card);
  /// Sets the PIN of the licence application again, with all its tries.
  void reset_pin(MyNumberCard& card, const std::string& pin);

 private:
  CardDesk& desk_;
  RecordSigner& signer_;
};

/// Dispositions.
class SafetyCommission {
 public:
  SafetyCommission(DriverRegistry& drivers, const Systems& systems, const Customs& customs,
                   CommissionTerminal& terminal)
      : drivers_(drivers), systems_(systems), customs_(customs), terminal_(terminal) {}

  [[nodiscard]] Result suspend(Person& person, Moment now, std::optional<Date> until);
  [[nodiscard]] Result suspend_provisionally(Person& person, Moment now, std::optional<Date> until);
  [[nodiscard]] Result lift_suspension(Person& person, Moment now);
  /// Disciplinary. `erase`: the police erase the record on their own motion if the card is there.
  [[nodiscard]] Result revoke(Person& person, Moment now, bool erase);

 private:
  [[nodiscard]] Result dispose(Person& person, Moment now, LicenceStatus disposition,
                               std::optional<Date> until);
  /// Erases the record if the card is at hand and answers, and tells the registry.
  void erase(const Person& person);

  DriverRegistry& drivers_;
  const Systems& systems_;
  const Customs& customs_;
  CommissionTerminal& terminal_;
};

}  // namespace karimen::sim::world
