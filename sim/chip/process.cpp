#include "sim/chip/process.hpp"

#include <algorithm>

#include "sim/chip/command/table.hpp"
#include "sim/chip/files/tlv.hpp"

namespace karimen::sim::chip {

namespace {

constexpr std::uint8_t channel_bits = 0x03, channel_class_bit = 0x04, external_authenticate_ins = 0x82;
constexpr std::uint8_t select_ins = 0xA4, read_ins = 0xB0, verify_ins = 0x20;

Cause without_session(const Chip& chip, const Apdu& apdu) {
  // Emulator-defined: after a session has died SELECT answers as the other instructions do (chip.md I.1).
  const bool dead = chip.state.messaging.ever_opened && apdu.ins == select_ins;
  if (apdu.ins == read_ins || apdu.ins == verify_ins || dead) return {Clause::messaging_no_session};
  return {Clause::messaging_not_provided, apdu.cla, apdu.ins};
}

/// Opens the one data object of a command under secure messaging. Done: `plain` and `apdu` are set.
Cause open_object(Chip& chip, Apdu& apdu, Bytes& plain) {
  auto rest = apdu.data;
  const auto object = take_ber(rest);
  const bool read = apdu.ins == read_ins;
  if (!object || !rest.empty() || object->tag != (read ? 0x96 : 0x86))
    return {Clause::messaging_object_wrong};
  const auto value = object->value;
  if (read) {
    if (value.size() != 3 || value[0] != 0x00) return {Clause::messaging_object_wrong};
    const auto wanted = static_cast<std::uint32_t>(value[1] << 8 | value[2]);
    apdu.le = wanted == 0 ? 65536 : wanted;
    apdu.body = BodyCase::le;
    apdu.data = {};
    return {};
  }
  if (value.empty() || value[0] != 0x01) return {Clause::messaging_object_wrong};
  auto opened = chip.state.messaging.decrypt(value.subspan(1));
  if (!opened)
    return {Clause::messaging_padding_wrong, static_cast<std::int32_t>(chip.state.messaging.counter)};
  plain = std::move(*opened);
  apdu.data = plain;
  apdu.body = plain.empty() ? BodyCase::none : BodyCase::lc;
  return {};
}

bool has_messaging_form(const Apdu& apdu) {
  return apdu.ins == verify_ins || apdu.ins == read_ins || (apdu.ins == select_ins && apdu.p1 == 0x02);
}

Cause process_messaging(Context& context, Apdu apdu) {
  auto& chip = context.chip;
  auto& messaging = chip.state.messaging;
  if (!messaging.open) return without_session(chip, apdu);
  if (apdu.cla == 0x0C) {
    messaging.close();
    return {Clause::messaging_header_not_supported};
  }
  if (!has_messaging_form(apdu)) return {Clause::messaging_not_provided, apdu.cla, apdu.ins};
  ++messaging.counter;
  Bytes plain;
  if (const auto cause = open_object(chip, apdu, plain); cause != Cause{}) {
    messaging.close();
    return cause;
  }
  apdu.cla = 0x00;
  const auto cause = execute(context, apdu, false);
  if (!context.response.empty()) context.response = messaging.protect(context.response);
  return cause;
}

/// The command without its MAC; a body of its own case.
Apdu without_mac(const Apdu& apdu, ByteView data) {
  Apdu plain = apdu;
  plain.cla &= static_cast<std::uint8_t>(~channel_class_bit);
  plain.data = data;
  const bool le = apdu.le != 0;
  plain.body = data.empty() ? (le ? BodyCase::le : BodyCase::none) : (le ? BodyCase::lc_le : BodyCase::lc);
  return plain;
}

/// Amendment D 6.2.5: success and warnings; an error status word travels alone.
bool deserves_protection(std::uint16_t word) {
  const auto first = word >> 8;
  return first == 0x90 || first == 0x62 || first == 0x63;
}

Cause process_channel(Context& context, const Apdu& apdu) {
  auto& channel = context.chip.state.channel;
  if (channel.state != SecureChannel::State::open) {
    if (apdu.ins != external_authenticate_ins || apdu.cla != 0x84) return {Clause::channel_required};
    context.wrapped = &apdu;
    const auto size = apdu.data.size();
    auto plain = without_mac(apdu, apdu.data.first(size < 8 ? 0 : size - 8));
    if (size < 8) plain.body = BodyCase::malformed;
    return execute(context, plain, false);
  }
  if (apdu.body == BodyCase::malformed || !channel.check_mac(apdu)) {
    channel = {};
    return {Clause::channel_mac_wrong};
  }
  const auto plain = channel.decrypt(apdu.data.first(apdu.data.size() - 8));
  if (!plain) {
    channel = {};
    return {Clause::channel_mac_wrong};
  }
  const auto cause = execute(context, without_mac(apdu, *plain), true);
  const auto word = status_word(cause);
  if (deserves_protection(word) && channel.state == SecureChannel::State::open) {
    context.response = channel.protect(context.response, word);
  }
  return cause;
}

bool hosts_channel(const Chip& chip) {
  const auto id = chip.state.application;
  return id == ApplicationId::card_manager || id == ApplicationId::driver_licence;
}

Cause dispatch(Context& context, const Apdu& apdu) {
  if ((apdu.cla & channel_bits) != 0) return {Clause::logical_channel, apdu.cla};
  switch (apdu.cla) {
    case 0x00:
    case 0x80:
      return execute(context, apdu, false);
    case 0x08:
    case 0x0C:
      return process_messaging(context, apdu);
    case 0x84:
      if (hosts_channel(context.chip)) return process_channel(context, apdu);
      break;
    case 0x04:
      if (context.chip.state.channel.state == SecureChannel::State::open)
        return process_channel(context, apdu);
      break;
    default:
      break;
  }
  return {Clause::unknown_class, apdu.cla};
}

}  // namespace

Cause process(Chip& chip, ByteView command, Bytes& response) {
  if (chip.health != Health::ok) return {Clause::chip_broken};
  if (chip.state.first_command_pending) {
    chip.state.first_command_pending = false;
    return {Clause::first_command_lost};
  }
  if (command.size() < 4) return {Clause::body_malformed, static_cast<std::int32_t>(command.size())};
  Context context{chip, response};
  auto cause = dispatch(context, parse_apdu(command));
  if (cause.clause == Clause::body_malformed) cause.first = static_cast<std::int32_t>(command.size());
  return cause;
}

}  // namespace karimen::sim::chip
