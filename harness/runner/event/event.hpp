// What a run says, as values. Every report is a function of this stream (architecture.md 9).
// Wall-clock times exist only in fields named measured_*; the digest leaves them out.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/bilingual.hpp"
#include "base/hidden_bytes.hpp"
#include "harness/fact/value.hpp"
#include "harness/scenario/spot.hpp"

namespace karimen::harness {

/// `skip`: a scenario was not run; `xfail`: it failed, as its author says that it does; `flaky`: it failed,
/// and passed when it was tried again. A step is none of these three.
enum class Verdict { pass, skip, xfail, undecided, flaky, fail, error };
/// All of them, in their order.
inline constexpr std::array all_verdicts{Verdict::pass,  Verdict::skip, Verdict::xfail, Verdict::undecided,
                                         Verdict::flaky, Verdict::fail, Verdict::error};
/// As they are written above.
[[nodiscard]] const char* to_string(Verdict verdict);
/// The one of that name; nullopt: none has it.
[[nodiscard]] std::optional<Verdict> verdict_called(std::string_view name);
/// Nobody has to look at it: it passed, was not run, or failed as it should.
[[nodiscard]] constexpr bool is_as_meant(Verdict verdict) {
  return verdict <= Verdict::xfail;
}
/// The one that counts for both: the later one of `all_verdicts`.
[[nodiscard]] constexpr Verdict worse(Verdict a, Verdict b) {
  return a > b ? a : b;
}

/// Which two of the three readings differ.
enum class Failure {
  none,
  prediction,    ///< observed differs from predicted
  expectation,   ///< observed differs from what the scenario expects, where nothing is predicted
  disagreement,  ///< the system and the rulebook agree, the scenario does not
  invariant,     ///< an invariant is broken: by the rulebook's own state, or by what was observed
  time_limit,    ///< the scenario took longer than --timeout
  passed,        ///< it was expected to fail
};
inline constexpr auto last_failure = Failure::passed;
/// "", "prediction", "expectation", "scenario and rulebook disagree", "invariant", "time limit", "passed
/// unexpectedly".
[[nodiscard]] const char* to_string(Failure failure);

/// Where a run comes from. Not in the digest: it tells two runs apart that must end alike.
struct RunOrigin {
  std::string version;         ///< of this program
  std::string commit;          ///< that was tested, 40 hexadecimal digits; "" where none is known
  std::string rulebook;        ///< 64 hexadecimal digits over its files
  std::string build;           ///< of this program and the calendar and facilities that it read; ""
  std::string program;         ///< digest over the files of the system under test, where it names any; ""
  std::string pipeline;        ///< of a CI system or a cluster: shards with the same one are one run; ""
  std::string folder;          ///< absolute: names of files are told from there; ""
  std::string measured_start;  ///< UTC, "2026-11-29T09:00:00.123Z"
  unsigned shard = 1, shards = 1;
  /// Of the command line, without which it is another run: rulebook, data, profile, timeout, answers,
  /// max-cases, and the set of defect; "sut" without its value, in which there may be secrets.
  Facts options = {};
  bool operator==(const RunOrigin&) const = default;
};

/// Of whose scenarios the exchanges with the card, ApduEvents, are told: of a run of all, of a stream those
/// that it keeps.
enum class KeptApdus {
  all,
  failed,  ///< that did not pass
  none,
};
inline constexpr std::array all_kept_apdus{KeptApdus::all, KeptApdus::failed, KeptApdus::none};
/// As they are written above.
[[nodiscard]] const char* to_string(KeptApdus apdus);

struct RunStarted {
  std::size_t scenarios = 0;
  std::string seed;
  Facts assumptions;         ///< --assume
  Facts oracle_assumptions;  ///< --assume oracle:
  std::string system;        ///< the name of a system beside the built-in one; ""
  std::string transport;     ///< not in the digest: either transport gives the same trace
  RunOrigin origin = {};
  std::vector<std::string> selected = {};  ///< identities, for the history: what is not finished is missing
  /// Of what steps predict, how it mostly is: not in the digest. Steps are told as what is otherwise.
  Facts usual = {};
  KeptApdus apdus = KeptApdus::all;  ///< like `usual` of the telling: not in the digest
  bool operator==(const RunStarted&) const = default;
};

struct ApduEvent {
  std::string scenario;
  std::string step;
  Bytes command;
  Bytes response;       ///< empty: the card vanished or died in it
  BilingualText cause;  ///< the chip's reason for a status other than 9000, in words; may be empty
  std::string reader;   ///< neither in the digest nor in files: it depends on the worker
  bool reset = false;   ///< a cold reset: no command, the response is the ATR (empty: a mute card)
  HiddenBytes hidden_command, hidden_response;  ///< what was masked on the way to a report
  bool operator==(const ApduEvent&) const = default;
};

struct PaperEvent {
  std::string scenario;
  std::string step;
  std::string kind;
  std::vector<std::pair<std::string, std::string>> lines;  ///< label, text
  bool operator==(const PaperEvent&) const = default;
};

/// What one rule of the rulebook did. Of a step that passed only the rules that fired are kept, without
/// `explanation` and `says`.
struct RuleEvent {
  std::string id;
  std::string decision;
  bool fired = false;
  BilingualText because;      ///< the rule's reason
  std::string consequence;    ///< "NOT_SUBMITTED", "amount = 2100"
  BilingualText explanation;  ///< one sentence: why it fired or did not, with its source
  /// Facts, "obstacles", "warnings" and what the rule says of each; of a set one member.
  std::vector<std::pair<std::string, std::string>> says = {};
  bool operator==(const RuleEvent&) const = default;
};

/// One thing on which the readings differ, or that is undecided. Absent = that reading says nothing.
struct Difference {
  Failure failure = Failure::none;  ///< none: undecided
  std::string name;                 ///< a fact, "outcome", "obstacles", "warnings" or an invariant
  std::optional<std::string> expected;
  std::optional<std::string> predicted;
  std::optional<std::string> observed;
  Spot spot;                                      ///< of the expectation, else of the step
  std::string reason = {};                        ///< why it is undecided
  BilingualText because = {};                     ///< what a broken invariant says
  std::map<std::string, std::string> facts = {};  ///< that it names, with their values
  bool operator==(const Difference&) const = default;
};

/// What a program wrote on one stream, spelled so that nothing in it commands a terminal.
struct ClientText {
  std::string text;
  std::size_t left_out = 0;  ///< bytes after it
  bool operator==(const ClientText&) const = default;
};

/// A program of somebody else's at the card. Not in the digest.
struct ClientEvent {
  std::vector<std::string> command;  ///< as the scenario has it
  bool run = false;                  ///< false: there is no reader that programs find
  std::string ending;                ///< "0", "signal 11 (SEGV)", "killed after 60s"
  ClientText output, error;
  std::vector<std::string> secrets;  ///< what it was told and no report tells
  bool operator==(const ClientEvent&) const = default;
};

struct StepEvent {
  std::string scenario;
  std::string id;
  std::string procedure;  ///< or "client"
  std::string at;
  std::string actor;
  std::string who;
  std::string place;
  Facts inputs;
  Facts before;     ///< what `predicted` has otherwise: as it was before. Not in the digest
  Facts predicted;  ///< with "outcome", "obstacles", "warnings"
  Facts observed;   ///< likewise
  std::vector<std::string> not_observed;  ///< predicted, but the system says nothing
  std::vector<RuleEvent> rules;
  std::vector<std::string> assumptions;  ///< ids that the prediction rests on
  std::vector<Difference> differences;
  std::vector<Difference> notes = {};  ///< soft expectations that do not hold; they decide nothing
  std::optional<ClientEvent> client = {};
  Verdict verdict = Verdict::pass;
  Failure failure = Failure::none;
  std::string detail;  ///< what broke, of an error or a failed procedure: English, as all that is made late
  Spot spot;
  std::vector<Spot> used_at = {};  ///< of a step of a sequence: where that was used, the innermost first
  double measured_ms = 0;
  bool operator==(const StepEvent&) const = default;
};

struct ScenarioFinished {
  std::string id;    ///< file#id[case], of a repeated one file#id[case]@2
  std::string path;  ///< of its file, as it could be opened where it ran: not in the digest
  int line = 0;      ///< its first one there; 0: not known
  BilingualText title;
  std::vector<std::string> tags = {};  ///< like `holder` and `assumptions` not in the digest: of the file
  std::string holder = {};             ///< the persona
  Facts assumptions = {};              ///< that it makes itself
  Verdict verdict = Verdict::pass;
  Failure failure = Failure::none;
  BilingualText reason = {};  ///< why it was not run, or is expected to fail
  std::string step;           ///< the step that decided the verdict, unless pass
  std::string detail;         ///< of an error
  std::size_t steps = 0;
  std::size_t not_run = 0;
  unsigned attempts = 1;    ///< with --retries: how often it was tried; what is told is the first attempt's
  unsigned repetition = 0;  ///< 1, 2, ... where it is run several times
  bool internal = false;    ///< error: a bug of ours, not the environment
  bool unread = false;      ///< error: a file with a mistake; `id` is its name
  BilingualText mistakes;   ///< error: the diagnostics that tell of it, whole
  std::vector<std::string>
      transcript;      ///< error: the last messages with an external system; not in the digest
  std::string digest;  ///< of all its events, 64 hexadecimal digits; "": they are in no digest
  std::string text;    ///< digest of what was written: the scenario, what it uses, card files; "": not known
  std::size_t predicted = 0;  ///< facts that the rulebook predicted, over all steps
  std::size_t observed = 0;   ///< of these
  double measured_ms = 0;
  bool operator==(const ScenarioFinished&) const = default;
};

struct Counts {
  std::size_t pass = 0, fail = 0, undecided = 0, flaky = 0, error = 0, not_run = 0;
  std::size_t skip = 0, xfail = 0;
  std::size_t passed_unexpectedly = 0;  ///< of those that failed
  std::size_t notes = 0;                ///< soft expectations that did not hold
  std::size_t steps = 0;
  std::size_t clients_not_run = 0;                 ///< for want of a PC/SC reader
  std::size_t not_observed = 0;                    ///< facts predicted and not observed, over all steps
  std::map<std::string, std::size_t> assumptions;  ///< id → scenarios whose verdict rests on it
  bool operator==(const Counts&) const = default;
};

/// What a repeated one is called without its round: file#id[case].
[[nodiscard]] std::string_view identity_of(const ScenarioFinished& finished);

/// How many scenarios have that verdict.
[[nodiscard]] std::size_t& number_of(Counts& counts, Verdict verdict);
/// One more scenario with that verdict.
void count(Counts& counts, Verdict verdict);
/// How many scenarios have a verdict.
[[nodiscard]] std::size_t verdicts_in(const Counts& counts);

struct RunFinished {
  Counts counts;
  std::string digest;  ///< 64 hexadecimal digits
  bool interrupted = false;
  double measured_ms = 0;
  bool operator==(const RunFinished&) const = default;
};

using Event = std::variant<RunStarted, ApduEvent, PaperEvent, StepEvent, ScenarioFinished, RunFinished>;

}  // namespace karimen::harness
