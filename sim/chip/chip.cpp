#include "sim/chip/chip.hpp"

#include <algorithm>

#include "sim/chip/application/applications.hpp"

namespace karimen::sim::chip {

namespace {

std::uint32_t number(ByteView bytes) {
  std::uint32_t value = 0;
  for (const auto byte : bytes) value = value << 8 | byte;
  return value;
}

bool known(ApplicationId id) {
  return static_cast<std::size_t>(id) < application_count;
}

bool whole(const SecureChannelKeys& keys) {
  return keys.enc.size() == 16 && keys.mac.size() == 16 && keys.dek.size() == 16;
}

/// Only transparent files have filler: records and keys are as long as they are.
std::size_t physical_size(const FileSpec& spec, const Knobs& knobs) {
  if (spec.kind != FileKind::transparent || knobs.files == FileLength::exact) return 0;
  if (spec.exact != nullptr && knobs.*spec.exact) return 0;
  return knobs.files == FileLength::padded ? std::max(spec.size, spec.capacity) : spec.size;
}

}  // namespace

ByteView Chip::content(const FileEntry& file) const {
  return memory.view(file.offset + 2, number(memory.view(file.offset, 2)));
}

const FileEntry* Chip::find(std::uint16_t id) const {
  if (state.application == ApplicationId::card_manager) return nullptr;
  return find_file(state.application, id);
}

bool Chip::allows(Access condition, bool in_channel) const {
  Access presented = anyone;
  if (state.status_owner == state.application) presented |= state.status;
  if (in_channel) presented |= state.channel.key_version == 0x30 ? safety_commission_channel : issuer_channel;
  if ((presented & condition) != 0) return true;
  if (!profile->knobs.unset_pin_counts_as_verified || state.application != ApplicationId::driver_licence)
    return false;
  const auto* pin = find(licence_file::pin);
  return (condition & key(licence_file::pin)) != 0 && std::ranges::equal(value(*pin), licence_default_pin);
}

void Chip::select(ApplicationId id) {
  if (state.status_owner != id || profile->knobs.reselect_clears_status) state.status = nobody;
  state.status_owner = id;
  state.application = id;
  state.file = 0;
  state.messaging.close();
  state.channel = {};
  state.terminal_certificate.clear();
}

std::uint32_t Chip::free_space() const {
  const auto capacity = number(memory.view(card_row::capacity, 4));
  const auto used =
      number(memory.view(card_row::used, 4)) + (licence_present() ? licence_application_size : 0);
  return capacity > used ? capacity - used : 0;
}

ByteView Chip::value(const FileEntry& reference) const {
  return memory.view(reference.offset + 2, memory.at(reference.offset + 1));
}

void Chip::load_keys() {
  auto ring = std::make_shared<KeyRing>();
  for (std::size_t i = 0; i < application_count; ++i) {
    for (const auto& entry : files_of(static_cast<ApplicationId>(i))) {
      if (entry.spec->kind != FileKind::private_key) continue;
      const auto der = content(entry);
      if (!der.empty()) (*ring)[entry.private_key] = crypto::RsaKey::from_der(der);
    }
  }
  keys = std::move(ring);
}

bool Chip::plausible() const {
  if (!memory.plausible()) return false;
  if (memory.interrupted()) {
    Chip recovered = *this;
    recovered.memory.cut_after(std::nullopt);
    recovered.memory.power_restored();
    recovered.memory.recover();
    return recovered.plausible();
  }
  if (memory.size() !=
      (image_size() + Nonvolatile::row_size - 1) / Nonvolatile::row_size * Nonvolatile::row_size) {
    return false;
  }
  for (std::size_t i = 0; i < application_count; ++i) {
    for (const auto& entry : files_of(static_cast<ApplicationId>(i))) {
      const bool reference = entry.spec->kind == FileKind::reference_data;
      const auto size = reference ? memory.at(entry.offset + 1) : number(memory.view(entry.offset, 2));
      if (size > (reference ? 16 : entry.capacity)) return false;
      if (reference && tries(entry) > entry.spec->tries && tries(entry) != unlimited_tries) return false;
    }
  }
  return known(state.application) && known(state.status_owner) &&
         known(state.channel.target.value_or(ApplicationId::card_manager)) &&
         std::ranges::all_of(profile->secure_channel_keys, whole);
}

Bytes reference_row(int tries, ByteView value) {
  Bytes row(Nonvolatile::row_size);
  row[0] = static_cast<std::uint8_t>(tries);
  row[1] = static_cast<std::uint8_t>(value.size());
  std::ranges::copy(value, row.begin() + 2);
  return row;
}

Bytes stored_file(const FileSpec& spec, ByteView content, const Knobs& knobs) {
  const auto size = std::max<std::size_t>(content.size(), physical_size(spec, knobs));
  Bytes stored(size + 2, spec.filler);
  stored[0] = static_cast<std::uint8_t>(size >> 8);
  stored[1] = static_cast<std::uint8_t>(size);
  std::ranges::copy(content, stored.begin() + 2);
  return stored;
}

}  // namespace karimen::sim::chip
