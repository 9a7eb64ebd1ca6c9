#include "harness/explore/walk/hunt.hpp"

#include <algorithm>

#include "base/parallel.hpp"
#include "harness/explore/walk/foresight.hpp"
#include "harness/explore/walk/guide.hpp"
#include "harness/explore/walk/walker.hpp"

namespace karimen::harness::explore {
namespace {

constexpr unsigned draws = 5;  // of a walk whose start contradicts itself

/// A walk that may find somebody out.
struct Track {
  std::uint64_t number = 0;
  Walk walk;
  Shown shown;
};

std::vector<Event> walked(Walker& walker, const Walk& walk, const std::atomic<bool>& stop) {
  try {
    return walker.run(walk, stop).value_or(std::vector<Event>{});
  } catch (const DiagnosticError&) {
    return {};
  }
}

bool fails(const std::optional<Mishap>& mishap) {
  return mishap && mishap->verdict >= Verdict::fail;
}

}  // namespace

std::vector<std::optional<Kill>> hunt(const WalkMaker& maker, const Lexicon& lexicon,
                                      const RunContext& context, const SystemFactory& sound,
                                      std::span<const SystemFactory> erring, const HuntOptions& options,
                                      const std::atomic<bool>& stop) {
  std::vector<std::optional<Kill>> kills(erring.size());
  std::vector<std::unique_ptr<Walker>> hunters(erring.size()), scouts;
  const auto scouting = std::max(1U, options.jobs);
  for (unsigned i = 0; i < scouting; ++i)
    scouts.push_back(std::make_unique<Walker>(lexicon, context, sound, i));
  std::vector<std::unique_ptr<Foresight>> foresights;
  for (unsigned i = 0; i < scouting; ++i) foresights.push_back(std::make_unique<Foresight>(lexicon, context));
  std::vector<Shown> shown(scouting);
  for (unsigned i = 0; i < scouting; ++i)
    scouts[i]->watched_by([&shown, i](const StepTrace& step) { add_shown(step, shown[i]); });
  Guide guide(maker, Guide::for_reach);
  for (std::size_t i = 0; i < erring.size(); ++i)
    hunters[i] = std::make_unique<Walker>(lexicon, context, erring[i], 0);
  const auto alive = [&] {
    return static_cast<std::size_t>(std::ranges::count_if(kills, [](const auto& each) { return !each; }));
  };
  for (std::uint64_t first = 0; first < options.walks && alive() > 0 && !stop; first += Guide::round) {
    const auto size = std::min<std::uint64_t>(Guide::round, options.walks - first);
    std::vector<std::optional<Track>> tracks(size);
    side_by_side(
        scouting,
        [&](std::size_t scout) {
          for (auto i = scout; i < size && !stop; i += scouting)
            for (unsigned attempt = 0; attempt < draws && !tracks[i]; ++attempt) {
              auto walk = guide.make(first + i, attempt, *foresights[scout]);
              shown[scout] = {};
              const auto events = walked(*scouts[scout], walk, stop);
              if (!events.empty() && !fails(mishap_of(events)))
                tracks[i] = Track{first + i, std::move(walk), shown[scout]};
            }
        },
        options.jobs);
    for (const auto& track : tracks)
      if (track) guide.learn(track->walk, track->shown, *foresights[0]);
    side_by_side(
        erring.size(),
        [&](std::size_t i) {
          for (const auto& track : tracks) {
            if (kills[i] || stop) return;
            if (!track) continue;
            auto mishap = mishap_of(walked(*hunters[i], track->walk, stop));
            if (fails(mishap)) kills[i] = Kill{track->number, track->walk, std::move(*mishap)};
          }
        },
        options.jobs);
    if (options.progress) options.progress(first + size, alive());
  }
  return kills;
}

}  // namespace karimen::harness::explore
