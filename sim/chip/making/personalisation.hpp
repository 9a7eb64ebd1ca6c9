// What is put into a chip before it leaves the factory: the contents of files, keys and reference data.
// The shape of the applications (which EFs exist, who may read them, retry limits) is the chip's own tables;
// this is only content. Made by sim/blueprint, consumed by Card's constructor.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "sim/crypto/rsa.hpp"

namespace karimen::sim::chip {

/// The applications of chip.md C.0, in the order in which partial DF names match (B.4).
enum class ApplicationId : std::uint8_t {
  card_manager,
  jpki,
  common,
  residence,
  card_face,
  card_text,
  driver_licence
};

/// Content of one transparent EF, from offset 0. The physical size and the filler come from the chip's table
/// where the table has a fixed size, else from the content.
struct FileContent {
  ApplicationId application;
  std::uint16_t file;
  Bytes content;
};

/// One simple-TLV record of a record EF, header included (chip.md C.2).
struct RecordContent {
  ApplicationId application;
  std::uint16_t file;
  Bytes record;
};

/// Attempts left of a key without retry limit: a wrong value is answered 6300 (chip.md B.3). No issued card
/// has one.
inline constexpr int unlimited_tries = 0xFF;

/// Reference data of a key EF. `tries` absent: the limit of the chip's table. No value: delivered without
/// one.
struct ReferenceData {
  ApplicationId application;
  std::uint16_t file;
  Bytes value;
  std::optional<int> tries;  ///< 0 … the limit, or `unlimited_tries`
};

struct PrivateKey {
  ApplicationId application;
  std::uint16_t file;
  crypto::RsaKey key;
};

/// A data object of the card manager level, e.g. {0x00F0, "13101"} (chip.md C.1).
struct DataObject {
  std::uint16_t tag;
  Bytes value;
};

enum class Interface : std::uint8_t { contact, contactless };

/// How long transparent files are, over all applications. Clients exist that rely on either.
enum class FileLength : std::uint8_t {
  measured,  ///< file by file, as seen on cards or decided by the chip's tables
  padded,    ///< every file filled up to its capacity
  exact,     ///< no file longer than what it says
};

/// Behaviour that differs between generations of the real card (chip.md 0.4, A.4, F.2). Defaults are the
/// sheet's.
struct Knobs {
  Bytes contact_atr;                           ///< empty: A1-1
  Bytes contactless_atr;                       ///< as the reader makes it; empty: A2-1
  bool data_object_7f21 = true;                ///< object 7F21 present at MF level
  bool atr_object_at_mf_level = true;          ///< GET DATA 5F51 with the ISD current
  bool atr_object_in_applications = true;      ///< GET DATA 5F51 with an application current
  bool lost_first_command = false;             ///< first command after power-up answers 6F00
  bool reselect_clears_status = false;         ///< what OpenSC believes; real cards keep the status
  bool unset_pin_counts_as_verified = false;   ///< licence without PIN readable without DPIN
  bool contactless_reset_keeps_status = true;  ///< measured on contactless readers
  FileLength files = FileLength::measured;
  bool exact_basic_data = false;  ///< card text 0005 in 164 bytes: its object, without filler
  bool operator==(const Knobs&) const = default;
};

/// The three AES-128 keys of an SCP03 key set: ENC, MAC, DEK.
struct SecureChannelKeys {
  std::uint8_t version;  ///< 0x20 issuer, 0x30 safety commission (chip.md F.6)
  Bytes enc, mac, dek;   ///< 16 bytes each
};

struct Personalisation {
  std::vector<FileContent> files;
  std::vector<RecordContent> records;
  std::vector<ReferenceData> reference_data;
  std::vector<PrivateKey> private_keys;
  std::vector<DataObject> data_objects;
  std::vector<SecureChannelKeys> secure_channel_keys;
  bool licence_instance = false;  ///< install the driver-licence instance (its files are in `files`)
  std::uint32_t extension_capacity = 16384;  ///< bytes of the extension area (F.6; emulator-defined)
  std::uint32_t extension_used = 0;          ///< bytes taken by other municipal applications
  Knobs knobs;
  std::string seed = "karimen";  ///< of the card's generator
};

}  // namespace karimen::sim::chip
