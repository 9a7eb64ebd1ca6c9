// What no log and no report shows unless it was asked for: individual numbers, and PINs, passwords and the
// other reference data. Masked bytes and characters become '*', so that every length stays; which bytes they
// are goes with them (HiddenBytes), since a '*' may be what was really sent: it is the PIN of a new licence.
//
//   in commands   the data of VERIFY, CHANGE REFERENCE DATA, CHANGE KEY, RESET RETRY COUNTER, UNLOCK KEY and
//   of
//                 a STORE DATA outside SCP03
//   in responses  card text 0001 (the number), 0003 (the digest over it and the signature over that: a number
//                 has only 10^11 values to try) and card face 0005 (the number as an image, and its
//                 signature), in whatever pieces they are read
//   in both       twelve ASCII digits with the check digit of an individual number
// What secure messaging or SCP03 has encrypted stays as it is.
#pragma once

#include <string>
#include <string_view>

#include "base/card_event.hpp"
#include "harness/trace/follower.hpp"

namespace karimen::harness::trace {

inline constexpr char mask_character = '*';
inline constexpr auto mask_byte = static_cast<std::uint8_t>(mask_character);

/// Which bytes of an exchange were masked.
struct Masked {
  HiddenBytes command, response;
};

/// Takes the exchanges of one reader in their order: what an answer holds depends on what was selected
/// before.
class Masker {
 public:
  Masker() = default;
  /// Joins where that is known already.
  explicit Masker(const Situation& situation) : follower_(situation) {}
  /// Power-on or reset.
  void reset() { follower_.reset(); }
  /// Masks one exchange where it stands.
  Masked mask(Bytes& command, Bytes& response);
  /// As above; what was masked before stays so.
  [[nodiscard]] CardEvent masked(CardEvent event);

 private:
  Follower follower_;
};

/// Every run of twelve digits, or of 4-4-4 with one separator between them (space or hyphen), whose last one
/// is the check digit of an individual number. Full-width digits become full-width asterisks. Digits inside a
/// longer run, or inside hexadecimal of 16 digits or more, are none of it.
[[nodiscard]] std::string mask_text(std::string text);

/// Whether the last of twelve digits (0–9 each) is the check digit of the others (番号利用法総務省令第5条).
[[nodiscard]] bool is_individual_number(ByteView twelve_digits);

/// What either hides.
void add(HiddenBytes& hidden, const HiddenBytes& more);

/// A command, or else data, masked where it stands; which bytes.
[[nodiscard]] HiddenBytes mask_bytes(Bytes& bytes);

}  // namespace karimen::harness::trace
