// One shape for everything that is wrong with an input or the environment: where, what, how to mend it.
#pragma once

#include <exception>
#include <string>
#include <vector>

#include "base/bilingual.hpp"

namespace karimen {

/// A place in a file. Lines and columns count from 1, columns in characters; 0 = not known.
struct Position {
  std::string file;
  int line = 0;
  int column = 0;
  bool operator==(const Position&) const = default;
};

enum class Severity { error, warning };

/// The exit code that the condition asks for (architecture.md 9).
enum class ExitCode {
  ok = 0,
  verdict_failed = 1,
  bad_command_line = 2,
  invalid_input = 3,
  nothing_selected = 4,
  undecided = 5,
  environment = 6,
  not_deterministic = 7,
  gate_missed = 8,
  internal = 70,
  interrupted = 130,
};

/// Which of two counts where both came about (architecture.md 9): 70, 130, 2, 3, 4, 1, 6, 5, 7, 8, 0.
[[nodiscard]] ExitCode graver(ExitCode one, ExitCode other);

struct Diagnostic {
  Position where;           ///< file empty = no place in a file
  std::string what;         ///< one sentence, no full stop
  std::string fix;          ///< the way out; may be empty
  std::string source_line;  ///< the text of `where.line`; empty = do not show it
  Severity severity = Severity::error;
  ExitCode exit_code = ExitCode::invalid_input;
  std::string what_ja = {};  ///< `what` in Japanese, where it is not the phrasebook's
};

/// "file:line:column: error: what", then the source line with a caret under the column that respects
/// East Asian width, then "fix: ...". In Japanese as far as the phrasebook goes.
[[nodiscard]] std::string render(const Diagnostic& diagnostic, Language language = Language::en);

/// One after the other, in both languages: for what is told in a language that is not known yet.
[[nodiscard]] BilingualText render_all(const std::vector<Diagnostic>& diagnostics);

/// Thrown at the edges: input and environment. Carries one or more diagnostics, never none.
class DiagnosticError : public std::exception {
 public:
  explicit DiagnosticError(Diagnostic diagnostic);
  explicit DiagnosticError(std::vector<Diagnostic> diagnostics);
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

 private:
  std::vector<Diagnostic> diagnostics_;
  std::string text_;
};

/// Runs `action`; the diagnostics that it throws join `problems`, so that several mistakes are reported
/// together.
template <typename Action>
void collect(std::vector<Diagnostic>& problems, Action action) {
  try {
    action();
  } catch (const DiagnosticError& error) {
    problems.insert(problems.end(), error.diagnostics().begin(), error.diagnostics().end());
  }
}

}  // namespace karimen
