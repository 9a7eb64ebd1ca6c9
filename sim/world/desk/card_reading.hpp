// What terminals learn from a card, by APDU only.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

#include "base/date.hpp"
#include "sim/crypto/rsa.hpp"
#include "sim/licence/licence_record.hpp"
#include "sim/reader/card_session.hpp"
#include "sim/terminal/licence.hpp"
#include "sim/world/desk/card_desk.hpp"

namespace karimen::sim::world {

/// A record as read, of a licence or of a driving history, and whether the safety commission signed it.
struct RecordOnChip {
  licence::LicenceRecord content;
  bool genuine = false;
  /// 運転経歴情報: it has its own number, and none of a licence.
  [[nodiscard]] bool of_history() const {
    return content.record_number.empty() && !content.history_number.empty();
  }
  bool operator==(const RecordOnChip&) const = default;
};

/// What the safety commission's terminal at a police counter shows.
struct CounterReading {
  Date expires{};                       ///< of the card, from the common application
  std::uint32_t free_space = 0;         ///< bytes, GET DATA FF21
  bool licence_application = false;     ///< its instance can be selected
  bool record_garbled = false;          ///< it holds something that is no record
  std::optional<RecordOnChip> record;   ///< of a licence; absent: no application, or another content
  std::optional<RecordOnChip> history;  ///< of a driving history; never beside a licence record
  std::optional<Date> authentication_certificate_until;
};

/// One application carries the one record or the other: puts it where `reading`, which has none yet, has its
/// place.
template <class Reading>
void tell_apart(std::optional<RecordOnChip> found, Reading& reading) {
  if (found) (found->of_history() ? reading.history : reading.record) = std::move(found);
}

/// The card did something that no sound card does: the exchange is given up.
class CardRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// nullopt: WEF02 is no licence record.
[[nodiscard]] std::optional<RecordOnChip> decode_record(ByteView wef02, ByteView wef03,
                                                        const crypto::RsaPublicKey& signer);
/// Last day of the card's validity, from the common application.
[[nodiscard]] Date read_card_expiry(reader::CardSession& session);
/// Free bytes of the extension area.
[[nodiscard]] std::uint32_t read_free_space(reader::CardSession& session);
/// Last day of a certificate; absent where `der` is none.
[[nodiscard]] std::optional<Date> last_day_of(const Bytes& der);
/// Last day of the authentication certificate; absent where there is none.
[[nodiscard]] std::optional<Date> read_authentication_expiry(reader::CardSession& session);
/// What the licence application holds.
struct RecordReading {
  bool application = false;  ///< its instance exists
  bool garbled = false;      ///< what it holds is no record
  std::optional<RecordOnChip> found;
};
/// The record of either kind, in a channel of the safety commission; leaves the channel open. Throws
/// CardRefused where there is an application and it cannot be read: that is not the same as no record.
[[nodiscard]] RecordReading read_record_in_channel(reader::CardSession& session,
                                                   const crypto::RsaPublicKey& signer);
/// The same of files that were read already.
[[nodiscard]] RecordReading record_in(const terminal::LicenceFiles& files,
                                      const crypto::RsaPublicKey& signer);

}  // namespace karimen::sim::world
