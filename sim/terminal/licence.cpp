#include "sim/terminal/licence.hpp"

#include "sim/terminal/file.hpp"

namespace karimen::sim::terminal {
namespace {

constexpr std::uint16_t pin_setting = 0x001A, record = 0x001B, signature = 0x001C;

/// A failure is the status of all of them, unless there was one before.
void take(Answer answer, Bytes& content, LicenceFiles& files) {
  content = std::move(answer.data);
  if (!answer.ok() && files.ok()) files.status = answer.status;
}

/// How a file is read: `read_file`, or `read_at_once`.
using Read = Answer (*)(Conversation& card, std::uint16_t file);

void read_setting(Conversation& card, LicenceFiles& files, Read read) {
  take(read(card, pin_setting), files.pin_setting, files);
}

void read_record(Conversation& card, LicenceFiles& files, Read read) {
  take(read(card, record), files.record, files);
  take(read(card, signature), files.signature, files);
}

/// Runs `action` in a channel with the application that is selected; the status word of what failed before
/// it, else its own.
std::uint16_t in_channel(CardSession& session, const crypto::ChannelKeys& keys, ByteView host_challenge,
                         auto action) {
  auto opening = open_channel(session, keys, SecurityLevel::full_protection, host_challenge);
  if (const auto* failure = std::get_if<ChannelFailure>(&opening)) {
    return failure->status == 0x9000 ? 0x6300 : failure->status;
  }
  return action(std::get<SecureChannel>(opening));
}

/// Likewise, with the card manager, which is selected first.
std::uint16_t in_manager_channel(CardSession& session, const crypto::ChannelKeys& keys,
                                 ByteView host_challenge, auto action) {
  if (const auto status = select(session, aid::card_manager); status != 0x9000) return status;
  return in_channel(session, keys, host_challenge, action);
}

/// Of the application that is selected.
void read_in_channel(CardSession& session, const crypto::ChannelKeys& keys, ByteView host_challenge,
                     LicenceFiles& files, Read read) {
  files.status = in_channel(session, keys, host_challenge, [&](SecureChannel& channel) {
    read_setting(channel, files, read);
    read_record(channel, files, read);
    return files.status;
  });
}

}  // namespace

bool says_pin_set(ByteView setting) {
  return setting.size() < 3 || setting[2] != 0x00;
}

bool licence_pin_set(CardSession& session) {
  return says_pin_set(read_file(session, pin_setting).data);
}

Bytes licence_reference_data(std::string_view pin) {
  return to_bytes(pin.empty() ? licence_default_pin : pin);
}

LicenceFiles read_licence_by_pin(CardSession& session, std::string_view pin) {
  LicenceFiles files;
  files.status = select(session, aid::licence);
  files.present = files.status != no_such_application;
  if (!files.ok()) return files;
  PlainConversation plain(session);
  read_setting(plain, files, read_file);
  files.pin =
      verify_pin(session, licence_pin_key, says_pin_set(files.pin_setting) ? pin : licence_default_pin);
  read_record(plain, files, read_file);
  return files;
}

LicenceFiles read_licence_in_channel(CardSession& session, const crypto::ChannelKeys& keys,
                                     ByteView host_challenge) {
  LicenceFiles files;
  files.status = select(session, aid::licence);
  files.present = files.status != no_such_application;
  if (!files.ok()) return files;
  read_in_channel(session, keys, host_challenge, files, read_file);
  return files;
}

void read_selected_licence(CardSession& session, const crypto::ChannelKeys& keys, ByteView host_challenge,
                           LicenceFiles& files) {
  read_in_channel(session, keys, host_challenge, files, read_at_once);
}

std::uint16_t write_licence(CardSession& session, const crypto::ChannelKeys& keys, ByteView host_challenge,
                            const LicenceContent& content) {
  const bool there = select(session, aid::licence) == 0x9000;
  const DataGroup groups[] = {{0x8006, licence_reference_data(content.pin)},
                              {record, content.record},
                              {signature, content.signature}};
  return in_manager_channel(session, keys, host_challenge, [&](SecureChannel& channel) {
    std::uint16_t status = there ? delete_licence(channel) : 0x9000;
    if (status == 0x9000) status = install_licence(channel);
    if (status == 0x9000) status = personalise(channel, aid::licence);
    return status == 0x9000 ? store_data(channel, groups) : status;
  });
}

std::uint16_t erase_licence(CardSession& session, const crypto::ChannelKeys& keys, ByteView host_challenge) {
  return in_manager_channel(session, keys, host_challenge,
                            [](SecureChannel& channel) { return delete_licence(channel); });
}

std::optional<std::uint32_t> read_free_space(CardSession& session, const crypto::ChannelKeys& keys,
                                             ByteView host_challenge) {
  std::optional<std::uint32_t> space;
  in_manager_channel(session, keys, host_challenge, [&](SecureChannel& channel) {
    space = free_space(channel);
    return std::uint16_t{0x9000};
  });
  return space;
}

}  // namespace karimen::sim::terminal
