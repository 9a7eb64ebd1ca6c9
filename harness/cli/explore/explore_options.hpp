// The options of `karimen explore`.
#pragma once

#include <array>

#include "harness/cli/frame/library.hpp"
#include "harness/cli/run/run_options.hpp"

namespace karimen::harness::cli {

inline constexpr std::array explore_options{
    Option{"walks", '\0', "N", "how many random walks (default 1000)"},
    Option{"cover", '\0', "RULE[:FACT]",
           "a short scenario in which the rule applies, or that condition alone fails", true},
    Option{"breadth", '\0', "[=STEPS]",
           "every walk of so many steps instead, the shortest first (default 1)"},
    Option{"stuck", '\0', "[=STEPS]",
           "states so many steps away without a way back to a licence that counts (default 1)"},
    Option{"at-all-boundaries", '\0', "",
           "the scenarios of PATH the day before, on and after every date that their rules know"},
    Option{"limit", '\0', "N", "of --breadth: at most so many runs"},
    Option{"holder", '\0', "PERSONA", "of --breadth and --stuck: only hers", true},
    shard_option,
    Option{"findings", '\0', "FILE", "what was found is written there, for --merge"},
    Option{"merge", '\0', "", "the findings of all shards, PATH..., as if one had walked all"},
    defect_option,
    Option{"defects", '\0', "", "what the institutions can do wrong on purpose"},
    Option{"seed", '\0', "S", "the same walks for the same seed (default 1)"},
    Option{"depth", '\0', "D", "steps of the longest walk (default 12)"},
    Option{"sut", '\0', "CMD|tcp:...|unix:...", "your system beside the built-in one, as for run"},
    Option{"profile", '\0', "NAME", "the system of [profile.NAME.sut] in karimen.toml"},
    jobs_option,
    Option{"assume", '\0', "A-10=erased", "of every walk; the other knobs are turned by chance", true},
    Option{"out", '\0', "DIR", "where what fails is written, each group cut short (default walks)"},
    data_option,
    rulebook_option};

}  // namespace karimen::harness::cli
