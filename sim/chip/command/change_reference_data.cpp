// CHANGE REFERENCE DATA 00 24 and CHANGE KEY 80 32 (chip.md B.8): the new value only, after VERIFY.
#include "sim/chip/command/command.hpp"
#include "sim/chip/making/secret_format.hpp"

namespace karimen::sim::chip::command {

Cause change_reference_data(Context& context, const Command& command) {
  auto& chip = context.chip;
  Cause cause;
  const auto* file = resolve(context, command.target, cause);
  if (file == nullptr) return cause;
  const auto& spec = *file->spec;
  if (spec.kind != FileKind::reference_data) return {Clause::not_reference_data, spec.id};
  if (spec.change != static_cast<ChangeCommand>(command.form)) return {Clause::change_not_allowed, spec.id};
  if ((chip.state.status & key(spec.id)) == 0) return {Clause::change_not_verified, spec.id};
  if (!fits(spec.format, command.data)) {
    return {Clause::change_format, spec.id, static_cast<std::int32_t>(command.data.size())};
  }
  chip.memory.update(file->offset, reference_row(chip.tries_limit(*file), command.data));
  return {};
}

}  // namespace karimen::sim::chip::command
