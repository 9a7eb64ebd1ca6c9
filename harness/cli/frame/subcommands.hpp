// The subcommands, each in the file of its name.
#pragma once

#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {

ExitCode list(const Invocation& invocation, const Streams& streams);
ExitCode watch_scenarios(const Invocation& invocation, const Streams& streams);
ExitCode print_template(const Invocation& invocation, const Streams& streams);
ExitCode run_scenarios(const Invocation& invocation, const Streams& streams);
ExitCode debug_scenario(const Invocation& invocation, const Streams& streams);
ExitCode replay_bundle(const Invocation& invocation, const Streams& streams);
ExitCode shrink_scenario(const Invocation& invocation, const Streams& streams);
ExitCode report_stream(const Invocation& invocation, const Streams& streams);
ExitCode runs_list(const Invocation& invocation, const Streams& streams);
ExitCode runs_show(const Invocation& invocation, const Streams& streams);
ExitCode runs_diff(const Invocation& invocation, const Streams& streams);
ExitCode runs_prune(const Invocation& invocation, const Streams& streams);
ExitCode runs_merge(const Invocation& invocation, const Streams& streams);
ExitCode runs_export(const Invocation& invocation, const Streams& streams);
ExitCode show_coverage(const Invocation& invocation, const Streams& streams);
ExitCode explore(const Invocation& invocation, const Streams& streams);
ExitCode decode(const Invocation& invocation, const Streams& streams);
ExitCode list_procedures(const Invocation& invocation, const Streams& streams);
ExitCode list_facts(const Invocation& invocation, const Streams& streams);
ExitCode print_schema(const Invocation& invocation, const Streams& streams);
ExitCode sut_check(const Invocation& invocation, const Streams& streams);
ExitCode explain_words(const Invocation& invocation, const Streams& streams);
ExitCode rules_list(const Invocation& invocation, const Streams& streams);
ExitCode rules_show(const Invocation& invocation, const Streams& streams);
ExitCode rules_decide(const Invocation& invocation, const Streams& streams);
ExitCode rules_diff(const Invocation& invocation, const Streams& streams);
ExitCode rules_vocabulary(const Invocation& invocation, const Streams& streams);
ExitCode rules_check(const Invocation& invocation, const Streams& streams);
ExitCode rules_mutate(const Invocation& invocation, const Streams& streams);
ExitCode rules_export(const Invocation& invocation, const Streams& streams);
ExitCode reader_up(const Invocation& invocation, const Streams& streams);
ExitCode reader_down(const Invocation& invocation, const Streams& streams);
ExitCode reader_list(const Invocation& invocation, const Streams& streams);
ExitCode doctor(const Invocation& invocation, const Streams& streams);
ExitCode serve_suites(const Invocation& invocation, const Streams& streams);
ExitCode open_desk(const Invocation& invocation, const Streams& streams);
ExitCode card_insert(const Invocation& invocation, const Streams& streams);
ExitCode card_new(const Invocation& invocation, const Streams& streams);
ExitCode card_show(const Invocation& invocation, const Streams& streams);
ExitCode card_explain(const Invocation& invocation, const Streams& streams);
ExitCode card_revocation(const Invocation& invocation, const Streams& streams);
ExitCode card_lint(const Invocation& invocation, const Streams& streams);
ExitCode card_read(const Invocation& invocation, const Streams& streams);
ExitCode card_limits(const Invocation& invocation, const Streams& streams);
ExitCode card_faults(const Invocation& invocation, const Streams& streams);
ExitCode card_record(const Invocation& invocation, const Streams& streams);
ExitCode card_diff(const Invocation& invocation, const Streams& streams);
ExitCode card_apdu(const Invocation& invocation, const Streams& streams);
ExitCode print_man(const Invocation& invocation, const Streams& streams);
ExitCode print_completions(const Invocation& invocation, const Streams& streams);
ExitCode check(const Invocation& invocation, const Streams& streams);
ExitCode format_files(const Invocation& invocation, const Streams& streams);

}  // namespace karimen::harness::cli
