#include <array>

#include "sim/chip/making/editor.hpp"
#include "sim/fault/faulting_card.hpp"
#include "sim/fault/place.hpp"

namespace karimen::sim::fault {
namespace {

using chip::ApplicationId;

/// In the order of key_words.
constexpr std::array<Place, 2> keys{{{ApplicationId::jpki, 0x0017}, {ApplicationId::jpki, 0x001A}}};

const Place& place_of(const ArmedFault& armed) {
  return place_of_file(armed.value("file"));
}

void flip_bit(const ArmedFault& armed, chip::Editor& editor) {
  const auto& [application, file] = place_of(armed);
  if (editor.content(application, file).empty()) return;
  editor.flip_bit(application, file, static_cast<std::size_t>(armed.value("byte")),
                  static_cast<int>(armed.value("bit")));
}

void wear_file(const ArmedFault& armed, chip::Editor& editor) {
  const auto& [application, file] = place_of(armed);
  editor.set_content(application, file, Bytes(editor.content(application, file).size(), 0xFF));
}

}  // namespace

void edit(const ArmedFault& armed, chip::Card& card) {
  chip::Editor editor(card);
  switch (armed.fault->effect) {
    case Effect::flip_bit:
      return flip_bit(armed, editor);
    case Effect::wear_file:
      return wear_file(armed, editor);
    case Effect::fill_space:
      return editor.set_extension_used(0xFFFFFFFF);
    case Effect::lose_key: {
      const auto& [application, file] = keys[static_cast<std::size_t>(armed.value("key"))];
      return editor.set_private_key(application, file, {});
    }
    case Effect::lose_licence:
      return editor.set_licence_present(false);
    default:
      return;
  }
}

}  // namespace karimen::sim::fault
