// Where the files of a saved card lay in its image, and how they move to where this version's tables put
// them.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/chip/making/personalisation.hpp"
#include "sim/chip/memory/nonvolatile.hpp"

namespace karimen::sim::chip {

/// One entry of file_system.hpp by number: numbers of applications and kinds never change their meaning.
struct Place {
  std::uint8_t application = 0;
  std::uint16_t file = 0;
  std::uint8_t kind = 0;
  std::uint32_t offset = 0;
  std::uint32_t capacity = 0;
  bool operator==(const Place&) const = default;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(application, file, kind, offset, capacity);
  }
};

/// Of this version, in the order of the tables.
[[nodiscard]] std::vector<Place> directory();

/// The image of `old`, whose files lie at `places`, as this version lays it out. Files that are new are
/// empty, padded as `knobs` say. Throws DiagnosticError: a write was under way, a file with content is
/// unknown here or does not fit.
[[nodiscard]] Bytes relocated(const Nonvolatile& old, const std::vector<Place>& places, const Knobs& knobs);

}  // namespace karimen::sim::chip
