// Changes to a card that no command can make: what a workshop does while the card is in the reader. Each
// changes what it names and nothing else; counters and security status of the rest stay.
#pragma once

#include <string>

#include "base/date.hpp"

#include "harness/workshop/card/key_names.hpp"
#include "sim/blueprint/issuer_material.hpp"
#include "sim/chip/card.hpp"
#include "sim/pki/authorities.hpp"

namespace karimen::harness::workshop {

using sim::blueprint::IssuerMaterial;

/// A new value, its counter at the limit. "unset": delivered without a value; of the licence PIN: DPIN
/// (chip.md F.2). Throws DiagnosticError where the value has not the form of the key.
void change_pin(sim::chip::Card& card, const KeyName& key, const std::string& value);

/// The certificate of that kind again, signed anew, with another last day (23:59:59 JST); nothing else of it
/// changes. Where `last_day` lies before its first day, that one moves to five years earlier. Throws
/// DiagnosticError where the card has no such certificate.
void change_expiry(sim::chip::Card& card, const IssuerMaterial& material, sim::pki::CertificateKind kind,
                   Date last_day);

}  // namespace karimen::harness::workshop
