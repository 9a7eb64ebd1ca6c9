// Decoding that also tells where the last element ended. Inside sim/licence only.
#pragma once

#include "sim/licence/wef.hpp"

namespace karimen::sim::licence {

template <typename Record>
struct Decoded {
  Record record;
  std::size_t size = 0;              ///< bytes up to the end of the last element
  std::optional<DecodeError> error;  ///< if set, `record` is worth nothing
};

[[nodiscard]] Decoded<LicenceRecord> read_wef02(ByteView file);
[[nodiscard]] Decoded<SignatureRecord> read_wef03(ByteView file);

}  // namespace karimen::sim::licence
