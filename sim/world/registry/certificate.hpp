// A certificate of JPKI as the registry knows it.
#pragma once

#include <optional>

#include "base/date.hpp"
#include "sim/world/words.hpp"

namespace karimen::sim::world {

struct Certificate {
  CertificateStatus status = CertificateStatus::none;
  std::optional<Date> last_day;
  [[nodiscard]] bool valid_on(Date day) const {
    return status == CertificateStatus::issued && last_day >= day;  // absent: no day is early enough
  }
  /// Nothing where there is none.
  void revoke() {
    if (status == CertificateStatus::issued) status = CertificateStatus::revoked;
  }
};

}  // namespace karimen::sim::world
