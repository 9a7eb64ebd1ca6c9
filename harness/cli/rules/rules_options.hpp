// The options of `karimen rules`.
#pragma once

#include <array>

#include "harness/cli/frame/library.hpp"

namespace karimen::harness::cli {

inline constexpr Option sources_option{"sources", '\0', "DIR",
                                       "documents that rules quote (default: $KARIMEN_SOURCES)"};
inline constexpr std::array rules_diff_options{
    name_option, tags_option,    cases_option, Option{"verbose", 'v', "", "every scenario by its name"},
    data_option, rulebook_option};
inline constexpr std::array rules_check_options{
    sources_option, Option{"limit", '\0', "MS", "the longest time for one question to the solver"},
    Option{"out", 'o', "DIR", "runs that break an invariant go there, as scenarios"}, data_option,
    rulebook_option};
inline constexpr std::array export_options{Option{"format", '\0', "dmn", "DMN 1.5 (default)"}, data_option,
                                           rulebook_option};
inline constexpr std::array decide_options{
    Option{"at", '\0', "DATE", "the day, or the moment"},
    Option{"facts", '\0', "FILE|-", "an answer a line, of a JSON object of facts a line"},
    Option{"place", '\0', "P", "the prefecture (default tokyo)"}, data_option, rulebook_option};
inline constexpr std::array mutate_options{
    Option{"sample", '\0', "N", "only so many of them, drawn by the seed"},
    Option{"seed", '\0', "S", "other ones (default 1)"},
    Option{"verbose", 'v', "", "who is noticed, too, and by what"}, data_option, rulebook_option};

}  // namespace karimen::harness::cli
