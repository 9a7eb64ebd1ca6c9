// Cards that were made before: a run makes the same few hundreds of times, with their images, certificates
// and digests each time anew.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "sim/blueprint/card_keys.hpp"
#include "sim/blueprint/card_spec.hpp"
#include "sim/chip/card.hpp"

namespace karimen::sim::blueprint {

/// New cards by what they are made of: the same specification and keys give the same, but for the seed of the
/// chip's generator, which is no part of what is compared. Safe from several threads.
class MadeCards {
 public:
  /// `most`: how many are remembered, those that were asked for last; some 50 kB each.
  explicit MadeCards(std::size_t most = 256) : most_(most) {}

  /// Calls `make` where it was not made before; what that throws is thrown.
  [[nodiscard]] chip::Card of(const CardSpec& spec, const CardKeys& keys,
                              const std::function<chip::Personalisation()>& make) const;

 private:
  struct Made {
    CardSpec spec;
    CardKeys keys;
    chip::Card card;
  };
  using Shared = std::shared_ptr<const Made>;
  [[nodiscard]] Shared find(const CardSpec& spec, const CardKeys& keys) const;
  void keep(Shared made) const;

  const std::size_t most_;
  mutable std::mutex mutex_;
  mutable std::vector<Shared> made_;  ///< the last one that was asked for first
};

}  // namespace karimen::sim::blueprint
