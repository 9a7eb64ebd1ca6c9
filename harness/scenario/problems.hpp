// Gathers diagnostics, so that one reading reports everything that is wrong.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"

namespace karimen::harness {

class Problems {
 public:
  /// Runs `action`; what it throws as DiagnosticError is kept. False if it threw.
  template <typename Action>
  bool guarded(Action&& action) {
    try {
      action();
      return true;
    } catch (const DiagnosticError& error) {
      for (const auto& each : error.diagnostics()) add(each);
      return false;
    }
  }

  /// The same problem at the same place is kept once (the runs of a matrix share their text).
  void add(Diagnostic diagnostic) {
    for (const auto& known : list_)
      if (known.where == diagnostic.where && known.what == diagnostic.what) return;
    list_.push_back(std::move(diagnostic));
  }

  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] const std::vector<Diagnostic>& list() const { return list_; }

  /// Throws DiagnosticError with everything gathered, if anything.
  void rethrow() {
    if (!list_.empty()) throw DiagnosticError(std::move(list_));
  }

 private:
  std::vector<Diagnostic> list_;
};

}  // namespace karimen::harness
