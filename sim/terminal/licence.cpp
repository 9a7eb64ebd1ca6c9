#include "sim/terminal/licence.hpp"

#include "sim/terminal/file.hpp"

namespace karimen::sim::terminal {
namespace {

constexpr std::uint16_t pin_key = 0x0006, pin_setting = 0x001A, record = 0x001B, signature = 0x001C;

void read_files(Conversation& card, LicenceFiles& files) {
  const struct {
    std::uint16_t file;
    Bytes& content;
  } wanted[] = {{pin_setting, files.pin_setting}, {record, files.record}, {signature, files.signature}};
  files.status = 0x9000;
  for (const auto& [file, content] : wanted) {
    Answer answer = read_file(card, file);
    content = std::move(answer.data);
    if (!answer.ok() && files.ok()) files.status = answer.status;
  }
}

/// Runs `action` in a channel with the application `name`; the status word of what failed before it, else its
/// own.
std::uint16_t in_channel(CardSession& session, ByteView name, const crypto::ChannelKeys& keys,
                         ByteView host_challenge, auto action) {
  if (const auto status = select(session, name); status != 0x9000) return status;
  auto opening = open_channel(session, keys, SecurityLevel::full_protection, host_challenge);
  if (const auto* failure = std::get_if<ChannelFailure>(&opening)) {
    return failure->status == 0x9000 ? 0x6300 : failure->status;
  }
  return action(std::get<SecureChannel>(opening));
}

}  // namespace

LicenceFiles read_licence_by_pin(CardSession& session, std::string_view pin) {
  LicenceFiles files;
  files.status = select(session, aid::licence);
  files.present = files.ok();
  if (!files.present) return files;
  files.pin = verify_pin(session, pin_key, pin);
  PlainConversation plain(session);
  read_files(plain, files);
  return files;
}

LicenceFiles read_licence_in_channel(CardSession& session, const crypto::ChannelKeys& keys,
                                     ByteView host_challenge) {
  LicenceFiles files;
  files.status = in_channel(session, aid::licence, keys, host_challenge, [&](SecureChannel& channel) {
    read_files(channel, files);
    return files.status;
  });
  files.present = files.status != 0x6A82;
  return files;
}

std::uint16_t write_licence(CardSession& session, const crypto::ChannelKeys& keys, ByteView host_challenge,
                            const LicenceContent& content) {
  const bool there = select(session, aid::licence) == 0x9000;
  const DataGroup groups[] = {
      {0x8006, to_bytes(content.pin)}, {record, content.record}, {signature, content.signature}};
  return in_channel(session, aid::card_manager, keys, host_challenge, [&](SecureChannel& channel) {
    std::uint16_t status = there ? delete_licence(channel) : 0x9000;
    if (status == 0x9000) status = install_licence(channel);
    if (status == 0x9000) status = personalise(channel, aid::licence);
    return status == 0x9000 ? store_data(channel, groups) : status;
  });
}

std::uint16_t erase_licence(CardSession& session, const crypto::ChannelKeys& keys, ByteView host_challenge) {
  return in_channel(session, aid::card_manager, keys, host_challenge,
                    [](SecureChannel& channel) { return delete_licence(channel); });
}

std::optional<std::uint32_t> read_free_space(CardSession& session, const crypto::ChannelKeys& keys,
                                             ByteView host_challenge) {
  std::optional<std::uint32_t> space;
  in_channel(session, aid::card_manager, keys, host_challenge, [&](SecureChannel& channel) {
    space = free_space(channel);
    return std::uint16_t{0x9000};
  });
  return space;
}

}  // namespace karimen::sim::terminal
