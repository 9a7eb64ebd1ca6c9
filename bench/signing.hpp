// What OpenSSL takes for signatures: keys, not Karimen, decide it, and whoever measures Karimen takes it off.
// Whoever uses this links with --wrap=EVP_PKEY_sign.
#pragma once

#include <cstddef>

namespace karimen::bench {

struct Signing {
  std::size_t signatures = 0;
  double seconds = 0;  ///< of processor time
};

/// Of this process, since the last time.
[[nodiscard]] Signing take_signing();

}  // namespace karimen::bench
