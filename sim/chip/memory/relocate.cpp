#include "sim/chip/memory/relocate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/diagnostic.hpp"
#include "sim/chip/application/applications.hpp"
#include "sim/chip/chip.hpp"
#include "sim/chip/memory/archive.hpp"

namespace karimen::sim::chip {

namespace {

[[noreturn]] void refuse(const std::string& what) {
  throw DiagnosticError(
      Diagnostic{.where = {},
                 .what = "the card was saved by a version with other files: " + what,
                 .fix = "restore it with the karimen that saved it, or make it anew from its card file"});
}

bool is_reference(const Place& place) {
  return place.kind == static_cast<std::uint8_t>(FileKind::reference_data);
}

/// What a place holds with its header: a row of reference data, or a size and that many bytes.
ByteView stored(const Nonvolatile& old, const Place& place) {
  constexpr std::size_t row = Nonvolatile::row_size;
  const auto room = is_reference(place) ? row : std::uint64_t{place.capacity} + 2;
  const auto end = std::uint64_t{place.offset} + room;
  if (end > old.size()) Unarchiver::damaged();
  if (is_reference(place)) return old.view(place.offset, row);
  const auto size = static_cast<std::uint32_t>(old.at(place.offset) << 8 | old.at(place.offset + 1));
  if (size > place.capacity) Unarchiver::damaged();
  return old.view(place.offset, size + 2);
}

bool is_empty(const Place& place, ByteView bytes) {
  return is_reference(place) ? bytes[1] == 0 : bytes.size() == 2;
}

/// The entry of this version's tables that stands for a place, or null.
const FileEntry* counterpart(const Place& place) {
  if (place.application >= application_count) return nullptr;
  const auto id = static_cast<ApplicationId>(place.application);
  const auto* entry =
      id == ApplicationId::card_manager ? find_data_object(place.file) : find_file(id, place.file);
  return entry != nullptr && static_cast<std::uint8_t>(entry->spec->kind) == place.kind ? entry : nullptr;
}

void put(Bytes& image, std::size_t offset, ByteView bytes) {
  std::ranges::copy(bytes, image.begin() + static_cast<std::ptrdiff_t>(offset));
}

/// Every file of this version without content.
Bytes empty_image(const Knobs& knobs) {
  Bytes image(Nonvolatile(image_size()).size());
  for (std::size_t i = 0; i < application_count; ++i) {
    for (const auto& entry : files_of(static_cast<ApplicationId>(i))) {
      if (entry.spec->kind == FileKind::transparent)
        put(image, entry.offset, stored_file(*entry.spec, {}, knobs));
    }
  }
  return image;
}

void move(const Nonvolatile& old, const Place& place, Bytes& image) {
  const auto bytes = stored(old, place);
  const auto* entry = counterpart(place);
  if (entry == nullptr) {
    if (is_empty(place, bytes)) return;
    refuse(fmt::format("file {:04X} of application {} is none of this one's", place.file, place.application));
  }
  if (!is_reference(place) && bytes.size() > entry->capacity + 2) {
    refuse(fmt::format("file {:04X} of the {} application holds {} bytes, {} fit here", place.file,
                       application(static_cast<ApplicationId>(place.application)).name, bytes.size() - 2,
                       entry->capacity));
  }
  put(image, entry->offset, bytes);
}

}  // namespace

std::vector<Place> directory() {
  std::vector<Place> places;
  for (std::size_t i = 0; i < application_count; ++i) {
    for (const auto& entry : files_of(static_cast<ApplicationId>(i))) {
      places.push_back({static_cast<std::uint8_t>(i), entry.spec->id,
                        static_cast<std::uint8_t>(entry.spec->kind), entry.offset, entry.capacity});
    }
  }
  return places;
}

Bytes relocated(const Nonvolatile& old, const std::vector<Place>& places, const Knobs& knobs) {
  if (old.interrupted()) refuse("and a write was under way");
  if (old.size() < Nonvolatile::row_size) Unarchiver::damaged();
  auto image = empty_image(knobs);
  put(image, 0, old.view(0, Nonvolatile::row_size));
  for (const auto& place : places) move(old, place, image);
  return image;
}

}  // namespace karimen::sim::chip
