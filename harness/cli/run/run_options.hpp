// Options of `karimen run`, and of the commands that share some of them.
#pragma once

#include <array>

#include "harness/cli/frame/library.hpp"

namespace karimen::harness::cli {

inline constexpr Option shard_option{"shard", '\0', "I/N|auto[/N]",
                                     "the I-th of N parts; auto: as CI, Kubernetes or Slurm say"};
inline constexpr Option failed_option{"failed", '\0', "",
                                      "only what failed, crashed or was not finished when it was last run"};
inline constexpr Option min_coverage_option{"min-coverage", '\0', "PERCENT",
                                            "exit with 8 where less was reached"};
inline constexpr Option defect_option{"defect", '\0', "NAME|all",
                                      "the institutions err on purpose; all: one after the other", true};
inline constexpr Option reporter_option{
    "reporter", '\0', "NAME[=FILE]",
    "terminal, dots, ndjson, json, junit, tap, markdown, github, sarif, html", true};
inline constexpr Option verbose_option{"verbose", 'v', "", "show scenarios that passed, too"};
inline constexpr Option jobs_option{"jobs", 'j', "N",
                                    "workers (default: one per core; over PC/SC 2 of 8 readers)"};

namespace topic {
inline constexpr auto which = "which scenarios", when = "how often and how long",
                      system = "the system under test", judged = "what is judged",
                      reports = "reports and traces", places = "where things are";
}  // namespace topic

// The usual ones stand first, and alone in the short help.
inline constexpr std::array run_options{
    name_option,
    tags_option,
    failed_option,
    Option{"fail-fast", 'x', "", "end with the first failure"},
    jobs_option,
    verbose_option,
    Option{"transport", '\0', "direct|pcsc", "in process (default), or a private pcscd"},
    Option{"sut", '\0', "CMD|tcp:...|unix:...",
           "your system beside the built-in one (docs/your-system.md); manual: you; builtin: none"},
    Option{"assume", '\0', "A-10=erased",
           "decide what the sources leave open, unless the scenario does; oracle:A-10=... the oracle alone",
           true},
    reporter_option,
    Option{"trace", '\0', "DIR", "the APDUs of each scenario, as files"},
    of_topic(topic::which,
             {"changed", '\0', "[=REV]", "only what git says changed, and what touches a changed rule"}),
    of_topic(topic::which,
             {"resume", '\0', "RUN", "go on with a run that did not finish: a number, or last"}),
    of_topic(topic::which, shard_option),
    of_topic(topic::which, cases_option),
    of_topic(topic::which, {"allow-empty", '\0', "", "end with 0 where nothing is selected"}),
    of_topic(topic::when,
             {"shuffle", '\0', "[=SEED]", "in an order that the seed decides; without one it is told"}),
    of_topic(topic::when, {"repeat", '\0', "N", "everything N times, one round after the other"}),
    of_topic(topic::when, {"timeout", '\0', "30s", "of each scenario; 500ms, 30s, 2min"}),
    of_topic(topic::when,
             {"retries", '\0', "N", "try what fails again (default 0); if it passes then, it is flaky"}),
    of_topic(topic::when, {"keep-going", '\0', "", "past files with mistakes, to the end"}),
    of_topic(topic::when, {"check-determinism", '\0', "", "run again otherwise and compare digests"}),
    of_topic(topic::system, {"profile", '\0', "NAME", "the system of [profile.NAME.sut] in karimen.toml"}),
    of_topic(topic::system,
             {"answers", '\0', "FILE", "what --sut manual has been answered (default karimen.answers)"}),
    of_topic(topic::system,
             {"readers", '\0', "N", "readers of the private pcscd (default: eight a worker, 1 for -j 1)"}),
    of_topic(topic::system, defect_option),
    of_topic(topic::system, {"sweep", '\0', "", "cut power at every write point of every procedure instead"}),
    of_topic(topic::judged, {"all-assumptions", '\0', "",
                             "each scenario also under every other value of what its verdict rests on"}),
    of_topic(topic::judged,
             {"seed", '\0', "N|git", "of keys' challenges and personal data; git: the commit"}),
    of_topic(topic::judged, {"coverage", '\0', "[=FILE]",
                             "what was shown of rules, procedures, dates and chip, and what was not"}),
    of_topic(topic::judged, min_coverage_option),
    of_topic(topic::judged,
             {"min-observed", '\0', "PERCENT", "exit with 8 where less of a scenario was judged"}),
    of_topic(topic::reports, {"apdus", '\0', "failed|all|none",
                              "whose exchanges with the card ndjson keeps (default: who did not pass)"}),
    of_topic(topic::reports,
             {"trace-format", '\0', "apdu,ndjson,pcapng", "which files (default: all three)", true}),
    of_topic(topic::reports, unmasked_option),
    of_topic(topic::places,
             {"db", '\0', "FILE|none", "the run history (default: in ~/.local/state/karimen)"}),
    of_topic(topic::places,
             {"bundle", '\0', "DIR|none",
              "where failures are kept for 'karimen replay' (default: in ~/.local/state/karimen)"}),
    of_topic(topic::places, data_option),
    of_topic(topic::places, rulebook_option),
};

inline constexpr std::array list_options{
    Option{"given", '\0', "", "show the completed facts of everybody"},
    Option{"tag-names", '\0', "", "the tags instead, and how many scenarios have each"},
    tags_option,
    name_option,
    shard_option,
    cases_option,
    data_option,
    rulebook_option};
inline constexpr std::array watch_options{jobs_option,    name_option, tags_option,    cases_option,
                                          verbose_option, data_option, rulebook_option};
inline constexpr std::array report_options{
    reporter_option,
    Option{"apdus", '\0', "failed|all|none",
           "whose exchanges with the card ndjson keeps (default: what is there)"},
    Option{"html", '\0', "", "the page, on standard output: of one run, or of two side by side"},
    verbose_option,
    data_option,
    rulebook_option};

}  // namespace karimen::harness::cli
