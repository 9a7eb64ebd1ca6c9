// The table of commands: name, arguments, what it does, options, examples.
#include <array>

#include "harness/cli/card/card_options.hpp"
#include "harness/cli/explore/explore_options.hpp"
#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/rules/rules_options.hpp"
#include "harness/cli/run/run_options.hpp"

namespace karimen::harness::cli {
namespace {

constexpr std::array check_options{tags_option,    name_option, cases_option,
                                   sources_option, data_option, rulebook_option};

constexpr std::array fmt_options{
    Option{"check", '\0', "", "say which files are not formatted; write nothing"}};

constexpr std::array<Option, 0> no_options{};
constexpr std::array coverage_options{
    Option{"output", 'o', "FILE", "all of them as one"},
    Option{"name", 'k', "NAME", "only what has that in its rule, table, procedure or detail", true},
    Option{"all", '\0', "", "every hole, not the first twenty"}, min_coverage_option};

constexpr Option as_for_run{"assume", '\0', "A-10=erased", "as for run", true};
constexpr std::array debug_options{
    Option{"transport", '\0', "direct|pcsc",
           "in process (default), or a private pcscd where programs find the card"},
    name_option,
    Option{"step", '\0', "STEP", "begin before that step: a number, id or procedure"},
    as_for_run,
    Option{"seed", '\0', "N", "as for run"},
    unmasked_option,
    data_option,
    rulebook_option};
constexpr std::array shrink_options{Option{"output", 'o', "FILE", "where it goes (default: standard output)"},
                                    as_for_run,
                                    Option{"seed", '\0', "N", "as for run"},
                                    name_option,
                                    data_option,
                                    rulebook_option};
constexpr std::array replay_options{
    Option{"transport", '\0', "direct|pcsc", "another one than then"},
    Option{"sut", '\0', "CMD|tcp:...|unix:...", "the system that was under test, or another; builtin: none"},
    Option{"profile", '\0', "NAME", "the system of [profile.NAME.sut] in karimen.toml"}, data_option,
    rulebook_option};
constexpr Option history_option{"db", '\0', "FILE", "the run history (default: in ~/.local/state/karimen)"};
constexpr std::array history_options{history_option};
constexpr std::array runs_list_options{Option{"last", 'n', "N", "the newest N (default 20)"}, history_option};
constexpr std::array runs_show_options{
    Option{"exit-code", '\0', "", "end as the run: 1 failed, 5 undecided, 6 an error or not all of it there"},
    history_option};
constexpr std::array runs_prune_options{Option{"keep", '\0', "N", "the newest N stay"}, history_option};
constexpr std::array sut_options{
    Option{"profile", '\0', "NAME", "the system of [profile.NAME.sut] in karimen.toml"}, data_option,
    rulebook_option};
constexpr std::array data_options{data_option, rulebook_option};
constexpr std::array explain_options_of_words{
    Option{"all", '\0', "", "of a long page every line, not what fits a screen"},
    Option{"list", '\0', "", "every word that has a page"},
    history_option,
    as_for_run,
    Option{"seed", '\0', "N", "as for run"},
    unmasked_option,
    data_option,
    rulebook_option};
constexpr std::array serve_options{
    Option{"listen", '\0', "unix:PATH|127.0.0.1:PORT", "where (default 127.0.0.1:0, a free port)"},
    Option{"token-file", '\0', "FILE", "the token is there, or is written there instead of printed"},
    Option{"readers", '\0', "N", "how many suites at once, 1 to 16 (default 4)"},
    Option{"until-end-of-input", '\0', "", "end with standard input, for who starts it on a pipe"},
    unmasked_option,
    data_option};
constexpr std::array desk_options{
    Option{"listen", '\0', "127.0.0.1:PORT", "where (default 127.0.0.1:0, a free port)"},
    Option{"readers", '\0', "N", "how many readers, 1 to 16 (default 2)"},
    Option{"keep", '\0', "DIR", "saved cards and recordings are here (default: in ~/.local/state/karimen)"},
    Option{"until-end-of-input", '\0', "", "end with standard input, for who starts it on a pipe"},
    unmasked_option,
    data_option,
    rulebook_option};
constexpr std::array reader_options{Option{"readers", '\0', "N", "how many (default 2)"}};
constexpr std::array decode_options{Option{"output", 'o', "FILE", "a recording as .pcapng, .ndjson or words"},
                                    unmasked_option};
constexpr std::array man_options{Option{"out", '\0', "DIR", "every page, as files there"}};
constexpr std::array faults_options{Option{"markdown", '\0', "", "the page docs/faults.md"}};

constexpr std::array revocation_options{
    Option{"out", '\0', "DIR", "where the files go"},
    Option{"revoke", '\0', "signature|authentication[:REASON]", "is revoked on that day", true},
    Option{"at", '\0', "DATE", "the day, or the moment (default 2026-06-10)"}, data_option};

constexpr std::array table{
    Command{"run", "[PATH[:LINE]...]", "run scenarios", run_options,
            "  karimen run                                  all of them, in process\n"
            "  karimen run scenarios/loss -j 2 --transport pcsc\n"
            "  karimen run scenarios/dates/scheme.yaml:20   the scenario of that line\n"
            "  karimen run --reporter terminal --reporter junit=out.xml\n"
            "  karimen run --failed                         what failed or was not finished, wherever it is\n"
            "  karimen run --changed=main -t 'loss and not (fees or client)' --shard auto\n",
            run_scenarios},
    Command{"report", "FILE|- [FILE]", "the reports of a run, later, from its event stream", report_options,
            "  karimen run --reporter ndjson=run.ndjson\n"
            "  karimen report run.ndjson --reporter junit=run.xml --reporter markdown=run.markdown\n"
            "  karimen report --html before.ndjson after.ndjson > changes.html      exit code 1: a verdict "
            "changed\n"
            "  karimen run --reporter ndjson | karimen report -      ends with the exit code of the run\n",
            report_stream},
    Command{"replay", "[BUNDLE]", "what failed in a run, again: the same, different from a step on, or fixed",
            replay_options,
            "  karimen replay                    the newest bundle that a run has left\n"
            "  karimen replay out/bundle --ja    a folder that --bundle named, from any machine\n"
            "  git bisect run sh -c './dev build && build/release/karimen replay /tmp/bundle'\n",
            replay_bundle},
    Command{
        "debug", "PATH:LINE|PATH#ID", "a scenario step by step, forward and back", debug_options,
        "  karimen debug scenarios/pending/card.yaml:20\n"
        "  karimen debug scenarios -k INH-20 --transport pcsc     the card lies in a reader at each stop\n"
        "  echo 'goto end' | karimen debug mine.yaml:1\n",
        debug_scenario},
    Command{"shrink", "[PATH[:LINE|#ID]]", "a failing scenario, cut to what its failure needs",
            shrink_options,
            "  karimen shrink 'mine.yaml#A[at=noon]' -o small.yaml     comments of what stays, stay\n",
            shrink_scenario},
    Command{"watch", "[PATH[:LINE]...]", "run what a saved file touches, what failed first", watch_options,
            "  karimen watch scenarios/loss                 Ctrl-C ends it\n", watch_scenarios},
    Command{"new scenario", "[FILE]", "a scenario to begin with", no_options,
            "  karimen new scenario mine.yaml --ja          without a file: to standard output\n",
            print_template},
    Command{"new card", "[FILE]", "a card file to begin with", no_options, "  karimen new card mycard.yaml\n",
            print_template},
    Command{"new rule", "[FILE]", "a decision with one row", no_options,
            "  karimen new rule rulebook/mine.yaml\n", print_template},
    Command{"list", "[PATH[:LINE]...]", "list scenarios", list_options,
            "  karimen list --given scenarios/dates -k DAT-02\n", list},
    Command{"check", "[PATH...]", "read scenarios and the rulebook without running", check_options,
            "  karimen check                 everything\n  karimen check scenarios/dates\n", check},
    Command{
        "fmt", "PATH...", "write YAML files in their one form, with every comment", fmt_options,
        "  karimen fmt scenarios\n  karimen fmt --check .        exit code 1 where a file is not formatted\n",
        format_files},
    Command{"runs list", "", "the runs of the history, the newest first", runs_list_options,
            "  karimen runs list -n 5\n", runs_list},
    Command{"runs show", "[RUN|SCENARIO]", "a run, or a scenario over time: trend, first failure, flakiness",
            runs_show_options,
            "  karimen runs show            the last run; or its number, or last~1\n"
            "  karimen runs show INH-20\n",
            runs_show},
    Command{"runs diff", "[RUN [RUN]]", "verdicts that changed, and what explains it", history_options,
            "  karimen runs diff            the last two; exit code 1 where a verdict changed\n"
            "  karimen runs diff 3 last\n",
            runs_diff},
    Command{"runs merge", "FILE...", "take over the runs of other histories; shards of a run become one",
            history_options, "  karimen runs merge shard-*.sqlite --db all.sqlite\n", runs_merge},
    Command{"runs export", "[RUN...]", "runs with their results, as one JSON document", history_options,
            "  karimen runs export last > run.json\n", runs_export},
    Command{"runs prune", "", "remove old runs", runs_prune_options, "  karimen runs prune --keep 100\n",
            runs_prune},
    Command{"coverage", "FILE...",
            "what runs have shown of the rules, and the nearest scenario of every hole", coverage_options,
            "  karimen run --coverage=one.cov --shard 1/2            another machine runs the other half\n"
            "  karimen coverage one.cov two.cov --min-coverage 90\n"
            "  karimen coverage one.cov -k inheritance --all\n",
            show_coverage},
    Command{"explore", "[PATH...]", "random walks and searches: where system and rulebook differ",
            explore_options,
            "  karimen explore --walks 20000 --seed 1 --shard 1/2 --findings one.ndjson    half of them\n"
            "  karimen explore --merge one.ndjson two.ndjson          as if one had walked them all\n"
            "  karimen explore --breadth=2 --holder hanako            a shortest counterexample, or none\n",
            explore},
    Command{"sut check", "[CMD|tcp:...|unix:...]",
            "every message to a system under test, and what it answers", sut_options,
            "  karimen sut check \"python3 adapter.py\"\n", sut_check},
    Command{
        "explain", "WORD|RUN/SCENARIO:STEP|FILE:LINE:STEP...",
        "a word that reports name, or a step: every rule, what would flip it", explain_options_of_words,
        "  karimen explain INHERIT-11 A-10        a rule, knob, obstacle, warning, invariant, procedure, "
        "fact, "
        "value,\n"
        "  karimen explain NO_WISH 6A88 tokyo_faq status word or source, and where it stands\n"
        "  karimen explain last                   the step that failed in the last run, if one did\n"
        "  karimen explain 12/INH-20:2            a step of a scenario of run 12: number, id or procedure\n"
        "  karimen explain mine.yaml:20:renew_licence\n",
        explain_words},
    Command{"procedures", "[NAME...]", "what people and institutions do: inputs, obstacles, what changes",
            data_options, "  karimen procedures renew_licence --ja\n", list_procedures},
    Command{"facts", "[NAME...]", "what can be true: types, values, who observes and changes it",
            data_options,
            "  karimen facts licence.expires\n"
            "  karimen facts driver_registry      what contains that\n",
            list_facts},
    Command{"schema", "[scenario|card|rulebook|faults|configuration|events]",
            "the JSON Schema of files that people write, for editors, and of event streams", data_options,
            "  karimen schema > ~/karimen-scenario.json\n"
            "  karimen schema card --ja\n",
            print_schema},
    Command{"rules list", "", "the decisions and their rules", data_options, "", rules_list},
    Command{"rules show", "ID...", "a rule, its reason and its source", data_options,
            "  karimen rules show INHERIT-12\n", rules_show},
    Command{"rules decide", "DECISION [FACT=VALUE...]", "what a decision answers, and why", decide_options,
            "  karimen rules decide inheritance signature_submission.state=none --at 2026-05-01\n"
            "  karimen rules decide inheritance --facts facts.ndjson > answers.ndjson\n",
            rules_decide},
    Command{"rules diff", "DATE DATE|KNOB=VALUE KNOB=VALUE|DIR DIR [PATH...]",
            "rules that differ, and scenarios that are then predicted otherwise", rules_diff_options,
            "  karimen rules diff 2025-03-23 2025-03-24        the law of one day, and of the other\n"
            "  karimen rules diff A-10=kept A-10=erased -t loss\n"
            "  karimen rules diff rulebook changed -v          exit code 1: some verdict changed\n",
            rules_diff},
    Command{"rules vocabulary", "[PART...]", "facts, procedures, words, assumptions, facilities",
            data_options,
            "  karimen rules vocabulary               all of them\n"
            "  karimen rules vocabulary card.record   what contains that\n",
            rules_vocabulary},
    Command{
        "rules check", "", "gaps, overlaps, quotations; invariants proved, or refuted by the shortest run",
        rules_check_options,
        "  karimen rules check --sources ~/documents     quotations, too, in copies of docs/sources.yaml's\n",
        rules_check},
    Command{"rules mutate", "[DECISION|PROCEDURE|FACT|ROW...]",
            "the rulebook wrong in one place each: which mistake no scenario and no proof notices",
            mutate_options,
            "  karimen rules mutate --sample 100             exit code 1: somebody survives\n"
            "  karimen rules mutate inheritance FEE-10 -v    those of a decision and of a row\n",
            rules_mutate},
    Command{"rules export", "[FILE]", "the rulebook for other programs: decision tables in DMN",
            export_options, "  karimen rules export --format dmn karimen.dmn\n", rules_export},
    Command{"reader up", "", "start a private PC/SC service", reader_options,
            "  eval $(karimen reader up | tail -1)\n", reader_up},
    Command{"reader down", "", "end it", {}, "", reader_down},
    Command{"reader list", "", "its readers", {}, "", reader_list},
    Command{
        "serve", "[-- COMMAND...]", "readers and cards for your own test suites, over HTTP", serve_options,
        "  karimen serve                             prints where, the token, and where the readers are\n"
        "  karimen serve -- pytest -q                for that command alone, and ends with its exit code\n"
        "  karimen serve --listen unix:/tmp/karimen.sock --token-file token\n",
        serve_suites},
    Command{"desk", "[PERSONA|FILE...]", "readers, cards and their traffic in a web page", desk_options,
            "  karimen desk                          prints the address; Ctrl-C ends it, and takes the cards "
            "out\n"
            "  karimen desk sato_hanako mine.yaml    the first two readers have these cards in them\n",
            open_desk},
    Command{"card new", "[PERSONA]", "write a card file to begin with", new_options,
            "  karimen card new --list                   the personas\n"
            "  karimen card new yamada_taro -o taro.yaml\n",
            card_new},
    Command{"card show", "[PERSONA|FILE]", "a card as a person would see it", show_options,
            "  karimen card show sato_hanako\n"
            "  karimen card show mine.yaml --face mine.svg --ja\n",
            card_show},
    Command{"card insert", "[PERSONA|FILE]", "keep a card in a reader, with a console", insert_options,
            "  karimen card insert                       Hanako's; her PINs are printed\n"
            "  karimen card insert mine.yaml --watch     and the traffic in words\n"
            "  echo 'tries authentication 1' | karimen card insert yamada_taro\n",
            card_insert},
    Command{"card read", "", "read a card in any PC/SC reader", read_options,
            "  karimen card read                         asks for the PINs\n"
            "  karimen card read --pin text=2580 --pin licence=8642\n",
            card_read},
    Command{"card apdu", "HEX...|-", "send APDUs to a card, answers in words", apdu_options,
            "  karimen card apdu 00A4040C0AD392F000260100000001 00200098\n"
            "  karimen card apdu --card mine.yaml --explain --save after.card < commands\n",
            card_apdu},
    Command{"card explain", "SW|HEX...", "why a card answers so, and what to send", explain_options,
            "  karimen card explain 6982 63C0\n"
            "  karimen card explain --card hanako 00A4040C0AD392F000260100000001 00B0810000\n",
            card_explain},
    Command{"card record", "COMMANDS RECORDING", "what a card in any PC/SC reader answers", record_options,
            "  karimen card record commands.txt mine.ndjson --unmasked   one command a line\n", card_record},
    Command{"card diff", "RECORDING [PERSONA|FILE|RECORDING]",
            "a recording, answer by answer, beside a card of ours", diff_options,
            "  karimen card diff mine.ndjson             whose card is said in the recording\n"
            "  karimen card diff mine.ndjson hanako --json\n",
            card_diff},
    Command{"card faults", "", "what can go wrong with a card on purpose", faults_options,
            "  karimen card faults --ja\n", card_faults},
    Command{"card revocation", "[PERSONA|FILE]", "certificates, revocation lists, OCSP answers",
            revocation_options,
            "  karimen card revocation sato_hanako --out pki\n"
            "  karimen card revocation --revoke signature:superseded --at 2026-06-10 --out pki\n",
            card_revocation},
    Command{"card limits",
            "",
            "what the chip deliberately leaves out",
            {},
            "  karimen card limits --ja\n",
            card_limits},
    Command{"card lint", "[FILE|PERSONA...]", "what is wrong or odd in card files", lint_options,
            "  karimen card lint mine.yaml --at 2026-07-21\n"
            "  karimen card lint                         every persona\n",
            card_lint},
    Command{"decode", "HEX...|FILE...", "an APDU, a response, a TLV or a recording in words", decode_options,
            "  karimen decode 00A4040C0AD392F000260100000001\n  karimen decode trace/run.ndjson --ja\n"
            "  karimen decode mine.ndjson -o mine.pcapng\n",
            decode},
    Command{"completions",
            "bash|zsh|fish",
            "a completion script",
            {},
            "  karimen completions bash > ~/.local/share/bash-completion/completions/karimen\n"
            "  karimen completions zsh > ~/.zfunc/_karimen              a folder of $fpath\n"
            "  karimen completions fish > ~/.config/fish/completions/karimen.fish\n",
            print_completions},
    Command{"man", "[COMMAND]", "a manual page, for man", man_options,
            "  karimen man card insert | man -l -\n"
            "  karimen man --out ~/.local/share/man/man1     all of them\n",
            print_man},
    Command{"doctor", "", "what this machine lacks, and the command that mends it", {}, "", doctor},
};

}  // namespace

std::span<const Command> commands() {
  return table;
}

}  // namespace karimen::harness::cli
