// Who may read or use what of a card, written down here (chip.md C.2-C.8, F.1): the witness does not ask the
// card.
#pragma once

#include <initializer_list>
#include <span>
#include <vector>

#include "sim/chip/making/personalisation.hpp"

namespace karimen::hostile {

struct Right {
  enum class To { read, read_records, sign, authenticate, open_session };

  sim::chip::ApplicationId application;
  std::uint16_t file;
  To to;
  bool everybody = false;
  std::vector<std::uint16_t> keys = {};  ///< key EFs, of which one presented is enough
  bool commission = false;               ///< in a channel of the safety commission, too

  [[nodiscard]] bool reads() const { return to == To::read || to == To::read_records; }
};

/// Every EF that has content or a private key. What is not here nobody reads and nobody uses.
[[nodiscard]] std::span<const Right> access_matrix();
/// nullptr: nobody may.
[[nodiscard]] const Right* right_to_read(sim::chip::ApplicationId application, std::uint16_t file);
[[nodiscard]] const Right* right_to_use(sim::chip::ApplicationId application, std::uint16_t file);
/// The key that COMPUTE DIGITAL SIGNATURE takes if none is named; 0: none.
[[nodiscard]] std::uint16_t unnamed_key(sim::chip::ApplicationId application);

}  // namespace karimen::hostile
