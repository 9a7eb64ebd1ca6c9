#include <fmt/format.h>

#include <numeric>

#include "sim/chip/atr.hpp"

namespace karimen::sim::chip {

namespace {

/// Where the parts of an answer to reset lie.
struct Parts {
  std::size_t historical = 0;       ///< offset of the first historical byte
  std::size_t historical_size = 0;  ///< as T0 says
  bool checked = false;             ///< a protocol other than T=0 is offered: a check byte follows
  std::vector<std::uint8_t> protocols;
};

/// Follows TD1, TD2, … ; the interface bytes may run past the end.
Parts parts_of(ByteView atr) {
  Parts parts{.historical = 2, .historical_size = atr[1] & 0x0FU};
  for (std::uint8_t present = atr[1] >> 4; present != 0;) {
    for (const int bit : {1, 2, 4}) parts.historical += (present & bit) != 0 ? 1 : 0;  // TA, TB, TC
    if ((present & 8) == 0) break;
    if (parts.historical >= atr.size()) return parts;
    const std::uint8_t next = atr[parts.historical++];
    parts.protocols.push_back(next & 0x0F);
    parts.checked = parts.checked || (next & 0x0F) != 0;
    present = next >> 4;
  }
  return parts;
}

class Examination {
 public:
  explicit Examination(ByteView atr) : atr_(atr) {}

  std::vector<AtrFault> faults() {
    if (atr_.size() < 2 || atr_.size() > longest_atr) {
      say(0, fmt::format("an answer to reset has 2 to {} bytes, this one has {}", longest_atr, atr_.size()));
      return std::move(faults_);
    }
    if (atr_[0] != 0x3B && atr_[0] != 0x3F)
      say(0, fmt::format("TS is {:02X}; only 3B and 3F exist", atr_[0]), "3B");
    parts_ = parts_of(atr_);
    if (length()) {
      historical();
      check_byte();
    }
    return std::move(faults_);
  }

 private:
  void say(std::size_t offset, std::string what, std::string fix = "") {
    faults_.push_back({offset, std::move(what), std::move(fix)});
  }

  /// The bytes are as many as T0 and the TDs announce.
  bool length() {
    const auto wanted = parts_.historical + parts_.historical_size + (parts_.checked ? 1 : 0);
    if (wanted == atr_.size()) return true;
    say(std::min(wanted, atr_.size() - 1),
        fmt::format("T0 and the interface bytes announce {} bytes ({} of them historical{}), there are {}",
                    wanted, parts_.historical_size, parts_.checked ? ", one check byte" : "", atr_.size()),
        fmt::format("T0 is {:02X}: its low digit counts the historical bytes", atr_[1]));
    return false;
  }

  void check_byte() {
    if (!parts_.checked) return;
    const std::uint8_t sum = std::accumulate(atr_.begin() + 1, atr_.end() - 1, std::uint8_t{0},
                                             [](std::uint8_t all, std::uint8_t each) { return all ^ each; });
    if (sum != atr_.back())
      say(atr_.size() - 1, fmt::format("the check byte TCK is {:02X}", atr_.back()),
          fmt::format("it must be {:02X}, so that everything behind TS comes to 00 by XOR", sum));
  }

  void historical() {
    const auto bytes = atr_.subspan(parts_.historical, parts_.historical_size);
    if (atr_[1] >> 4 == 8 && parts_.protocols == std::vector<std::uint8_t>{0, 1} && atr_[2] == 0x80 &&
        atr_[3] == 0x01)
      return type_b(bytes);
    if (bytes.empty()) return;
    if (bytes[0] == 0x80) return compact_tlv(1, bytes.size());
    if (bytes[0] == 0x10 && bytes.size() != 2)
      say(parts_.historical, "historical bytes that begin 10 (DIR data reference) are two");
    if (bytes[0] != 0x00) return;  // anything else is the maker's own
    if (bytes.size() < 4)
      say(parts_.historical, "historical bytes that begin 00 end in three bytes of status");
    else
      compact_tlv(1, bytes.size() - 3);
  }

  /// PC/SC part 3: a Type B card's application data, protocol information and maximum buffer length.
  void type_b(ByteView bytes) {
    if (bytes.size() != 8) {
      say(1, fmt::format("a Type B card has 8 historical bytes, these are {}", bytes.size()),
          "application data (4), protocol information (3), maximum buffer length (1): 3B88 8001 …");
      return;
    }
    if ((bytes[7] & 0x0F) != 0)
      say(parts_.historical + 7,
          fmt::format(
              "the last historical byte is {:02X}; the maximum buffer length stands in its high digit",
              bytes[7]),
          fmt::format("{:02X}", bytes[7] & 0xF0));
    if ((bytes[5] & 0x01) == 0)
      say(parts_.historical + 5,
          fmt::format("protocol information {:02X} says that the card does not speak ISO/IEC 14443-4",
                      bytes[5]),
          fmt::format("{:02X}", bytes[5] | 0x01));
  }

  /// Tag and length in one byte each, from `at` to `end` of the historical bytes.
  void compact_tlv(std::size_t at, std::size_t end) {
    while (at < end) {
      const std::uint8_t header = atr_[parts_.historical + at];
      const std::size_t next = at + 1 + (header & 0x0FU);
      if (next > end) {
        say(parts_.historical + at,
            fmt::format("historical byte {:02X} announces {} bytes, {} follow", header, header & 0x0F,
                        end - at - 1),
            "COMPACT-TLV: the high digit is the tag, the low one the length");
        return;
      }
      at = next;
    }
  }

  ByteView atr_;
  Parts parts_;
  std::vector<AtrFault> faults_;
};

}  // namespace

std::vector<AtrFault> faults_of_atr(ByteView atr) {
  return Examination(atr).faults();
}

}  // namespace karimen::sim::chip
