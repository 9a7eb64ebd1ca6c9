// Z3, by its text interface (SMT-LIB 2): loaded when something is to be proved, so that nothing else waits
// for it.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/oracle/proof/kept_answers.hpp"

namespace karimen::harness::rules {

/// When a question is given up, as unknown: after `work` of Z3's own units (its rlimit), which is the same
/// answer on every machine however busy it is; earlier where `time` is over.
struct SolverLimit {
  std::uint64_t work = 2'000'000;
  std::optional<std::chrono::milliseconds> time = {};
};

/// One conversation with the solver, which begins at the first question whose answer is not kept. Not
/// thread-safe; several of them may be used side by side.
class Solver {
 public:
  /// Whether there is a libz3 on this machine.
  [[nodiscard]] static bool available();

  explicit Solver(const SolverLimit& limit);
  ~Solver();
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;

  /// Declarations, definitions and assertions, which stay.
  void tell(const std::string& script);
  /// Whether `assertions` can be true beside what was told. Of `names` their values then: "true", "false",
  /// numbers.
  [[nodiscard]] Satisfiable ask(const std::string& assertions, const std::vector<std::string>& names = {});
  [[nodiscard]] const std::map<std::string, std::string>& values() const { return answer_.values; }

 private:
  struct Library;
  static const Library* library();
  std::string say(const std::string& script);
  void begin();
  SolverAnswer answer_to(const std::string& question, const std::vector<std::string>& names);

  SolverLimit limit_;
  KeptAnswers kept_;
  void* context_ = nullptr;          ///< none before something is asked that nobody knows
  std::vector<std::string> unsaid_;  ///< until then, what Z3 would have been told and asked
  SolverAnswer answer_;
};

}  // namespace karimen::harness::rules
