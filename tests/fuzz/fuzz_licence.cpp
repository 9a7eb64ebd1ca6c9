// The codec of the licence record: what decodes encodes to the same bytes. First byte: WEF02, WEF03, or both
// for the check of a signature (then a length of two bytes).
#include <algorithm>

#include "sim/licence/wef.hpp"
#include "tests/fuzz/target.hpp"

namespace karimen::fuzz {

using namespace sim::licence;

namespace {

/// Bytes of a file from its first element to its last one; the rest is filler.
template <class Record>
void check_stable(ByteView file, const Record& record, Bytes (*encode)(const Record&),
                  std::variant<Record, DecodeError> (*decode)(ByteView)) {
  const auto encoded = encode(record);
  require(encoded.size() <= file.size() && std::equal(encoded.begin(), encoded.end(), file.begin()),
          "a record that decodes encodes to the bytes it came from");
  const auto again = decode(encoded);
  require(std::holds_alternative<Record>(again) && std::get<Record>(again) == record,
          "and they decode to the same record");
}

template <class Record>
void check_file(ByteView file, Bytes (*encode)(const Record&),
                std::variant<Record, DecodeError> (*decode)(ByteView)) {
  const auto decoded = decode(file);
  if (const auto* record = std::get_if<Record>(&decoded)) return check_stable(file, *record, encode, decode);
  const auto& error = std::get<DecodeError>(decoded);
  require(!error.what.empty() && error.offset <= file.size(), "an error says where and what");
}

void check_signature(Input& input) {
  static const sim::crypto::RsaPublicKey key(Bytes(256, 0xF1));
  const auto record = input.run(input.word());
  const auto verification = verify_record(record, input.rest(), key);
  require(verification != Verification::valid, "nobody signs with a made-up key");
}

}  // namespace

void try_input(ByteView bytes) {
  Input input(bytes);
  switch (input.byte() % 3) {
    case 0:
      return check_file<LicenceRecord>(input.rest(), encode_wef02, decode_wef02);
    case 1:
      return check_file<SignatureRecord>(input.rest(), encode_wef03, decode_wef03);
    default:
      return check_signature(input);
  }
}

}  // namespace karimen::fuzz
