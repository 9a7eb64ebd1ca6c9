// VERIFY 00 20 (chip.md B.7).
#include <algorithm>

#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip::command {

namespace {

const FileEntry* reference(Context& context, const Command& command, Cause& cause) {
  const auto* file = resolve(context, command.target, cause);
  if (file != nullptr && file->spec->kind != FileKind::reference_data) {
    cause = {Clause::not_reference_data, file->spec->id};
    return nullptr;
  }
  return file;
}

// A key without tries was delivered blocked (chip.md C.5), whatever its value.
bool never_set(const Chip& chip, const FileEntry& file) {
  return chip.value(file).empty() && file.spec->tries != 0;
}

void store_tries(Chip& chip, const FileEntry& file, int tries) {
  const std::uint8_t byte[] = {static_cast<std::uint8_t>(tries)};
  chip.memory.update(file.offset, byte);
}

}  // namespace

Cause query_tries(Context& context, const Command& command) {
  Cause cause;
  const auto* file = reference(context, command, cause);
  if (file == nullptr) return cause;
  const auto tries = context.chip.tries(*file);
  if (tries == unlimited_tries) return {Clause::no_retry_limit, file->spec->id};
  return {Clause::tries_left, tries, file->spec->id};
}

Cause verify(Context& context, const Command& command) {
  Cause cause;
  auto& chip = context.chip;
  const auto* file = reference(context, command, cause);
  if (file == nullptr) return cause;
  const auto id = file->spec->id;
  const auto tries = chip.tries(*file);
  if (tries == 0) return {never_set(chip, *file) ? Clause::reference_not_set : Clause::reference_blocked, id};
  // The attempt is paid before the comparison, so that cutting power gives no free try.
  const bool limited = tries != unlimited_tries;
  if (limited) store_tries(chip, *file, tries - 1);
  if (chip.memory.power_lost()) return {};
  if (!std::ranges::equal(chip.value(*file), command.data)) {
    // Emulator-defined: a failure withdraws this key's own status only (chip.md A.4).
    chip.state.status &= ~key(id);
    return limited ? Cause{Clause::wrong_value, tries - 1, id} : Cause{Clause::wrong_value_no_limit, id};
  }
  if (limited) store_tries(chip, *file, file->spec->tries);
  chip.state.status |= key(id);
  return {};
}

}  // namespace karimen::sim::chip::command
