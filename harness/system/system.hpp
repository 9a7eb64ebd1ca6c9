// The port to a system under test (design §8). The builtin system is sim/world; an external one speaks JSON-RPC.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "harness/fact/value.hpp"

namespace karimen::harness {

/// The facts of each person at the start, by the scenario's name for them; the main holder is "holder".
using People = std::map<std::string, Facts>;

struct ResetRequest {
  People people;      ///< completed facts; vocabulary names
  Facts assumptions;  ///< "A-10" → "erased"
  Moment now;         ///< 00:00 of the first step's day
  std::string seed;
};

struct PerformRequest {
  std::string procedure;
  Facts inputs;        ///< without the "input." prefix; complete (defaults filled in)
  Moment at;
  std::string who;     ///< a key of People
  std::string place;   ///< prefecture
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
};

/// One person's facts as they can be observed now.
class System {
 public:
  virtual ~System() = default;
  virtual void reset(const ResetRequest& request) = 0;
  virtual PerformResult perform(const PerformRequest& request) = 0;
  /// Facts with the observe channels chip, paper and registry. Unknown names are left out.
  virtual Facts observe(const std::string& who, std::span<const std::string> names) = 0;
};

/// The harness's environment broke (pcscd gone, external system crashed): the scenario ends in `error`.
class EnvironmentError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace karimen::harness
