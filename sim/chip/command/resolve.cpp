#include "sim/chip/application/applications.hpp"
#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip {

const FileEntry* resolve(Context& context, const Target& target, Cause& cause) {
  auto& state = context.chip.state;
  std::uint16_t id = state.file;
  if (target.kind == Target::Kind::short_identifier) id = target.file;
  if (target.kind == Target::Kind::default_key) {
    id = application(state.application).default_key;
    if (id == 0) {
      cause = {Clause::default_key_missing};
      return nullptr;
    }
  } else if (id == 0) {
    cause = {Clause::no_current_file};
    return nullptr;
  }
  const auto* file = context.chip.find(id);
  if (file == nullptr) {
    cause = {Clause::file_not_found, id};
  } else if (target.kind == Target::Kind::short_identifier) {
    state.file = id;
  }
  return file;
}

const FileEntry* resolve_private_key(Context& context, const Target& target, KeyUse use, Cause& cause) {
  const auto* file = resolve(context, target, cause);
  if (file == nullptr) return nullptr;
  const auto& spec = *file->spec;
  if (!signs(spec)) {
    cause = {Clause::not_private_key, spec.id};
  } else if (!context.chip.allows(spec.use_condition, false)) {
    cause = refused(Clause::key_not_verified, context.chip, spec.id);
  } else if (spec.use != use) {
    cause = {Clause::key_use, spec.id};
  } else {
    return file;
  }
  return nullptr;
}

Cause refused(Clause clause, const Chip& chip, std::uint16_t file) {
  return {clause, file, static_cast<std::int32_t>(chip.state.application)};
}

}  // namespace karimen::sim::chip
