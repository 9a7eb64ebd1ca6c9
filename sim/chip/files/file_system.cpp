#include "sim/chip/files/file_system.hpp"

#include <algorithm>
#include <array>

#include "sim/chip/application/applications.hpp"
#include "sim/chip/memory/nonvolatile.hpp"

namespace karimen::sim::chip {

namespace {

constexpr std::size_t row_bytes = Nonvolatile::row_size;
constexpr std::uint32_t private_key_capacity =
    1214;  // a PKCS#1 RSAPrivateKey of 2048 bits has at most 1193 bytes

std::uint32_t capacity_of(const FileSpec& spec) {
  switch (spec.kind) {
    case FileKind::reference_data:
      return row_bytes;
    case FileKind::private_key:
      return private_key_capacity;
    default:
      return std::max(spec.size, spec.capacity);
  }
}

struct FilePlaces {
  std::vector<FileEntry> entries;
  std::array<std::uint8_t, 32> by_id{};  // index + 1
};

struct Layout {
  std::array<FilePlaces, application_count> places;
  std::size_t size = row_bytes;  // row 0 is the card manager's

  Layout() {
    std::uint8_t private_keys = 0;
    for (std::size_t i = 0; i < application_count; ++i) {
      auto& place = places[i];
      for (const auto& spec : application(static_cast<ApplicationId>(i)).files) {
        FileEntry entry{&spec, static_cast<std::uint32_t>(size), capacity_of(spec)};
        if (spec.kind == FileKind::private_key) entry.private_key = private_keys++;
        const auto header = spec.kind == FileKind::reference_data ? 0U : 2U;
        size += (entry.capacity + header + row_bytes - 1) / row_bytes * row_bytes;
        place.entries.push_back(entry);
        if (spec.id < place.by_id.size()) {
          place.by_id[spec.id] = static_cast<std::uint8_t>(place.entries.size());
        }
      }
    }
  }
};

const Layout& layout() {
  static const Layout instance;
  return instance;
}

const FilePlaces& place_of(ApplicationId id) {
  return layout().places[static_cast<std::size_t>(id)];
}

}  // namespace

const FileEntry* find_file(ApplicationId id, std::uint16_t file) {
  const auto& place = place_of(id);
  if (file >= place.by_id.size() || place.by_id[file] == 0) return nullptr;
  return &place.entries[place.by_id[file] - 1U];
}

const FileEntry* find_data_object(std::uint16_t tag) {
  const auto& entries = place_of(ApplicationId::card_manager).entries;
  const auto at =
      std::ranges::find_if(entries, [tag](const FileEntry& entry) { return entry.spec->id == tag; });
  return at == entries.end() ? nullptr : &*at;
}

std::span<const FileEntry> files_of(ApplicationId id) {
  return place_of(id).entries;
}

std::size_t image_size() {
  return layout().size;
}

}  // namespace karimen::sim::chip
