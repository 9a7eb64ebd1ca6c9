// STORE DATA 84 E2 (chip.md F.6): data groups cut into blocks; the last block commits all of them at once.
//
// - 00xx: content of EF 00xx; in the card manager the data object with that tag, 7F21 included.
// - 80xx: reference data of key 00xx, its counter set to the limit.
// - 81xx: RSA key 00xx as a PKCS#1 RSAPrivateKey.
//
// Emulator-defined: an empty 80xx or 81xx leaves the key without a value, as a chip without 署名用証明書 has
// it; setting the licence's PIN sets WEF01 with it, unless the groups say otherwise themselves.
#include <algorithm>
#include <stdexcept>

#include "sim/chip/application/applications.hpp"
#include "sim/chip/command/command.hpp"
#include "sim/chip/files/tlv.hpp"
#include "sim/chip/making/secret_format.hpp"

namespace karimen::sim::chip::command {

namespace {

constexpr std::size_t longest_sequence = 32768;  // emulator-defined

using Transaction = Nonvolatile::Transaction;

ApplicationId target_of(const Chip& chip) {
  return chip.state.channel.target.value_or(chip.state.application);
}

bool entitled(std::uint8_t key_version, ApplicationId target) {
  return key_version == (target == ApplicationId::driver_licence ? safety_commission_keys : issuer_keys);
}

bool holds_content(FileKind kind) {
  return kind == FileKind::transparent || kind == FileKind::records || kind == FileKind::data_object;
}

const FileEntry* find_entry(ApplicationId target, std::uint16_t id) {
  return target == ApplicationId::card_manager ? find_data_object(id) : find_file(target, id);
}

/// The entry that a data group names, or null.
const FileEntry* find_group(ApplicationId target, std::uint16_t tag) {
  const bool content = tag < 0x8000;
  const auto* file = find_entry(target, content ? tag : tag & 0xFF);
  if (file == nullptr) return nullptr;
  const auto kind = file->spec->kind;
  const bool terminal_root = target == ApplicationId::jpki && tag == 0x0016;
  if (content) return holds_content(kind) || terminal_root ? file : nullptr;
  if (tag >> 8 == 0x80) return kind == FileKind::reference_data ? file : nullptr;
  return tag >> 8 == 0x81 && kind == FileKind::private_key ? file : nullptr;
}

/// A key that comes apart in the first signature would be worse than none: it must undo its public half.
bool is_private_key(ByteView der) {
  try {
    const auto key = crypto::RsaKey::from_der(der);
    const auto block = crypto::pkcs1_type1({});
    const auto signature = key.raw(block);
    return signature && key.public_key().raw(*signature) == block;
  } catch (const std::exception&) {
    return false;
  }
}

bool value_fits(const FileSpec& spec, ByteView value) {
  if (value.empty()) return true;
  if (spec.kind == FileKind::reference_data) return fits(spec.format, value) && spec.tries > 0;
  return spec.kind != FileKind::private_key || is_private_key(value);
}

/// The counter at its limit; no value, no attempts.
Bytes fresh_reference(const Chip& chip, const FileEntry& file, ByteView value) {
  return reference_row(value.empty() ? 0 : chip.tries_limit(file), value);
}

Cause stage(const Chip& chip, Transaction& transaction, ApplicationId target, const TaggedValue& group) {
  const auto* file = find_group(target, group.tag);
  if (file == nullptr) return {Clause::store_target_unknown, group.tag};
  const auto& spec = *file->spec;
  const std::size_t room = spec.kind == FileKind::reference_data ? 16 : file->capacity;
  if (group.value.size() > room) return {Clause::store_too_long, group.tag, static_cast<std::int32_t>(room)};
  if (!value_fits(spec, group.value)) return {Clause::store_value_wrong, group.tag};
  const bool secret = spec.kind == FileKind::reference_data;
  transaction.put(file->offset, secret ? fresh_reference(chip, *file, group.value)
                                       : stored_file(spec, group.value, chip.profile->knobs));
  return {};
}

/// WEF01 follows the PIN.
void stage_pin_setting(const Chip& chip, Transaction& transaction, ByteView pin) {
  const auto* file = find_file(ApplicationId::driver_licence, licence_file::pin_setting);
  const bool unset = std::ranges::equal(pin, licence_default_pin);
  transaction.put(file->offset, stored_file(*file->spec, unset ? licence_pin_not_set : licence_pin_set,
                                            chip.profile->knobs));
}

struct Sequence {
  std::vector<TaggedValue> groups;
  bool whole = true;
};

Sequence split(ByteView bytes) {
  Sequence sequence;
  while (!bytes.empty()) {
    const auto group = take_data_group(bytes);
    if (!group) return {.groups = {}, .whole = false};
    sequence.groups.push_back(*group);
  }
  return sequence;
}

Cause commit(Chip& chip, ByteView bytes) {
  const auto target = target_of(chip);
  const auto [groups, whole] = split(bytes);
  if (!whole || groups.empty()) return {Clause::store_groups_malformed};
  Transaction transaction(chip.memory);
  bool keys_change = false;
  for (const auto& group : groups) {
    if (target == ApplicationId::driver_licence && group.tag == 0x8006)
      stage_pin_setting(chip, transaction, group.value);
  }
  for (const auto& group : groups) {
    if (const auto cause = stage(chip, transaction, target, group); cause != Cause{}) return cause;
    keys_change = keys_change || group.tag >> 8 == 0x81;
  }
  chip.memory.commit(transaction);
  if (!keys_change) return {};
  if (chip.memory.power_lost()) {
    chip.keys = nullptr;  // old or new: the next power-on knows
  } else {
    chip.load_keys();
  }
  return {};
}

}  // namespace

Cause store_data(Context& context, const Command& command) {
  auto& chip = context.chip;
  auto& channel = chip.state.channel;
  if (!entitled(channel.key_version, target_of(chip)))
    return {Clause::channel_not_entitled, channel.key_version};
  if (command.number != channel.next_block) {
    const Cause cause{Clause::store_out_of_order, command.number, channel.next_block};
    channel.forget_blocks();
    return cause;
  }
  if (channel.blocks.size() + command.data.size() > longest_sequence) {
    channel.forget_blocks();
    return {Clause::store_sequence_too_long, longest_sequence};
  }
  channel.blocks.insert(channel.blocks.end(), command.data.begin(), command.data.end());
  ++channel.next_block;
  if (!command.last) return {};
  const auto blocks = std::move(channel.blocks);
  channel.forget_blocks();
  return commit(chip, blocks);
}

}  // namespace karimen::sim::chip::command
