// What the safety commission's terminal does to a card.
#include "sim/crypto/test_keys.hpp"
#include "sim/world/safety_commission.hpp"
#include "sim/world/wire.hpp"

namespace karimen::sim::world {
namespace {

constexpr std::uint16_t pin_file = 0x0006, record_file = 0x001B, signature_file = 0x001C;
constexpr std::uint16_t reference_data = 0x8000;  // data group of a key file
const char* const load_file_and_module =
    "10A0000002310400000000000000000000"
    "10A0000002310500000000000000000000";

/// Runs `work`; nullopt where the chip does not answer as a sound one does.
template <class Work>
std::optional<CounterReading> if_sound(Work work) {
  try {
    return work();
  } catch (const CardRefused&) {
    return std::nullopt;
  } catch (const reader::LinkError& error) {
    if (error.failure() == reader::LinkFailure::service_gone) throw;
    return std::nullopt;
  }
}

CounterReading read_common(reader::CardSession& session) {
  CounterReading reading;
  reading.free_space = read_free_space(session);
  reading.expires = read_card_expiry(session);
  reading.authentication_certificate_until = read_authentication_expiry(session);
  return reading;
}

wire::Channel open_manager(reader::CardSession& session) {
  if (!wire::select(session, wire::card_manager())) throw CardRefused("the card has no card manager");
  return {session, crypto::safety_commission_channel_keys()};
}

void remove_instance(wire::Channel& channel) {
  Bytes data{0x4F, 0x10};
  const Bytes name = wire::licence();
  data.insert(data.end(), name.begin(), name.end());
  const auto answer = channel.send(0xE4, 0x00, 0x00, data, true);
  if (!answer.ok()) throw CardRefused("the licence application cannot be deleted");
}

void install_instance(wire::Channel& channel) {
  Bytes data = from_hex(load_file_and_module);
  data.push_back(0x10);
  const Bytes name = wire::licence();
  data.insert(data.end(), name.begin(), name.end());
  const Bytes rest = from_hex("0100 02C900 00");
  data.insert(data.end(), rest.begin(), rest.end());
  if (!channel.send(0xE6, 0x0C, 0x00, data, true).ok()) {
    throw CardRefused("the licence application cannot be installed");
  }
}

}  // namespace

std::optional<CounterReading> CommissionTerminal::read(MyNumberCard& card) {
  return if_sound([&] {
    return desk_.with(card, [&](reader::CardSession& session) {
      CounterReading reading = read_common(session);
      reading.record = read_record_in_channel(session, signer_.public_key(), reading.licence_application);
      return reading;
    });
  });
}

std::optional<CounterReading> CommissionTerminal::read_with_pin(MyNumberCard& card, const std::string& pin) {
  return if_sound([&] {
    return desk_.with(card, [&](reader::CardSession& session) {
      CounterReading reading;
      reading.expires = read_card_expiry(session);
      reading.licence_application = wire::select(session, wire::licence());
      if (!reading.licence_application) return reading;
      if (!wire::verify(session, pin_file, pin).right) throw CardRefused("the PIN is not accepted");
      wire::select_file(session, record_file);
      const auto wef02 = wire::read_current(session);
      wire::select_file(session, signature_file);
      const auto wef03 = wire::read_current(session);
      reading.record = decode_record(wef02.data, wef03.data, signer_.public_key());
      return reading;
    });
  });
}

void CommissionTerminal::write_record(MyNumberCard& card, const licence::LicenceRecord& record,
                                      const std::string& pin) {
  const Bytes wef02 = licence::encode_wef02(record);
  Bytes groups = wire::data_group(reference_data | pin_file, to_bytes(pin));
  for (const auto& group :
       {wire::data_group(record_file, wef02), wire::data_group(signature_file, signer_.wef03(wef02))}) {
    groups.insert(groups.end(), group.begin(), group.end());
  }
  desk_.with(card, [&](reader::CardSession& session) {
    const bool present = wire::select(session, wire::licence());
    wire::Channel channel = open_manager(session);
    if (present) remove_instance(channel);
    install_instance(channel);
    wire::store(channel, wire::licence(), groups);
  });
}

void CommissionTerminal::erase_record(MyNumberCard& card) {
  desk_.with(card, [&](reader::CardSession& session) {
    wire::Channel channel = open_manager(session);
    remove_instance(channel);
  });
}

void CommissionTerminal::reset_pin(MyNumberCard& card, const std::string& pin) {
  desk_.with(card, [&](reader::CardSession& session) {
    wire::Channel channel = open_manager(session);
    wire::store(channel, wire::licence(), wire::data_group(reference_data | pin_file, to_bytes(pin)));
  });
}

}  // namespace karimen::sim::world
