// Standard input, as somebody redirected it.
#pragma once

#include <istream>

namespace karimen {

/// Throws DiagnosticError (bad command line) where a folder was put there: reading it is an error that
/// streams tell nobody, or everybody.
[[nodiscard]] std::istream& standard_input();

}  // namespace karimen
