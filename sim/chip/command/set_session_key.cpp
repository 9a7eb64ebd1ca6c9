// SET SESSION KEY 80 AE (chip.md B.14, D.1).
#include <algorithm>

#include "sim/chip/application/applications.hpp"
#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip::command {

namespace {

constexpr std::uint16_t session_key_file = 0x0010;
constexpr std::uint8_t head[] = {0xA0, 0x22, 0x80, 0x20};
constexpr std::size_t seed_size = 32;

Cause open_session(Chip& chip, ByteView ciphertext) {
  const auto* file = chip.find(session_key_file);
  if (!chip.allows(file->spec->use_condition, false)) return {Clause::session_key_not_verified};
  const auto& key = chip.private_key(*file);
  if (!key) return {Clause::key_missing, session_key_file};
  const auto block = key.raw(ciphertext);
  if (!block) return {Clause::session_key_too_large};
  const auto message = crypto::oaep_decode(*block);
  if (!message) return {Clause::session_key_not_opened};
  if (message->size() != std::size(head) + seed_size ||
      !std::equal(std::begin(head), std::end(head), message->begin())) {
    return {Clause::session_key_structure};
  }
  chip.state.messaging.start(ByteView(*message).subspan(std::size(head)));
  return {};
}

}  // namespace

Cause set_session_key(Context& context, const Command& command) {
  switch (application(context.chip.state.application).session_key) {
    case SessionKeyAnswer::absent:
      return {Clause::unknown_instruction, 0xAE, 0x80};
    case SessionKeyAnswer::not_configured:
      return {Clause::session_key_environment};
    case SessionKeyAnswer::never:
      return {Clause::session_key_never};
    case SessionKeyAnswer::available:
      break;
  }
  return open_session(context.chip, command.data);
}

}  // namespace karimen::sim::chip::command
