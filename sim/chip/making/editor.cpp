#include "sim/chip/making/editor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/diagnostic.hpp"
#include "sim/chip/application/applications.hpp"
#include "sim/chip/files/file_system.hpp"
#include "sim/chip/making/manufacture.hpp"

namespace karimen::sim::chip {

namespace {

bool holds_content(const FileSpec& spec) {
  return spec.kind != FileKind::reference_data && spec.kind != FileKind::private_key &&
         spec.capacity + spec.size > 0;
}

}  // namespace

const FileEntry& Editor::entry(ApplicationId id, std::uint16_t file) const {
  const auto* found = id == ApplicationId::card_manager ? find_data_object(file) : find_file(id, file);
  if (found == nullptr) refuse_file(id, file, "there is no such file");
  if (chip_.memory.interrupted()) refuse_file(id, file, "a write is under way: power the card on first");
  return *found;
}

std::vector<KeyReferenceState> Editor::key_references() const {
  std::vector<KeyReferenceState> states;
  for (std::size_t i = 0; i < application_count; ++i) {
    const auto id = static_cast<ApplicationId>(i);
    if (id == ApplicationId::driver_licence && !licence_present()) continue;
    for (const auto& each : files_of(id)) {
      if (each.spec->kind != FileKind::reference_data) continue;
      states.push_back(
          {.application = id,
           .file = each.spec->id,
           .tries = chip_.tries(each),
           .limit = each.spec->tries,
           .has_value = !chip_.value(each).empty(),
           .verified = chip_.state.status_owner == id && (chip_.state.status & key(each.spec->id)) != 0});
    }
  }
  return states;
}

void Editor::set_tries(ApplicationId application, std::uint16_t file, int tries) {
  const auto& at = entry(application, file);
  if (at.spec->kind != FileKind::reference_data) refuse_file(application, file, "holds no secret");
  if (tries < 0 || (tries > at.spec->tries && tries != unlimited_tries))
    refuse_file(application, file, fmt::format("{} tries; the limit is {}", tries, at.spec->tries));
  const auto value = chip_.value(at);
  chip_.memory.manufacture(at.offset, reference_row(tries, Bytes(value.begin(), value.end())));
}

void Editor::set_value(ApplicationId application, std::uint16_t file, ByteView value) {
  const auto& at = entry(application, file);
  if (at.spec->kind != FileKind::reference_data) refuse_file(application, file, "holds no secret");
  if (value.size() > 16) refuse_file(application, file, "a secret has at most 16 bytes");
  chip_.memory.manufacture(at.offset, reference_row(value.empty() ? 0 : chip_.tries_limit(at), value));
}

Bytes Editor::content(ApplicationId application, std::uint16_t file) const {
  const auto& at = entry(application, file);
  if (!holds_content(*at.spec)) refuse_file(application, file, "has no content");
  const auto content = chip_.content(at);
  return {content.begin(), content.end()};
}

void Editor::set_content(ApplicationId application, std::uint16_t file, ByteView content) {
  const auto& at = entry(application, file);
  if (!holds_content(*at.spec)) refuse_file(application, file, "has no content");
  if (content.size() > at.capacity)
    refuse_file(application, file, fmt::format("{} bytes do not fit into {}", content.size(), at.capacity));
  chip_.memory.manufacture(at.offset, stored_file(*at.spec, content, chip_.profile->knobs));
}

void Editor::flip_bit(ApplicationId application, std::uint16_t file, std::size_t offset, int bit) {
  auto bytes = content(application, file);
  if (offset >= bytes.size() || bit < 0 || bit > 7)
    refuse_file(application, file,
                fmt::format("no bit {} of byte {} among {} bytes", bit, offset, bytes.size()));
  bytes[offset] ^= static_cast<std::uint8_t>(1 << bit);
  set_content(application, file, bytes);
}

void Editor::set_private_key(ApplicationId application, std::uint16_t file, ByteView pkcs1_der) {
  const auto& at = entry(application, file);
  if (at.spec->kind != FileKind::private_key) refuse_file(application, file, "holds no RSA key");
  try {
    if (!pkcs1_der.empty()) (void)crypto::RsaKey::from_der(pkcs1_der);
  } catch (const std::invalid_argument&) {
    refuse_file(application, file, "this is no PKCS#1 RSA private key");
  }
  chip_.memory.manufacture(at.offset, stored_file(*at.spec, pkcs1_der, chip_.profile->knobs));
  chip_.load_keys();
}

void Editor::set_licence_present(bool present) {
  const std::uint8_t value[] = {present};
  chip_.memory.manufacture(card_row::licence_present, value);
  if (!present && chip_.state.application == ApplicationId::driver_licence)
    chip_.select(ApplicationId::card_manager);
}

void Editor::set_extension_used(std::uint32_t bytes) {
  const std::uint8_t value[] = {static_cast<std::uint8_t>(bytes >> 24),
                                static_cast<std::uint8_t>(bytes >> 16), static_cast<std::uint8_t>(bytes >> 8),
                                static_cast<std::uint8_t>(bytes)};
  chip_.memory.manufacture(card_row::used, value);
}

void Editor::set_knobs(const Knobs& knobs) {
  auto profile = *chip_.profile;
  profile.knobs = knobs;
  chip_.profile = std::make_shared<const Profile>(std::move(profile));
}

int Editor::channel_key_version() const {
  const auto& channel = chip_.state.channel;
  return channel.state == SecureChannel::State::open ? channel.key_version : 0;
}

}  // namespace karimen::sim::chip
