// GET DATA 00 CA (chip.md B.15, C.1).
#include "sim/chip/atr.hpp"
#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip::command {

namespace {

constexpr std::uint16_t atr_object = 0x5F51;
constexpr std::uint16_t lower_certificate = 0x7F21;
constexpr std::uint32_t free_volatile_bytes = 4096;  // emulator-defined
constexpr std::uint16_t municipal_applications = 5;

/// Empty: no such object here.
ByteView find_object(const Chip& chip, std::uint16_t tag) {
  const auto& knobs = chip.profile->knobs;
  const bool manager = chip.state.application == ApplicationId::card_manager;
  if (tag == atr_object) {
    const bool present = manager ? knobs.atr_object_at_mf_level : knobs.atr_object_in_applications;
    return present ? contact_atr(knobs).subspan(1) : ByteView{};
  }
  if (!manager || (tag == lower_certificate && !knobs.data_object_7f21)) return {};
  const auto* object = find_data_object(tag);
  return object == nullptr ? ByteView{} : chip.content(*object);
}

void append(Bytes& out, std::uint8_t tag, std::uint32_t value, int size) {
  out.insert(out.end(), {tag, static_cast<std::uint8_t>(size)});
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
    out.push_back(static_cast<std::uint8_t>(value >> shift));
}

}  // namespace

Cause get_data(Context& context, const Command& command) {
  const auto object = find_object(context.chip, command.tag);
  if (object.empty()) return {Clause::object_not_found, command.tag};
  if (object.size() > command.le) {
    return {Clause::object_longer_than_le, static_cast<std::int32_t>(object.size()),
            static_cast<std::int32_t>(command.le)};
  }
  context.response.assign(object.begin(), object.end());
  return {};
}

// Extended card resources, emulator-defined: only inside an SCP03 channel. The whole object FF21 is answered:
// 81 number of installed applications, 82 free bytes of the extension area, 83 free volatile bytes.
Cause get_extended_resources(Context& context, const Command& command) {
  if (!command.in_channel) return {Clause::object_not_found, 0xFF21};
  const auto& chip = context.chip;
  auto& out = context.response;
  out = {0xFF, 0x21, 0x10};
  append(out, 0x81, municipal_applications + (chip.licence_present() ? 1U : 0U), 2);
  append(out, 0x82, chip.free_space(), 4);
  append(out, 0x83, free_volatile_bytes, 4);
  return {};
}

}  // namespace karimen::sim::chip::command
