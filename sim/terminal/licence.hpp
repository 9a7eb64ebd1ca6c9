// The licence application as terminals use it: by PIN (reading app), in the channel (police, roadside
// readers).
#pragma once

#include <string_view>

#include "sim/terminal/administration.hpp"
#include "sim/terminal/pin.hpp"

namespace karimen::sim::terminal {

/// The files of the instance as read.
struct LicenceFiles {
  bool present = false;      ///< an instance is there
  std::uint16_t status = 0;  ///< 9000, or the first status word that is not
  PinResult pin;             ///< `read_licence_by_pin` only
  Bytes pin_setting;         ///< WEF01: C1 01 01 or C1 01 00
  Bytes record;              ///< WEF02; empty in an instance that was never personalised
  Bytes signature;           ///< WEF03
  [[nodiscard]] bool ok() const { return status == 0x9000; }
};

/// SELECT of an application that the card does not have; any other refusal says nothing of that.
inline constexpr std::uint16_t no_such_application = 0x6A82;
/// The key of the licence PIN.
inline constexpr std::uint16_t licence_pin_key = 0x0006;
/// The DPIN, which opens a licence for which no PIN was set (chip.md F.2).
inline constexpr std::string_view licence_default_pin = "****";
/// What WEF01 says; of one that cannot be read, that a PIN was set.
[[nodiscard]] bool says_pin_set(ByteView pin_setting);
/// The same of the application that is current: anybody may read WEF01.
[[nodiscard]] bool licence_pin_set(CardSession& session);

/// SELECT, WEF01, VERIFY 0006, READ BINARY. Where WEF01 says that no PIN was set, the DPIN is presented
/// instead of `pin`.
LicenceFiles read_licence_by_pin(CardSession& session, std::string_view pin);

/// In an SCP03 channel of the safety commission, opened with the instance; no counter moves.
LicenceFiles read_licence_in_channel(CardSession& session, const crypto::ChannelKeys& keys,
                                     ByteView host_challenge);

/// The same of the application that is current, in as few commands as it takes: each file by its short
/// identifier (chip.md B.5), without a SELECT. `files.status` is 9000 before.
void read_selected_licence(CardSession& session, const crypto::ChannelKeys& keys, ByteView host_challenge,
                           LicenceFiles& files);

/// What is written by `write_licence`.
struct LicenceContent {
  Bytes record;     ///< WEF02
  Bytes signature;  ///< WEF03
  std::string pin;  ///< 4 digits; empty: none, which is written as the DPIN
};

/// Opens a channel with the card manager and puts the licence on the card; an instance that is there is
/// deleted first, as WEF02 is write-forbidden after issue (chip.md F.6). The first status word that is not
/// 9000, else 9000.
std::uint16_t write_licence(CardSession& session, const crypto::ChannelKeys& keys, ByteView host_challenge,
                            const LicenceContent& content);
/// The value of key 0006 that stands for a PIN of the holder's, or for none (empty).
[[nodiscard]] Bytes licence_reference_data(std::string_view pin);
/// Opens a channel with the card manager and deletes the instance. 6A88 where there is none.
std::uint16_t erase_licence(CardSession& session, const crypto::ChannelKeys& keys, ByteView host_challenge);
/// Opens a channel with the card manager and asks for the space left.
std::optional<std::uint32_t> read_free_space(CardSession& session, const crypto::ChannelKeys& keys,
                                             ByteView host_challenge);

}  // namespace karimen::sim::terminal
