// What J-LIS and the municipality do to a card, under the issuer's keys. Calls throw reader::LinkError where
// the card vanishes and CardRefused where it answers unexpectedly.
#pragma once

#include "sim/blueprint/make_card.hpp"
#include "sim/world/desk/card_desk.hpp"
#include "sim/world/person.hpp"

namespace karimen::sim::world {

class IssuerTerminal {
 public:
  IssuerTerminal(CardDesk& desk, const blueprint::IssuerMaterial& material, pki::KeyPool& pool)
      : desk_(desk), material_(material), pool_(pool) {}

  /// Whether the chip answers as a sound one does.
  [[nodiscard]] bool answers(MyNumberCard& card);
  /// Reads a new card back: its validity and whether it carries a licence must be as planned.
  void check_new_card(MyNumberCard& card);
  /// Takes the inherited record off again, with the means with which the factory put it there.
  void withhold_record(MyNumberCard& card);
  /// New keys and certificates; the PINs that go with them get all their tries back.
  void issue_certificates(MyNumberCard& card, const Person& person, Moment now, Date last_day,
                          bool signature);
  /// Another last day of validity in the common application and the card manager.
  void extend(MyNumberCard& card, Date last_day);
  /// Sets a PIN of the JPKI application with all its tries.
  void reset_pin(MyNumberCard& card, LicencePin pin, const std::string& value);

 private:
  CardDesk& desk_;
  const blueprint::IssuerMaterial& material_;
  pki::KeyPool& pool_;
};

/// The last day of validity in a card's chip, as its issuer writes it.
void write_last_day(CardDesk& desk, MyNumberCard& card, Date last_day);

}  // namespace karimen::sim::world
