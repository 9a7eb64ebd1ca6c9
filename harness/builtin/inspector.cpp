#include "harness/builtin/inspector.hpp"

#include "sim/crypto/test_keys.hpp"
#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/direct_slot.hpp"
#include "sim/world/desk/host_challenge.hpp"

namespace karimen::harness::builtin {

using namespace sim;

const ChipReading* Inspector::read(world::MyNumberCard& card) {
  if (card.broken()) return nullptr;
  Remembered& known = remembered_[&card];
  const auto write_points = card.chip().write_points();
  if (!known.reading || known.write_points != write_points) known = {write_points, reading_of(card.chip())};
  return known.reading ? &*known.reading : nullptr;
}

std::optional<ChipReading> Inspector::reading_of(const chip::Card& card) {
  constexpr std::size_t most_kept = 256;
  if (card.write_points() != 0 || card.health() != chip::Health::ok) return read_anew(card);
  const auto image = card.image();
  if (const auto known = from_factory_.find(image); known != from_factory_.end()) return known->second;
  auto reading = read_anew(card);
  if (from_factory_.size() == most_kept) from_factory_.clear();
  if (reading) from_factory_.emplace(image, *reading);
  return reading;
}

std::optional<ChipReading> Inspector::read_anew(const chip::Card& card) const {
  chip::Card fork = card;
  reader::ChipEndpoint endpoint(fork);
  reader::DirectSlot slot;
  slot.insert(endpoint);
  return read_over(slot.link());
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

std::optional<Date> Inspector::last_day_of(const Bytes& certificate) const {
  if (last_certificate_.first != certificate)
    last_certificate_ = {certificate, world::last_day_of(certificate)};
  return last_certificate_.second;
}

world::RecordReading Inspector::record_of(const terminal::LicenceFiles& files) const {
  if (!files.ok() || files.record.empty()) return world::record_in(files, signer_);
  if (!last_understood_ || last_understood_->record != files.record ||
      last_understood_->signature != files.signature)
    last_understood_ = {files.record, files.signature, world::record_in(files, signer_)};
  return last_understood_->reading;
}

// nullopt: a sound chip tells what this one did not. Throws CardRefused of a licence application that cannot
// be read.
std::optional<ChipReading> Inspector::understood(const terminal::Inspection& told) const {
  if (!told.free_space || !told.identity || !told.jpki) return std::nullopt;
  if (!told.signature_tries || !told.authentication_tries) return std::nullopt;
  ChipReading reading{.expires = told.identity->expires, .free_space = *told.free_space};
  if (!told.authentication_certificate.empty())
    reading.authentication_certificate_until = last_day_of(told.authentication_certificate);
  reading.signature_password_tries = *told.signature_tries;
  reading.authentication_pin_tries = *told.authentication_tries;
  auto record = record_of(told.licence);
  if (record.application && !told.licence_tries) return std::nullopt;
  if (record.application) {
    reading.licence_pin_tries = told.licence_tries;
    reading.licence_pin_set = terminal::says_pin_set(told.licence.pin_setting);
  }
  world::tell_apart(std::move(record.found), reading);
  return reading;
}

std::optional<ChipReading> Inspector::read_over(reader::Link& link) const {
  try {
    reader::CardSession session(link, reader::CardSession::Afterwards::leaves);
    return understood(
        terminal::inspect(session, crypto::safety_commission_channel_keys(), world::host_challenge()));
  } catch (const world::CardRefused&) {
    return std::nullopt;
  } catch (const reader::LinkError& error) {
    if (error.failure() == reader::LinkFailure::service_gone) throw;
    return std::nullopt;
  }
}

}  // namespace karimen::harness::builtin
