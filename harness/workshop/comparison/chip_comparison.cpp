#include "harness/workshop/comparison/chip_comparison.hpp"

#include "sim/reader/chip_endpoint.hpp"

namespace karimen::harness::workshop {

Comparison compare_with_chip(const trace::RecordingFile& recording, sim::chip::Card card, Language language,
                             const ComparisonOptions& options) {
  sim::reader::ChipEndpoint endpoint(card);
  const auto why = [&]() -> std::string {
    const auto& cause = card.last_cause();
    if (cause.clause == sim::chip::Clause::done) return "";
    return sim::chip::explain(cause, language) + " [" + std::string(sim::chip::source(cause)) + "]";
  };
  return compare(recording, {.card = endpoint, .why = why, .chip = &card}, options);
}

}  // namespace karimen::harness::workshop
