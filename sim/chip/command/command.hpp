// A command as handlers see it: parsed once, without P1 and P2.
#pragma once

#include "base/apdu.hpp"
#include "sim/chip/chip.hpp"

namespace karimen::sim::chip {

/// The EF or key that a command means.
struct Target {
  enum class Kind : std::uint8_t { current, short_identifier, default_key };
  Kind kind = Kind::current;
  std::uint8_t file = 0;  ///< with `short_identifier`
};

struct Command {
  Target target;
  std::uint16_t offset = 0;  ///< READ BINARY
  std::uint8_t record = 0;   ///< READ RECORD
  std::uint16_t tag = 0;     ///< GET DATA
  std::uint8_t number = 0;   ///< scheme, security level, key version, kind of GET STATUS, block number
  bool last = false;         ///< STORE DATA: P1 b8
  std::uint8_t form = 0;     ///< from the table's row; meaning by instruction
  ByteView data;
  std::uint32_t le = 0;     ///< 1…65536; 0 = absent
  bool in_channel = false;  ///< came under SCP03
};

/// What a handler may touch.
struct Context {
  Chip& chip;
  Bytes& response;                ///< data of the response; the status word follows from the cause
  const Apdu* wrapped = nullptr;  ///< EXTERNAL AUTHENTICATE of SCP03: the command with its MAC
};

/// The versions of the SCP03 key sets (chip.md F.6).
inline constexpr std::uint8_t issuer_keys = 0x20, safety_commission_keys = 0x30;

using Handler = Cause (*)(Context&, const Command&);

/// Finds the EF and makes it current (chip.md A.4). Null: `cause` says why.
[[nodiscard]] const FileEntry* resolve(Context& context, const Target& target, Cause& cause);
/// The same for a private key that serves `use` and whose secret has been presented.
[[nodiscard]] const FileEntry* resolve_private_key(Context& context, const Target& target, KeyUse use,
                                                   Cause& cause);
/// A file or key of the current application that its security status keeps shut.
[[nodiscard]] Cause refused(Clause clause, const Chip& chip, std::uint16_t file);

namespace command {

Cause select_by_name(Context&, const Command&);  // form: see select.cpp
Cause select_file(Context&, const Command&);
Cause select_nothing(Context&, const Command&);
Cause select_master_file(Context&, const Command&);
Cause read_binary(Context&, const Command&);
Cause read_record(Context&, const Command&);  // form 1: to the last record
Cause verify(Context&, const Command&);
Cause query_tries(Context&, const Command&);
Cause change_reference_data(Context&, const Command&);  // form: ChangeCommand
Cause get_challenge(Context&, const Command&);
Cause internal_authenticate(Context&, const Command&);
Cause external_authenticate(Context&, const Command&);
Cause compute_digital_signature(Context&, const Command&);
Cause set_public_ic_key(Context&, const Command&);  // form: block 1 or 2
Cause set_session_key(Context&, const Command&);
Cause get_data(Context&, const Command&);
Cause get_extended_resources(Context&, const Command&);
Cause initialize_update(Context&, const Command&);
Cause open_channel(Context&, const Command&);
Cause install(Context&, const Command&);
Cause install_for_personalization(Context&, const Command&);
Cause delete_instance(Context&, const Command&);
Cause store_data(Context&, const Command&);
Cause get_status(Context&, const Command&);  // form 1: TLV answers
Cause refuse_issuance(Context&, const Command&);
Cause refuse_write(Context&, const Command&);
Cause refuse_function(Context&, const Command&);
Cause refuse_get_response(Context&, const Command&);

}  // namespace command

}  // namespace karimen::sim::chip
