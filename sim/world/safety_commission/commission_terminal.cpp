// What the safety commission's terminal does to a card.
#include "sim/crypto/test_keys.hpp"
#include "sim/terminal/licence.hpp"
#include "sim/world/desk/store_groups.hpp"
#include "sim/world/safety_commission/safety_commission.hpp"

namespace karimen::sim::world {
namespace {

constexpr std::uint16_t pin_file = 0x0006;
constexpr std::uint16_t pin_group = 0x8000 | pin_file;

/// Runs `work`; nullopt where the chip does not answer as a sound one does.
template <class Work>
auto if_sound(Work work) -> std::optional<decltype(work())> {
  try {
    return work();
  } catch (const CardRefused&) {
    return std::nullopt;
  } catch (const reader::LinkError& error) {
    if (!blames_chip(error)) throw;
    return std::nullopt;
  }
}

void enter(RecordReading record, CounterReading& reading) {
  reading.licence_application = record.application;
  reading.record_garbled = record.garbled;
  tell_apart(std::move(record.found), reading);
}

CounterReading read_common(reader::CardSession& session) {
  CounterReading reading;
  reading.free_space = read_free_space(session);
  reading.expires = read_card_expiry(session);
  reading.authentication_certificate_until = read_authentication_expiry(session);
  return reading;
}

}  // namespace

bool CommissionTerminal::answers(MyNumberCard& card) {
  return if_sound([&] { return desk_.with(card, read_card_expiry); }).has_value();
}

std::optional<CounterReading> CommissionTerminal::read(MyNumberCard& card) {
  return if_sound([&] {
    return desk_.with(card, [&](reader::CardSession& session) {
      CounterReading reading = read_common(session);
      enter(read_record_in_channel(session, signer_.public_key()), reading);
      return reading;
    });
  });
}

std::optional<CounterReading> CommissionTerminal::read_with_pin(MyNumberCard& card, const std::string& pin) {
  return if_sound([&] {
    return desk_.with(card, [&](reader::CardSession& session) {
      CounterReading reading;
      reading.expires = read_card_expiry(session);
      const auto files = terminal::read_licence_by_pin(session, pin);
      if (files.present && !files.pin.verified()) throw CardRefused("the PIN is not accepted");
      enter(record_in(files, signer_.public_key()), reading);
      return reading;
    });
  });
}

void CommissionTerminal::write_record(MyNumberCard& card, const licence::LicenceRecord& record,
                                      const std::string& pin) {
  const Bytes wef02 = licence::encode_wef02(record);
  const terminal::LicenceContent content{wef02, signer_.wef03(wef02), pin};
  desk_.with(card, [&](reader::CardSession& session) {
    require_ok(
        terminal::write_licence(session, crypto::safety_commission_channel_keys(), host_challenge(), content),
        "writing the record");
  });
}

void CommissionTerminal::erase_record(MyNumberCard& card) {
  desk_.with(card, [&](reader::CardSession& session) {
    require_ok(terminal::erase_licence(session, crypto::safety_commission_channel_keys(), host_challenge()),
               "erasing the record");
  });
}

void CommissionTerminal::reset_pin(MyNumberCard& card, const std::string& pin) {
  const terminal::DataGroup groups[] = {{pin_group, terminal::licence_reference_data(pin)}};
  desk_.with(card, [&](reader::CardSession& session) {
    store_groups(session, crypto::safety_commission_channel_keys(), terminal::aid::licence, groups);
  });
}

}  // namespace karimen::sim::world
