// A system that keeps cards and registries and lets another one work beside it: the built-in institutions
// behind the counters of somebody else's system (architecture.md 8).
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "harness/system/system.hpp"

namespace karimen::harness {

/// What a person types where a terminal asks.
struct Pins {
  std::string signature_password, authentication_pin;
  std::string card_text_pin;
  std::string licence_pin;  ///< also the one chosen when a record is written; "none": no PIN
};

/// A licence record as a terminal gets it from the driver registry: WEF02 without filler, and WEF03.
struct SignedRecord {
  int version = 0;
  Bytes wef02, wef03;
};

/// A driving-history record (運転経歴情報) likewise, of today.
struct SignedHistory {
  std::string number;
  Bytes wef02, wef03;
};

/// What verifies the signatures on the cards.
struct TrustAnchors {
  Bytes modulus, exponent;                              ///< of the safety commission
  Bytes signature_authority, authentication_authority;  ///< certificates, DER
};

/// Why a card at a counter did not answer.
enum class CardTrouble { no_card, mute, chip_died, not_presented };
class CardTroubleError : public std::runtime_error {
 public:
  CardTroubleError(CardTrouble trouble, const std::string& text)
      : std::runtime_error(text), trouble_(trouble) {}
  [[nodiscard]] CardTrouble trouble() const { return trouble_; }

 private:
  CardTrouble trouble_;
};

using TellFact = std::function<void(const std::string& name, Value value)>;

class HostSystem : public System {
 public:
  /// The reader at its counters.
  [[nodiscard]] virtual std::string reader() const = 0;
  [[nodiscard]] virtual TrustAnchors trust() const = 0;

  // Registries and papers
  /// Whether another system can tell a change of this fact.
  [[nodiscard]] virtual bool takes_over(const std::string& fact) const = 0;
  /// What it would tell of a person: those of `names`, which are sorted, that are facts of registries, papers
  /// and others that its procedures change; in the order of the names.
  virtual void tell(const std::string& who, std::span<const std::string> names, const TellFact& tell) = 0;
  /// The facts are so now. Throws DiagnosticError for one that is not taken over, or a person not known.
  virtual void take_over(const std::string& who, const Facts& changed) = 0;
  [[nodiscard]] virtual Pins pins(const std::string& who) = 0;
  /// Absent: no such version. `version` absent: the one in force.
  [[nodiscard]] virtual std::optional<SignedRecord> licence_record(const std::string& who,
                                                                   std::optional<int> version) = 0;
  /// Absent: he has no driving-history record number.
  [[nodiscard]] virtual std::optional<SignedHistory> history_record(const std::string& who) = 0;

  // The counter of the other system, for one step. Throws CardTroubleError, EnvironmentError.
  /// Somebody comes in: the clock moves, faults are armed, the first card presented is laid in the reader and
  /// reset. The cards presented, by their names in the protocol.
  virtual std::vector<std::string> open_counter(const PerformRequest& request) = 0;
  /// What lies in the reader; "" for nothing.
  [[nodiscard]] virtual std::string card_in_reader() const = 0;
  /// Its printed number, and what its holder types; absent where nothing lies there.
  [[nodiscard]] virtual std::optional<std::pair<std::string, Pins>> card_presented() const = 0;
  /// Another one of those presented. Its ATR.
  virtual Bytes insert_card(const std::string& card) = 0;
  virtual void remove_card() = 0;
  virtual Bytes reset_card() = 0;
  virtual Bytes transmit(ByteView command) = 0;
  /// Throws EnvironmentError where another program keeps a transaction with the card open.
  virtual void check_card_is_free() = 0;
  /// Throws EnvironmentError where the reader is gone.
  virtual void check_reader() = 0;
  /// The card is handed back. Tells the exchanges of the step to the listener of `on_exchange`. Whether an
  /// ordered fault struck.
  virtual std::optional<bool> close_counter() = 0;
};

}  // namespace karimen::harness
