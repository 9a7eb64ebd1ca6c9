// What this program is: version, commit, compiler.
#pragma once

#include <string>

namespace karimen::harness::cli {

/// "karimen 0.1.0", the commit that it was built from ("-dirty": with changes that were not committed; no
/// line where nobody knows) and the compiler, a line each.
[[nodiscard]] std::string version();

/// Of the linker, over all that is in this program: hexadecimal; "" where it was told to write none.
[[nodiscard]] std::string build_id();

}  // namespace karimen::harness::cli
