// What an application consists of: its files, keys and access conditions, as data; and where each file lies
// in the chip's memory.
#pragma once

#include <span>
#include <string_view>

#include "base/bytes.hpp"
#include "sim/chip/making/personalisation.hpp"
#include "sim/chip/security_status.hpp"

namespace karimen::sim::chip {

enum class FileKind : std::uint8_t {
  transparent,
  records,         ///< simple-TLV records
  reference_data,  ///< a secret that VERIFY compares with
  private_key,     ///< RSA-2048
  internal,        ///< selectable, no use known
  data_object,     ///< card manager level: GET DATA only
};

enum class KeyUse : std::uint8_t { none, sign, authenticate, session_key };
enum class ChangeCommand : std::uint8_t { none, change_reference_data, change_key };
enum class SecretFormat : std::uint8_t { any, four_digits, sign_password, four_digits_or_default };

/// One row of an application's table.
struct FileSpec {
  std::uint16_t id;
  FileKind kind;
  Access read = nobody;
  std::uint16_t size = 0;      ///< measured physical size with filler; 0 = as long as the content
  std::uint16_t capacity = 0;  ///< the most that fits; 0 = `size`
  std::uint8_t filler = 0xFF;
  std::uint8_t tries = 0;  ///< limit of the retry counter
  SecretFormat format = SecretFormat::any;
  ChangeCommand change = ChangeCommand::none;
  KeyUse use = KeyUse::none;
  Access use_condition = nobody;
  bool Knobs::*exact = nullptr;  ///< the knob that leaves the filler out of this file
};

/// A private key that a command can name; the session key's key shows itself as an internal EF only.
[[nodiscard]] constexpr bool signs(const FileSpec& spec) {
  return spec.kind == FileKind::private_key && spec.use != KeyUse::session_key;
}

/// How SET SESSION KEY is answered (chip.md B.14).
enum class SessionKeyAnswer : std::uint8_t { absent, not_configured, never, available };

struct ApplicationSpec {
  ApplicationId id;
  std::string_view name;
  ByteView aid;
  std::span<const FileSpec> files;
  std::uint16_t default_key = 0;  ///< EF that P2=00 of COMPUTE DIGITAL SIGNATURE names; 0 = none
  SessionKeyAnswer session_key = SessionKeyAnswer::absent;
};

inline constexpr std::size_t application_count = 7;
inline constexpr std::size_t private_key_count = 8;

/// A file and its place. A stored file is a two-byte size, then the content; reference data is one row:
/// tries left, length, value (at most 16 bytes).
struct FileEntry {
  const FileSpec* spec = nullptr;
  std::uint32_t offset = 0;
  std::uint32_t capacity = 0;
  std::uint8_t private_key = 0;  ///< index into the key ring
};

/// Row 0 of the image: what the card manager remembers.
namespace card_row {
inline constexpr std::uint32_t licence_present = 0;    ///< 1 byte
inline constexpr std::uint32_t capacity = 4;           ///< 4 bytes: extension area
inline constexpr std::uint32_t used = 8;               ///< 4 bytes: taken by other municipal applications
inline constexpr std::uint32_t sequence_counter = 12;  ///< 3 bytes, SCP03
}  // namespace card_row

/// The EF `id` of an application, or null. `id` may be any value.
[[nodiscard]] const FileEntry* find_file(ApplicationId application, std::uint16_t id);
/// A data object of the card manager level, or null.
[[nodiscard]] const FileEntry* find_data_object(std::uint16_t tag);
/// All entries of an application, in the order of its table.
[[nodiscard]] std::span<const FileEntry> files_of(ApplicationId application);
/// Bytes of the chip's image.
[[nodiscard]] std::size_t image_size();

}  // namespace karimen::sim::chip
