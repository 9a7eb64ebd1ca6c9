// A reading program of the tests' own: APDUs to a card, and the objects of its files. It knows chip.md only.
#pragma once

#include <boost/test/unit_test.hpp>
#include <string>

#include "sim/blueprint/tlv.hpp"
#include "sim/chip/card.hpp"

namespace karimen::sim::blueprint {

inline constexpr const char* common_aid = "D3921000310001010100";
inline constexpr const char* face_aid = "D3921000310001010402";
inline constexpr const char* text_aid = "D3921000310001010408";
inline constexpr const char* jpki_aid = "D392F000260100000001";
inline constexpr const char* licence_aid = "A0000002310600000000000000000000";

class CardUnderTest {
 public:
  explicit CardUnderTest(const chip::Personalisation& personalisation) : card_(personalisation) {
    (void)card_.power_on();
    (void)card_.transmit(from_hex("0084000008"));  // a card may lose its first command (chip.md 0.4)
  }

  /// Data and status word.
  Bytes send(const Bytes& command) { return card_.transmit(command); }
  /// The status word of SELECT, "9000" or "6A82".
  std::string select(const std::string& aid) {
    const Bytes name = from_hex(aid);
    return status(joined({Bytes{0x00, 0xA4, 0x04, 0x0C, static_cast<std::uint8_t>(name.size())}, name}));
  }
  /// Of a key of the current application: "9000", "63Cn", "6984".
  std::string verify(std::uint8_t key, const std::string& value) {
    Bytes command{0x00, 0x20, 0x00, static_cast<std::uint8_t>(0x80 | key)};
    if (!value.empty()) command.push_back(static_cast<std::uint8_t>(value.size()));
    return status(joined({command, to_bytes(value)}));
  }
  /// A whole EF of the current application, filler included; empty where it may not be read.
  Bytes read(std::uint8_t file) {
    Bytes answer = send({0x00, 0xB0, static_cast<std::uint8_t>(0x80 | file), 0x00, 0x00, 0x00, 0x00});
    const bool done = to_hex(ByteView(answer).last(2)) == "9000";
    answer.resize(done ? answer.size() - 2 : 0);
    return answer;
  }
  Bytes data_object(std::uint16_t tag) {
    (void)select("A0000001510000");
    Bytes answer = send(
        {0x00, 0xCA, static_cast<std::uint8_t>(tag >> 8), static_cast<std::uint8_t>(tag), 0x00, 0x00, 0x00});
    answer.resize(answer.size() - 2);
    return answer;
  }

 private:
  std::string status(const Bytes& command) { return to_hex(ByteView(send(command)).last(2)); }
  chip::Card card_;
};

/// An object with a two-byte tag, found in front of or inside others (chip.md C.0.1).
struct Object {
  ByteView whole, value;
};

/// The object at `offset`.
inline Object object_at(ByteView file, std::size_t offset) {
  BOOST_REQUIRE(offset + 3 <= file.size());
  const bool is_long = file[offset + 2] == 0x82;
  const std::size_t header = is_long ? 5 : 3;
  BOOST_REQUIRE(offset + header <= file.size());
  const std::size_t size = is_long ? std::size_t{file[offset + 3]} << 8 | file[offset + 4] : file[offset + 2];
  BOOST_REQUIRE(offset + header + size <= file.size());
  return {file.subspan(offset, header + size), file.subspan(offset + header, size)};
}

/// The first object `tag` directly inside the file's outer object.
inline Object object_of(ByteView file, std::uint16_t tag) {
  const ByteView inside = object_at(file, 0).value;
  for (std::size_t at = 0; at < inside.size();) {
    const auto found = object_at(inside, at);
    if ((inside[at] << 8 | inside[at + 1]) == tag) return found;
    at += found.whole.size();
  }
  BOOST_FAIL("no object " << std::hex << tag);
  return {};
}

inline std::string text_of(ByteView file, std::uint16_t tag) {
  return to_text(object_of(file, tag).value);
}

}  // namespace karimen::sim::blueprint
