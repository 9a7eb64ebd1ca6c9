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

}  // namespace karimen::sim::chip
