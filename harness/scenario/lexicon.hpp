// Every word a scenario may use: facts, procedures, knobs, rules, facilities and people.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "harness/fact/fault_word.hpp"
#include "harness/fact/vocabulary.hpp"
#include "harness/scenario/facilities.hpp"
#include "harness/scenario/personas.hpp"

namespace karimen::harness {

/// Immutable once made; safe to read from several threads.
struct Lexicon {
  Vocabulary vocabulary;
  std::map<std::string, Type> assumptions;  ///< by id
  std::set<std::string> rules;              ///< ids
  std::set<std::string> derived;            ///< facts with a formula: they cannot be given
  Facilities facilities;
  std::shared_ptr<const Personas> personas;
  std::vector<FaultWord> faults = {};

  [[nodiscard]] std::vector<std::string> assumption_ids() const;
  [[nodiscard]] std::vector<std::string> facility_names() const;
};

/// From the rulebook's documents as read (Vocabulary::from on them) with everything in them that has an id.
/// Throws DiagnosticError.
[[nodiscard]] Lexicon make_lexicon(std::span<const yaml::Node> rulebook, Facilities facilities,
                                   std::shared_ptr<const Personas> personas);

/// The documents of all *.yaml files of a directory (recursively), by file name. Throws DiagnosticError.
[[nodiscard]] std::vector<yaml::Node> load_documents(const std::filesystem::path& directory);

}  // namespace karimen::harness
