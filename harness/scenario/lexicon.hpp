// Every word a scenario may use: facts, procedures, knobs, rules, facilities and people.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/fact/fault_word.hpp"
#include "harness/fact/vocabulary.hpp"
#include "harness/scenario/given/facilities.hpp"
#include "harness/scenario/given/personas.hpp"

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
  std::size_t most_cases = 10'000;            ///< a matrix that makes more runs of a scenario is refused
  std::vector<std::string> photographs = {};  ///< ids, in order; empty: not known here

  /// The names of what exists of a kind, "photograph" or "facility"; empty: not known here, any will do.
  [[nodiscard]] std::vector<std::string> names(std::string_view kind) const;

  [[nodiscard]] std::vector<std::string> assumption_ids() const;
  [[nodiscard]] std::vector<std::string> facility_names() const;
};

/// From the rulebook's documents as read (Vocabulary::from on them) with everything in them that has an id.
/// Throws DiagnosticError.
[[nodiscard]] Lexicon make_lexicon(std::span<const yaml::Node> rulebook, Facilities facilities,
                                   std::shared_ptr<const Personas> personas);

/// The ids of the photographs that a licence record can carry: a folder's *.jp2 but those of a card's face.
[[nodiscard]] std::vector<std::string> photographs_in(const std::filesystem::path& folder);

/// The documents of all YAML files of a directory (recursively), by file name. Throws DiagnosticError.
[[nodiscard]] std::vector<yaml::Node> load_documents(const std::filesystem::path& directory);

}  // namespace karimen::harness
