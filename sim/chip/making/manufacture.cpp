#include "sim/chip/making/manufacture.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/diagnostic.hpp"
#include "sim/chip/application/applications.hpp"

namespace karimen::sim::chip {

namespace {

const FileEntry& entry_of(ApplicationId id, std::uint16_t file) {
  const auto* entry = id == ApplicationId::card_manager ? find_data_object(file) : find_file(id, file);
  if (entry == nullptr) refuse_file(id, file, "there is no such file");
  return *entry;
}

void put_content(Chip& chip, ApplicationId id, std::uint16_t file, ByteView content) {
  const auto& entry = entry_of(id, file);
  const auto kind = entry.spec->kind;
  if (kind == FileKind::reference_data || kind == FileKind::private_key)
    refuse_file(id, file, "a key has no content");
  if (content.size() > entry.capacity) {
    refuse_file(id, file, fmt::format("{} bytes do not fit into {}", content.size(), entry.capacity));
  }
  chip.memory.manufacture(entry.offset, stored_file(*entry.spec, content, chip.profile->knobs));
}

/// Files of fixed size exist from the beginning.
void put_empty_files(Chip& chip) {
  for (std::size_t i = 0; i < application_count; ++i) {
    const auto id = static_cast<ApplicationId>(i);
    for (const auto& entry : files_of(id)) {
      if (entry.spec->kind == FileKind::transparent) put_content(chip, id, entry.spec->id, {});
    }
  }
}

void put_records(Chip& chip, const std::vector<RecordContent>& records) {
  struct File {
    ApplicationId application;
    std::uint16_t file;
    Bytes content;
  };
  std::vector<File> files;
  for (const auto& record : records) {
    auto at = std::ranges::find_if(files, [&record](const File& file) {
      return file.application == record.application && file.file == record.file;
    });
    if (at == files.end()) at = files.insert(at, {record.application, record.file, {}});
    at->content.insert(at->content.end(), record.record.begin(), record.record.end());
  }
  for (const auto& file : files) put_content(chip, file.application, file.file, file.content);
}

void put_reference(Nonvolatile& memory, const ReferenceData& reference) {
  const auto& entry = entry_of(reference.application, reference.file);
  if (entry.spec->kind != FileKind::reference_data)
    refuse_file(reference.application, reference.file, "holds no secret");
  if (reference.value.size() > 16)
    refuse_file(reference.application, reference.file, "a secret has at most 16 bytes");
  const int limit = entry.spec->tries;
  const int tries = reference.tries.value_or(limit);
  if (tries < 0 || (tries > limit && tries != unlimited_tries)) {
    refuse_file(reference.application, reference.file,
                fmt::format("{} tries; the limit is {}", tries, limit));
  }
  memory.manufacture(entry.offset, reference_row(reference.value.empty() ? 0 : tries, reference.value));
}

void put_private_key(Chip& chip, KeyRing& ring, const PrivateKey& private_key) {
  const auto& entry = entry_of(private_key.application, private_key.file);
  if (entry.spec->kind != FileKind::private_key)
    refuse_file(private_key.application, private_key.file, "holds no RSA key");
  chip.memory.manufacture(entry.offset,
                          stored_file(*entry.spec, private_key.key.to_der(), chip.profile->knobs));
  ring[entry.private_key] = private_key.key;
}

void put_licence_defaults(Chip& chip) {
  put_content(chip, ApplicationId::driver_licence, licence_file::pin_setting, licence_pin_not_set);
  put_reference(chip.memory,
                {ApplicationId::driver_licence, licence_file::pin,
                 Bytes(std::begin(licence_default_pin), std::end(licence_default_pin)), std::nullopt});
}

Bytes four_bytes(std::uint32_t value) {
  return {static_cast<std::uint8_t>(value >> 24), static_cast<std::uint8_t>(value >> 16),
          static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value)};
}

void put_card_row(Nonvolatile& memory, const Personalisation& personalisation) {
  const std::uint8_t present[] = {personalisation.licence_instance};
  memory.manufacture(card_row::licence_present, present);
  memory.manufacture(card_row::capacity, four_bytes(personalisation.extension_capacity));
  memory.manufacture(card_row::used, four_bytes(personalisation.extension_used));
}

}  // namespace

void refuse_file(ApplicationId id, std::uint16_t file, std::string_view why) {
  throw DiagnosticError(
      Diagnostic{.what = fmt::format("{} application, file {:04X}: {}", application(id).name, file, why),
                 .fix = "see the tables of the chip's applications"});
}

Chip manufacture(const Personalisation& personalisation) {
  Chip chip;
  chip.profile =
      std::make_shared<Profile>(Profile{personalisation.knobs, personalisation.secure_channel_keys});
  chip.generator = crypto::Generator(personalisation.seed);
  chip.memory = Nonvolatile(image_size());
  put_card_row(chip.memory, personalisation);
  put_empty_files(chip);
  if (personalisation.licence_instance) put_licence_defaults(chip);
  for (const auto& file : personalisation.files) put_content(chip, file.application, file.file, file.content);
  for (const auto& object : personalisation.data_objects) {
    put_content(chip, ApplicationId::card_manager, object.tag, object.value);
  }
  put_records(chip, personalisation.records);
  for (const auto& reference : personalisation.reference_data) put_reference(chip.memory, reference);
  auto ring = std::make_shared<KeyRing>();
  for (const auto& key : personalisation.private_keys) put_private_key(chip, *ring, key);
  chip.keys = std::move(ring);
  return chip;
}

}  // namespace karimen::sim::chip
