// The words that a system is spoken to with, and what the rulebook says of them.
#pragma once

#include <map>
#include <set>
#include <string>

#include "harness/fact/vocabulary.hpp"

namespace karimen::harness::port {

struct Words {
  Vocabulary vocabulary;          ///< types of derived facts included
  std::set<std::string> derived;  ///< facts with a formula
  /// procedure → obstacles and warnings that it may be answered with
  std::map<std::string, std::pair<std::set<std::string>, std::set<std::string>>> codes;
  std::map<std::string, std::set<std::string>> changed_by;  ///< procedure → facts that it may change
  std::map<std::string, std::pair<std::string, std::string>> facilities;  ///< name → kind, prefecture
};

/// Whether a system of somebody else's may take the procedure over: not where a card is made, handed over or
/// broken, and not where time passes.
[[nodiscard]] bool may_be_taken_over(const std::string& procedure);

/// Told by `reset`: neither on a chip nor part of an answer, neither derived nor a secret.
[[nodiscard]] bool is_told(const FactSpec& fact, const Words& words);
/// Whether a system can be asked for the fact by `observe`.
[[nodiscard]] bool is_asked(const FactSpec& fact);

}  // namespace karimen::harness::port
