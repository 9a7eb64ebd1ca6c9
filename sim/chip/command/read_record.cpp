// READ RECORD(S) 00 B2 (chip.md B.6).
#include <algorithm>

#include "sim/chip/command/command.hpp"
#include "sim/chip/files/tlv.hpp"

namespace karimen::sim::chip::command {

namespace {

/// Record `number` counted from 1, or from it to the end of the file; empty if there is none.
ByteView find_records(ByteView content, int number, bool to_last) {
  if (number == 0) return {};
  for (int i = 1; i < number; ++i) {
    if (!take_record(content)) return {};
  }
  if (to_last) return content;
  return take_record(content).value_or(ByteView{});
}

}  // namespace

Cause read_record(Context& context, const Command& command) {
  Cause cause;
  const auto* file = resolve(context, command.target, cause);
  if (file == nullptr) return cause;
  const auto id = file->spec->id;
  if (file->spec->kind != FileKind::records) return {Clause::not_records, id};
  if (!context.chip.allows(file->spec->read, command.in_channel)) {
    return refused(Clause::read_not_allowed, context.chip, id);
  }
  const auto found = find_records(context.chip.content(*file), command.record, command.form == 1);
  if (found.empty()) return {Clause::record_not_found, command.record};
  const auto part = found.first(std::min<std::size_t>(found.size(), command.le));
  context.response.assign(part.begin(), part.end());
  return {};
}

}  // namespace karimen::sim::chip::command
