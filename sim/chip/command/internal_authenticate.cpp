// INTERNAL AUTHENTICATE 00 88 (chip.md B.10): PKCS#1 v1.5 over SHA-256 of the challenge, by the key in
// 共通AP.
#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip::command {

Cause internal_authenticate(Context& context, const Command& command) {
  auto& chip = context.chip;
  Cause cause;
  const auto* file = resolve(context, command.target, cause);
  if (file == nullptr) return cause;
  const auto& spec = *file->spec;
  if (!signs(spec)) return {Clause::not_private_key, spec.id};
  if (!chip.allows(spec.use_condition, false)) return {Clause::key_not_verified, spec.id};
  if (spec.use != KeyUse::authenticate) return {Clause::key_use, spec.id};
  const auto& key = chip.private_key(*file);
  if (!key) return {Clause::key_missing, spec.id};
  const auto block = crypto::pkcs1_type1(crypto::digest_info(crypto::sha256(command.data)));
  context.response = key.raw(block).value();
  return {};
}

}  // namespace karimen::sim::chip::command
