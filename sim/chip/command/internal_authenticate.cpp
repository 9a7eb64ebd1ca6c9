// INTERNAL AUTHENTICATE 00 88 (chip.md B.10): PKCS#1 v1.5 over SHA-256 of the challenge, by the key in
// 共通AP.
#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip::command {

Cause internal_authenticate(Context& context, const Command& command) {
  Cause cause;
  const auto* file = resolve_private_key(context, command.target, KeyUse::authenticate, cause);
  if (file == nullptr) return cause;
  const auto& key = context.chip.private_key(*file);
  if (!key) return {Clause::key_missing, file->spec->id};
  const auto block = crypto::pkcs1_type1(crypto::digest_info(crypto::sha256(command.data)));
  context.response = key.raw(block).value();
  return {};
}

}  // namespace karimen::sim::chip::command
