// Facts, inputs, knobs and the facility as somebody says them to `rules decide`.
#pragma once

#include <optional>
#include <string>

#include "harness/fact/value.hpp"
#include "harness/oracle/rulebook/program.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"
#include "harness/scenario/given/facilities.hpp"

namespace karimen::harness::cli {

class SaidFacts {
 public:
  /// Both must outlive it.
  SaidFacts(const Rulebook& rulebook, const Facilities& facilities)
      : rulebook_(rulebook), facilities_(facilities) {}

  /// "fact=value". Throws DiagnosticError (bad command line).
  void take(const std::string& text);
  /// Likewise, of a value that is a set "A, B", "[A, B]" or "".
  void take(const std::string& name, const std::string& value);

  Facts facts;
  std::optional<std::string> place;  ///< of the facility said

 private:
  void take_facility(const std::string& name);

  const Rulebook& rulebook_;
  const Facilities& facilities_;
};

/// A day or a moment. Throws DiagnosticError (bad command line).
[[nodiscard]] Moment moment_asked(const std::string& text);

}  // namespace karimen::harness::cli
