// Reads a card that lies in any PC/SC reader, as a terminal of our own does: by APDU only.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "base/bilingual.hpp"
#include "harness/workshop/card/card_facts.hpp"
#include "sim/reader/link.hpp"

namespace karimen::harness::workshop {

/// The secrets that a reading can use.
enum class ReadingSecret : std::uint8_t { text, licence, signature };

struct ReadingOptions {
  Language language = Language::en;
  bool unmasked = false;
  bool force = false;  ///< try a PIN also where one wrong value would block it
  /// The value for a secret; nullopt: leave it. Asked at most once each, and only where the card would take
  /// it.
  std::function<std::optional<std::string>(ReadingSecret secret, int tries_left)> ask;
};

/// What the card says, in lines: number, counters, certificates, attributes and licence record, each as far
/// as the secrets open it. Throws LinkError.
[[nodiscard]] std::string read_card(sim::reader::Link& link, const sim::pki::Authorities& authorities,
                                    const ReadingOptions& options);

/// "text", "licence", "signature".
[[nodiscard]] const char* to_word(ReadingSecret secret);
/// "card-text PIN", ...
[[nodiscard]] Bilingual words_of(ReadingSecret secret);

}  // namespace karimen::harness::workshop
