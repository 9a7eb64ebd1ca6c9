// READ BINARY 00 B0 (chip.md B.5).
#include <algorithm>

#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip::command {

Cause read_binary(Context& context, const Command& command) {
  auto& chip = context.chip;
  Cause cause;
  const auto* file = resolve(context, command.target, cause);
  if (file == nullptr) return cause;
  const auto id = file->spec->id;
  if (file->spec->kind != FileKind::transparent) return {Clause::not_transparent, id};
  if (!chip.allows(file->spec->read, command.in_channel)) return refused(Clause::read_not_allowed, chip, id);
  const auto content = chip.content(*file);
  // Emulator-defined: an empty file (a licence not yet personalised) answers no data at offset 0.
  if (command.offset >= content.size() && !(content.empty() && command.offset == 0)) {
    return {Clause::offset_outside, command.offset, static_cast<std::int32_t>(content.size())};
  }
  const auto rest = content.subspan(command.offset);
  const auto part = rest.first(std::min<std::size_t>(rest.size(), command.le));
  context.response.assign(part.begin(), part.end());
  return {};
}

}  // namespace karimen::sim::chip::command
