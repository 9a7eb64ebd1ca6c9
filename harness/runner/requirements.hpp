// What a scenario requires of the run (`requires`), and whether it is there.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "base/bilingual.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

/// What a run has to offer. The built-in system does every procedure and shows every fact; of a system beside
/// it count those that it does and shows itself.
struct Offer {
  struct Beside {
    std::string name;
    std::set<std::string> procedures, facts;
  };
  std::string transport = "direct";
  std::optional<Beside> beside = {};
};

/// Why a scenario is not run: its own `skip`, else the first thing that it requires and that is not there;
/// empty: it is run.
[[nodiscard]] BilingualText why_skipped(const Scenario& scenario, const Offer& offer);

}  // namespace karimen::harness
