#include "sim/world/card_factory/issuer_terminal.hpp"

#include "sim/crypto/test_keys.hpp"
#include "sim/terminal/identity.hpp"
#include "sim/terminal/licence.hpp"
#include "sim/world/card_factory/card_factory.hpp"
#include "sim/world/desk/card_reading.hpp"
#include "sim/world/desk/store_groups.hpp"

namespace karimen::sim::world {
namespace {

constexpr std::uint16_t card_number = 0x0001, card_validity = 0x00F2;
constexpr std::uint16_t reference_data = 0x8000, private_key = 0x8100;
constexpr std::uint16_t signature_certificate = 0x0001, availability = 0x0008,
                        authentication_certificate = 0x000A, authentication_key = 0x0017,
                        authentication_pin = 0x0018, signature_key = 0x001A, signature_password = 0x001B;

/// In full, as INSTALL wants it; terminals select by its beginning.
const Bytes card_manager_name = from_hex("A000000151000000");

}  // namespace

bool IssuerTerminal::answers(MyNumberCard& card) {
  try {
    return desk_.with(card, [](reader::CardSession& session) {
      return terminal::select(session, terminal::aid::jpki) == 0x9000;
    });
  } catch (const reader::LinkError& error) {
    if (!blames_chip(error)) throw;
    return false;
  }
}

void IssuerTerminal::check_new_card(MyNumberCard& card) {
  desk_.with(card, [&](reader::CardSession& session) {
    if (read_card_expiry(session) != card.expires()) throw CardRefused("the new card says another last day");
    const bool there = terminal::select(session, terminal::aid::licence) == 0x9000;
    if (there != card.spec().licence.has_value()) {
      throw CardRefused("the new card's licence application is not as planned");
    }
  });
}

void IssuerTerminal::withhold_record(MyNumberCard& card) {
  desk_.with(card, [&](reader::CardSession& session) {
    // A delivery that broke off may have done it already.
    if (terminal::select(session, terminal::aid::licence) == terminal::no_such_application) return;
    require_ok(terminal::erase_licence(session, crypto::safety_commission_channel_keys(), host_challenge()),
               "erasing the record");
  });
}

void IssuerTerminal::issue_certificates(MyNumberCard& card, const Person& person, Moment now, Date last_day,
                                        bool signature) {
  // Serial numbers go on from those of the card; a renewal is told apart by its day.
  const auto days =
      static_cast<std::uint32_t>(std::chrono::local_days{date_of(now)}.time_since_epoch().count());
  const std::string label = "renewed " + to_string(now);
  std::vector<terminal::DataGroup> groups;
  const auto issue = [&](pki::CertificateKind kind, bool is_signature, std::uint16_t file,
                         std::uint16_t key_file) {
    const auto key = pool_.take(person.identity.individual_number, card.generation(),
                                label + (is_signature ? " signature" : " authentication"));
    const blueprint::CertificateSpec spec{certificate_serial(card.serial(), is_signature) + 2 * days, now,
                                          last_day, ""};
    groups.push_back({file, blueprint::make_certificate(kind, person.identity, spec, key, material_)});
    groups.push_back({static_cast<std::uint16_t>(private_key | key_file), key.to_der()});
  };
  issue(pki::CertificateKind::authentication, false, authentication_certificate, authentication_key);
  groups.push_back({reference_data | authentication_pin, to_bytes(card.spec().secrets.authentication.value)});
  if (signature) {
    issue(pki::CertificateKind::signature, true, signature_certificate, signature_key);
    groups.push_back({reference_data | signature_password, to_bytes(person.signature_password)});
    groups.push_back({availability, Bytes{0x8F, 0x8F, 0x00}});
  }
  desk_.with(card, [&](reader::CardSession& session) {
    store_groups(session, crypto::issuer_channel_keys(), terminal::aid::jpki, groups);
  });
}

void IssuerTerminal::extend(MyNumberCard& card, Date last_day) {
  write_last_day(desk_, card, last_day);
}

void write_last_day(CardDesk& desk, MyNumberCard& card, Date last_day) {
  desk.with(card, [&](reader::CardSession& session) {
    const auto identity = terminal::read_card_identity(session);
    if (!identity) throw CardRefused("the common data of the card cannot be read");
    const std::string day = to_compact(last_day);
    Bytes record = to_bytes(identity->serial + identity->municipality + day);
    record.insert(record.begin(), {0x01, static_cast<std::uint8_t>(record.size())});
    const terminal::DataGroup number[] = {{card_number, record}};
    const terminal::DataGroup validity[] = {{card_validity, to_bytes(day)}};
    const auto keys = crypto::issuer_channel_keys();
    store_groups(session, keys, card_manager_name, validity);
    store_groups(session, keys, terminal::aid::common, number);
  });
}

void IssuerTerminal::reset_pin(MyNumberCard& card, LicencePin pin, const std::string& value) {
  const auto file = pin == LicencePin::signature_password ? signature_password : authentication_pin;
  const terminal::DataGroup groups[] = {{static_cast<std::uint16_t>(reference_data | file), to_bytes(value)}};
  desk_.with(card, [&](reader::CardSession& session) {
    store_groups(session, crypto::issuer_channel_keys(), terminal::aid::jpki, groups);
  });
}

}  // namespace karimen::sim::world
