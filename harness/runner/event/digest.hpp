// A digest over the event stream: SHA-256 over an unambiguous spelling of every event, without measured_*
// fields, readers, transport and origin. A run's is made of those of its scenarios, in the order of their
// identities: the shards of a run have the same one together.
#pragma once

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
  std::unique_ptr<Hash> hash_;  ///< of the scenario under way
  std::string heading_;
  std::vector<ScenarioDigest> scenarios_;
};

}  // namespace karimen::harness
