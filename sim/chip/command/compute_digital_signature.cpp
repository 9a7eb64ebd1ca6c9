// COMPUTE DIGITAL SIGNATURE 80 2A (chip.md B.12).
#include <algorithm>

#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip::command {

namespace {

enum class Input : std::uint8_t { verbatim, message, digest };
enum class Padding : std::uint8_t { type1, type1_digest_info, pss };

/// What each scheme takes and does; the index is P1.
struct Scheme {
  Input input;
  Padding padding;
};

constexpr Scheme schemes[] = {
    {Input::verbatim, Padding::type1},             // 00: padded as given
    {Input::message, Padding::type1},              // 01: the bare digest
    {Input::digest, Padding::type1_digest_info},   // 02
    {Input::message, Padding::type1_digest_info},  // 03
    {Input::digest, Padding::pss},                 // 04
    {Input::message, Padding::pss},                // 05
};

constexpr std::size_t longest_verbatim = 245;

bool accepts(const Scheme& scheme, ByteView data) {
  if (scheme.input == Input::digest) return data.size() == 32;
  return scheme.input == Input::message || data.size() <= longest_verbatim;
}

crypto::Sha256 digest_of(const Scheme& scheme, ByteView data) {
  if (scheme.input == Input::message) return crypto::sha256(data);
  crypto::Sha256 digest{};
  if (scheme.input == Input::digest) std::ranges::copy(data, digest.begin());
  return digest;
}

Bytes encode(const Scheme& scheme, ByteView data, crypto::Generator& generator) {
  if (scheme.input == Input::verbatim) return crypto::pkcs1_type1(data);
  const auto digest = digest_of(scheme, data);
  switch (scheme.padding) {
    case Padding::type1:
      return crypto::pkcs1_type1(digest);
    case Padding::type1_digest_info:
      return crypto::pkcs1_type1(crypto::digest_info(digest));
    case Padding::pss:
      break;
  }
  return crypto::pss_encode(digest, generator.take(32));
}

}  // namespace

Cause compute_digital_signature(Context& context, const Command& command) {
  auto& chip = context.chip;
  Cause cause;
  const auto* file = resolve_private_key(context, command.target, KeyUse::sign, cause);
  if (file == nullptr) return cause;
  const auto& scheme = schemes[command.number];
  if (!accepts(scheme, command.data)) {
    return {Clause::scheme_input, static_cast<std::int32_t>(command.data.size()), command.number};
  }
  const auto& key = chip.private_key(*file);
  if (!key) return {Clause::key_missing, file->spec->id};
  context.response = key.raw(encode(scheme, command.data, chip.generator)).value();
  return {};
}

}  // namespace karimen::sim::chip::command
