// What speaks against a procedure, gathered at one counter.
#pragma once

#include "sim/world/codes.hpp"
#include "sim/world/result.hpp"

namespace karimen::sim::world {

/// Everything that holds is named, not the first alone. Where a system that must be asked does not answer,
/// that is named, and nothing that it would have said.
class Objections {
 public:
  /// A system must answer for this procedure: the police's registry, that of cards and certificates, or the
  /// portal, through which both are asked.
  void ask_drivers(bool answers) { drivers_.silent = drivers_.silent || !answers; }
  void ask_cards(bool answers) { cards_.silent = cards_.silent || !answers; }
  void ask_portal(bool answers) {
    ask_drivers(answers);
    ask_cards(answers);
  }

  /// Seen without a system: the place, the hour, the papers, the money, the card and its chip.
  void see(const char* obstacle, bool holds) {
    if (holds) seen_.insert(obstacle);
  }
  /// Learnt from the police's registry.
  void hear(const char* obstacle, bool holds = true) {
    if (holds) drivers_.obstacles.insert(obstacle);
  }
  /// Learnt from the registry of cards and certificates.
  void hear_of_card(const char* obstacle, bool holds = true) {
    if (holds) cards_.obstacles.insert(obstacle);
  }
  /// As `see` and `hear_of_card`, for what does not refuse.
  void remark(const char* warning, bool holds = true) {
    if (holds) remarks_.insert(warning);
  }
  void remark_of_card(const char* warning, bool holds = true) {
    if (holds) cards_.warnings.insert(warning);
  }

  [[nodiscard]] bool none() const {
    return !silent() && seen_.empty() && drivers_.obstacles.empty() && cards_.obstacles.empty();
  }
  [[nodiscard]] CodeSet warnings() const {
    CodeSet all = remarks_;
    if (!cards_.silent) all.insert(cards_.warnings.begin(), cards_.warnings.end());
    return all;
  }
  [[nodiscard]] Result refusal() const {
    CodeSet obstacles = seen_;
    for (const auto* source : {&drivers_, &cards_})
      if (!source->silent) obstacles.insert(source->obstacles.begin(), source->obstacles.end());
    if (silent()) obstacles.insert(obstacle::system_down);
    return refused(std::move(obstacles), warnings());
  }

 private:
  struct Source {
    bool silent = false;
    CodeSet obstacles, warnings;
  };
  [[nodiscard]] bool silent() const { return drivers_.silent || cards_.silent; }

  CodeSet seen_, remarks_;
  Source drivers_, cards_;
};

}  // namespace karimen::sim::world
