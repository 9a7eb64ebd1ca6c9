// INITIALIZE UPDATE 80 50 and EXTERNAL AUTHENTICATE 84 82 of SCP03 (chip.md F.6).
#include <algorithm>

#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip::command {

namespace {

constexpr std::uint8_t protocol[] = {0x03, 0x70};
constexpr std::size_t diversification_size = 10;

/// Key version 00 asks for the first set.
const SecureChannelKeys* find_keys(const Profile& profile, std::uint8_t version) {
  const auto& sets = profile.secure_channel_keys;
  if (version == 0) return &sets.front();
  const auto at = std::ranges::find(sets, version, &SecureChannelKeys::version);
  return at == sets.end() ? nullptr : &*at;
}

Bytes next_sequence_counter(Chip& chip) {
  const auto old = chip.memory.view(card_row::sequence_counter, 3);
  Bytes counter(old.begin(), old.end());
  for (std::size_t i = counter.size(); i-- > 0 && ++counter[i] == 0;) {
  }
  chip.memory.update(card_row::sequence_counter, counter);
  return counter;
}

}  // namespace

Cause initialize_update(Context& context, const Command& command) {
  auto& chip = context.chip;
  if (chip.profile->secure_channel_keys.empty()) return {Clause::channel_not_configured};
  const auto* keys = find_keys(*chip.profile, command.number);
  if (keys == nullptr) return {Clause::channel_key_set_unknown, command.number};
  auto& channel = chip.state.channel;
  channel.initialise(*keys, command.data, chip.generator.take(8));
  // Emulator-defined: the diversification data are zeros, keys are not diversified.
  auto& out = context.response;
  out.assign(diversification_size, 0x00);
  out.push_back(keys->version);
  const auto append = [&out](ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); };
  append(protocol);
  append(channel.card_challenge);
  append(channel.card_cryptogram());
  append(next_sequence_counter(chip));
  return {};
}

Cause open_channel(Context& context, const Command& command) {
  auto& channel = context.chip.state.channel;
  if (context.wrapped == nullptr || channel.state != SecureChannel::State::initialised) {
    return {Clause::channel_not_initialised};
  }
  Cause cause;
  if (!std::ranges::equal(channel.host_cryptogram(), command.data)) {
    cause = {Clause::channel_cryptogram_wrong};
  } else if (!channel.check_mac(*context.wrapped)) {
    cause = {Clause::channel_mac_wrong};
  } else {
    channel.state = SecureChannel::State::open;
    channel.level = command.number;
    return {};
  }
  channel = {};
  return cause;
}

}  // namespace karimen::sim::chip::command
