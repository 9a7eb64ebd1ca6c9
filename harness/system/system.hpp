// The port to a system under test (architecture.md 8). The builtin system is sim/world; an external one
// speaks JSON-RPC (harness/port).
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/bilingual.hpp"
#include "base/bytes.hpp"
#include "base/process/child.hpp"
#include "harness/fact/fault_word.hpp"
#include "harness/fact/given_facts.hpp"

namespace karimen::harness {

/// The facts of each person at the start, by the scenario's name for them; the main holder is "holder".

struct ResetRequest {
  People people;      ///< completed facts; vocabulary names
  Facts assumptions;  ///< "A-10" → "erased"
  Moment now;         ///< 00:00 of the first step's day
  std::string seed;
  std::map<std::string, std::string> personas;  ///< who → name of the persona that `holder` says
  std::string first_other;  ///< the first of the scenario's `others`, whose card other_persons_card is; or ""
  bool hot_insertion = false;  ///< cards are really taken out and put in, as PC/SC programs see it
};

struct PerformRequest {
  std::string procedure;
  Facts inputs;  ///< without the "input." prefix; complete (defaults filled in)
  Moment at;
  std::string who;                      ///< a key of People
  std::string place;                    ///< prefecture
  std::vector<FaultOrder> faults = {};  ///< strike at the cards of this procedure
};

enum class Outcome { done, refused, failed };
[[nodiscard]] const char* to_string(Outcome outcome);

struct Paper {
  std::string kind;                                        ///< e.g. record_printout, delivery_notice, receipt
  std::vector<std::pair<std::string, std::string>> lines;  ///< label, text
};

/// What is absent is not observed: shown as such, neither passed nor failed.
struct PerformResult {
  Outcome outcome = Outcome::done;
  std::optional<WordSet> obstacles;
  std::optional<WordSet> warnings;
  Facts outcomes;  ///< facts observed through `outcome`: fee.charged, roadside.finding, ...
  std::vector<Paper> papers;
  std::string detail;  ///< for `failed`: what broke, in words
  /// Whether one of the faults ordered struck; absent where none was ordered, or the system cannot tell.
  std::optional<bool> faults_struck = {};
};

/// One APDU exchange of a session, as the trace keeps it.
struct Exchange {
  std::string reader;
  Bytes command;
  Bytes response;  ///< empty: the card vanished or died in it
  std::array<std::int32_t, 3>
      cause{};         ///< the chip's clause and its two integers; System::explain words them
  bool reset = false;  ///< a cold reset: no command, the response is the ATR (empty: a mute card)
};

/// A card in a PC/SC reader, for a program of somebody else's.
struct LentCard {
  std::string reader;                              ///< its PC/SC name
  std::map<std::string, std::string> environment;  ///< variables by which programs find it
  std::string serial;                              ///< of the card in it; "": none, or one without a chip
  std::map<std::string, std::string> secrets;      ///< "authentication_pin" → "1357": of that card, if set
};

/// What became of it.
struct Loan {
  bool made = false;                  ///< false: there is no reader that other programs find
  std::optional<bool> faults_struck;  ///< absent where none was ordered
};

/// Something of a scenario's start that a system cannot set up.
struct Refusal {
  std::string who;   ///< a key of People
  std::string fact;  ///< that it is said by
  std::string what;  ///< one sentence, no full stop
  std::string fix;   ///< the way out; may be empty
};

class System {
 public:
  virtual ~System() = default;
  /// Whether `perform` knows a procedure of that name.
  [[nodiscard]] virtual bool knows(const std::string& procedure) const = 0;
  /// What it cannot set up of these people: asked before anything is run, and without changing anything. What
  /// is not refused must be observed, after `reset`, as it was given.
  [[nodiscard]] virtual std::vector<Refusal> refuses(const People& people) const = 0;
  /// A new world. Everything that was there before is gone.
  virtual void reset(const ResetRequest& request) = 0;
  /// Throws EnvironmentError where the environment broke; whatever happens to a card is a PerformResult.
  virtual PerformResult perform(const PerformRequest& request) = 0;
  /// Lays a card into the reader for as long as `use` runs: of `request.who`, the one that the input
  /// `presents` names (card, previous_card, other_persons_card, none), if it is at hand. What passes is told
  /// to the listener of `on_exchange`. Throws EnvironmentError.
  virtual Loan lend(const PerformRequest& request, const std::function<void(const LentCard&)>& use) {
    (void)request, (void)use;
    return {};
  }
  /// One person's facts with the observe channels chip, paper and registry, as they are now. Must leave no
  /// trace: no counter, security status, current EF or exchange changes. Unknown names are left out.
  virtual Facts observe(const std::string& who, std::span<const std::string> names) = 0;
  /// The chip facts once more, this time through the reader (architecture.md 5); empty where that makes no
  /// difference.
  virtual Facts observe_through_reader(const std::string& who, std::span<const std::string> names) = 0;
  /// Called for every exchange of `perform`, in order; an empty function stops it.
  virtual void on_exchange(std::function<void(const Exchange&)> listener) = 0;
  /// Calls of another program that are under way then are not waited for any longer; nullopt: no such moment.
  virtual void end_by(std::optional<Deadline> moment) { (void)moment; }
  /// Why the chip answered so, in words; empty if not known.
  [[nodiscard]] virtual BilingualText explain(const Exchange& exchange) const = 0;
};

/// The harness's environment broke (pcscd gone, external system crashed): the scenario ends in `error`.
class EnvironmentError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  /// `transcript`: the last messages with an external system, a line each.
  EnvironmentError(const std::string& what, std::vector<std::string> transcript)
      : std::runtime_error(what), transcript_(std::move(transcript)) {}
  [[nodiscard]] const std::vector<std::string>& transcript() const { return transcript_; }

 private:
  std::vector<std::string> transcript_;
};

}  // namespace karimen::harness
