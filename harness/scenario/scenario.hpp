// A scenario as it is run: one case, completed, with every word known to the vocabulary (architecture.md 7).
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/fact/fault_word.hpp"
#include "harness/fact/given_facts.hpp"
#include "harness/fact/vocabulary.hpp"
#include "harness/scenario/boxed.hpp"
#include "harness/scenario/client.hpp"
#include "harness/scenario/reading/capture.hpp"
#include "harness/scenario/reading/cell.hpp"
#include "harness/scenario/spot.hpp"

namespace karimen::harness {

/// One line of `expect`. `fee` has become fee.charged and fee.amount.
struct Expectation {
  std::string name;  ///< "outcome", "obstacles", "warnings", or a fact
  Cell test;
  Spot spot;
  bool operator==(const Expectation&) const = default;
};

struct Step {
  std::string id;         ///< as written; else the procedure, with #2, #3, ... where it occurs again
  std::string procedure;  ///< of a client: the one in which time passes and nothing is done
  Boxed<Client> client = {};
  Moment at;
  Facts inputs;  ///< without "input."; complete, defaults filled in
  std::string who = "holder";
  std::string place;  ///< prefecture: the step's, else its facility's, else the scenario's
  std::vector<Expectation> expect;
  std::vector<Expectation> notes = {};  ///< `note`: soft ones
  std::vector<Spot> used_at = {};       ///< of a sequence: where that was used, the innermost first
  std::vector<Capture> captures = {};   ///< what is not in the others yet
  std::vector<FaultOrder> faults;       ///< that strike while it is performed
  Spot spot;
  Said said;  ///< inputs; otherwise: `do`, or `client`
  bool operator==(const Step&) const = default;
};

/// `xfail`: what its author knows to fail.
struct ExpectedFailure {
  BilingualText reason;
  std::string step = {};  ///< in which it fails; "": in any
  bool strict = true;     ///< a pass is a failure: of the scenario as it is written, not of its variants
  bool operator==(const ExpectedFailure&) const = default;
};

/// `requires`: without it the scenario is skipped.
struct Requirements {
  std::string transport;
  std::vector<std::string> procedures, facts;  ///< of the system under test
  std::vector<std::string> builtin;            ///< procedures of the built-in institutions
  bool operator==(const Requirements&) const = default;
};

/// A rule that a scenario is about.
struct NamedRule {
  std::string id;
  Spot spot;
  bool operator==(const NamedRule&) const = default;
};

/// Which of the runs of a document a scenario is.
struct Chosen {
  std::string of_cases;             ///< the name of its case; empty: it has none
  std::vector<std::size_t> values;  ///< of each path of its matrix, from 0
  bool operator==(const Chosen&) const = default;
};

struct Scenario {
  std::string file;                        ///< its name; `spot` has the path
  std::vector<std::string> included = {};  ///< paths of the files that its file includes
  /// What its file held, where it can be read once only: standard input, a pipe. Else null.
  std::shared_ptr<const std::string> once = {};
  std::uint64_t text_digest = 0;  ///< of what was written, its people's card files included; 0: not known
  std::string id;
  std::string case_name;  ///< empty: the only run of its scenario
  Boxed<Chosen> chosen = {};
  BilingualText title;
  std::vector<std::string> tags;
  std::vector<NamedRule> rules;
  std::string place;
  Facts assumptions;                            ///< `assume`: "A-60" → value
  People people;                                ///< completed facts; the main holder is "holder"
  std::map<std::string, std::string> personas;  ///< who → persona
  std::map<std::string, Said> said;             ///< who → facts; otherwise: the persona
  std::string first_other;                      ///< the first of `others`, or ""
  bool hot_insertion = false;                   ///< `insertion: hot`
  std::vector<Step> steps;                      ///< never empty
  bool sweep = false;                           ///< `faults: {tear: sweep}`
  BilingualText skip = {};                      ///< why it is not run; empty: it is
  Boxed<ExpectedFailure> xfail = {};
  Boxed<Requirements> needs = {};
  Spot spot;
  int last_line = 0;        ///< of its document
  unsigned repetition = 0;  ///< 1, 2, ... where it is run several times (--repeat)

  /// file#id[case]
  [[nodiscard]] std::string identity() const {
    return file + '#' + id + (case_name.empty() ? "" : '[' + case_name + ']');
  }
  /// What one run of it is called: its identity, and file#id[case]@2 where it is repeated.
  [[nodiscard]] std::string run_name() const {
    return identity() + (repetition == 0 ? "" : '@' + std::to_string(repetition));
  }
  /// Of the main holder; "" where nobody says it.
  [[nodiscard]] std::string holder_persona() const {
    const auto found = personas.find("holder");
    return found == personas.end() ? "" : found->second;
  }
  /// Whether any step is a program of somebody else's.
  [[nodiscard]] bool has_clients() const {
    return std::ranges::any_of(steps, [](const Step& step) { return step.client.has_value(); });
  }
  /// Its events are the same on any machine, with any system and transport: they belong to the digest.
  [[nodiscard]] bool is_repeatable() const { return !has_clients() && (!needs || *needs == Requirements{}); }
  /// 00:00 of the first step's day.
  [[nodiscard]] Moment start() const { return at_midnight(date_of(steps.front().at)); }
};

}  // namespace karimen::harness
