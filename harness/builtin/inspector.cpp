#include "harness/builtin/inspector.hpp"

#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/direct_slot.hpp"
#include "sim/world/desk/signing.hpp"

namespace karimen::harness::builtin {

using namespace sim;

const ChipReading* Inspector::read(world::MyNumberCard& card) {
  if (card.broken()) return nullptr;
  Remembered& known = remembered_[&card];
  const auto write_points = card.chip().write_points();
  if (!known.reading || known.write_points != write_points) {
    chip::Card fork = card.chip();
    reader::ChipEndpoint endpoint(fork);
    reader::DirectSlot slot;
    slot.insert(endpoint);
    known = {write_points, read_over(slot.link())};
  }
  return known.reading ? &*known.reading : nullptr;
}

std::optional<ChipReading> Inspector::read_through(reader::Slot& slot, world::MyNumberCard& card) const {
  if (card.broken()) return std::nullopt;
  chip::Card fork = card.chip();
  reader::ChipEndpoint endpoint(fork);
  slot.insert(endpoint, reader::Insertion::warm);
  try {
    auto reading = read_over(slot.link());
    slot.remove(reader::Insertion::warm);
    return reading;
  } catch (...) {
    slot.remove(reader::Insertion::warm);
    throw;
  }
}

std::optional<ChipReading> Inspector::read_over(reader::Link& link) const {
  try {
    reader::CardSession session(link);
    ChipReading reading;
    reading.free_space = world::read_free_space(session);
    reading.expires = world::read_card_expiry(session);
    reading.authentication_certificate_until = world::read_authentication_expiry(session);
    reading.signature_password_tries = world::jpki_tries_left(session, world::JpkiSecret::signature_password);
    reading.authentication_pin_tries = world::jpki_tries_left(session, world::JpkiSecret::authentication_pin);
    auto record = world::read_record_in_channel(session, signer_);
    world::tell_apart(std::move(record.found), reading);
    if (record.application) reading.licence_pin_tries = world::licence_tries_left(session);
    if (record.application) reading.licence_pin_set = world::licence_pin_is_set(session);
    return reading;
  } catch (const world::CardRefused&) {
    return std::nullopt;
  } catch (const reader::LinkError& error) {
    if (error.failure() == reader::LinkFailure::service_gone) throw;
    return std::nullopt;
  }
}

}  // namespace karimen::harness::builtin
