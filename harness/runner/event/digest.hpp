// A digest over the event stream: SHA-256 over an unambiguous spelling of every event, without measured_*
// fields, readers, transport and origin. A run's is made of those of its scenarios, in the order of their
// identities: the shards of a run have the same one together.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/runner/event/event.hpp"

namespace karimen::harness {

/// What holds for all scenarios of a run: seed and assumptions.
[[nodiscard]] std::string heading_digest(const RunStarted& started);

/// Identity and digest.
using ScenarioDigest = std::pair<std::string, std::string>;
/// Of a run of these, in any order.
[[nodiscard]] std::string run_digest(std::string_view heading, std::vector<ScenarioDigest> scenarios);

class Digest {
 public:
  Digest();
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;

  /// The events of one scenario after the other, each with ScenarioFinished as its last, which gets its
  /// digest.
  void add(Event& event);
  /// Of the run.
  [[nodiscard]] std::string finish();

 private:
  class Hash;
  /// Of a scenario, or of one round of it: as few bytes as tell it.
  struct Told {
    std::uint32_t name = 0;  ///< index into `names_`
    std::uint32_t round = 0;
    std::array<std::uint8_t, 32> sum{};
  };
  [[nodiscard]] std::string name_of(const Told& told) const;
  [[nodiscard]] bool before(const Told& one, const Told& other) const;

  std::unique_ptr<Hash> hash_;  ///< of the scenario under way
  std::string heading_;
  std::map<std::string, std::uint32_t, std::less<>> index_;
  std::vector<std::string_view> names_;  ///< keys of `index_`
  std::vector<Told> told_;
};

}  // namespace karimen::harness
