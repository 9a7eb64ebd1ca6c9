// What the solver answered before, in a folder of the user's: a rulebook of which one rule changed is proved
// again where that rule counts, and not once more from the beginning.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace karimen::harness::rules {

enum class Satisfiable { no, yes, unknown };

struct SolverAnswer {
  Satisfiable satisfiable = Satisfiable::unknown;
  std::map<std::string, std::string> values;  ///< where `yes`, of the names that were asked for

  bool operator==(const SolverAnswer&) const = default;
};

/// From now on answers are kept in `folder`, which may not exist yet, and found there again. Call it once,
/// before anything is asked. A program that does not call it asks everything anew.
void keep_answers_in(std::filesystem::path folder);

/// The answers of one conversation. An answer is found by everything that was said until its question: what
/// is satisfiable follows from that, and the solver's choice of values and where it gives up, too.
class KeptAnswers {
 public:
  /// `solver`: its version and its limits, which answers depend on.
  explicit KeptAnswers(std::string_view solver);
  /// Writes what is new, whole or not at all. A folder that cannot be written keeps nothing.
  ~KeptAnswers();
  KeptAnswers(const KeptAnswers&) = delete;
  KeptAnswers& operator=(const KeptAnswers&) = delete;

  /// The next thing that is said, told or asked.
  void hear(std::string_view script);
  /// What was answered to what was heard; nothing if that is not known.
  [[nodiscard]] std::optional<SolverAnswer> find();
  void keep(const SolverAnswer& answer);

 private:
  std::filesystem::path place_;                  ///< of the conversation; none before its first question
  std::string heard_;                            ///< the checksum of all that was heard
  std::map<std::string, SolverAnswer> answers_;  ///< by that
  bool changed_ = false;
};

}  // namespace karimen::harness::rules
