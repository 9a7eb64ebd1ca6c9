// Options of `karimen run` about what is run, how often and in which order.
#pragma once

#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {

inline constexpr Option shard_option{"shard", '\0', "I/N|auto[/N]",
                                     "the I-th of N parts; auto: as CI, Kubernetes or Slurm say"};
inline constexpr Option failed_option{"failed", '\0', "",
                                      "only what failed, crashed or was not finished when it was last run"};
inline constexpr Option changed_option{"changed", '\0', "[=REV]",
                                       "only what git says changed, and what touches a changed rule"};
inline constexpr Option allow_empty_option{"allow-empty", '\0', "", "end with 0 where nothing is selected"};
inline constexpr Option resume_option{"resume", '\0', "RUN",
                                      "go on with a run that did not finish: a number, or last"};
inline constexpr Option bundle_option{
    "bundle", '\0', "DIR|none",
    "where failures are kept for 'karimen replay' (default: in ~/.local/state/karimen)"};
inline constexpr Option shuffle_option{"shuffle", '\0', "[=SEED]",
                                       "in an order that the seed decides; without one it is told"};
inline constexpr Option repeat_option{"repeat", '\0', "N", "everything N times, one round after the other"};

inline constexpr Option timeout_option{"timeout", '\0', "30s", "of each scenario; 500ms, 30s, 2min"};
inline constexpr Option retries_option{"retries", '\0', "N",
                                       "try what fails again (default 0); if it passes then, it is flaky"};
inline constexpr Option keep_going_option{"keep-going", '\0', "", "past files with mistakes, to the end"};

}  // namespace karimen::harness::cli
