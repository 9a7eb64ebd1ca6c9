// What the file system says of a path: a name too long, a folder that may not be entered, a disk that is
// full.
#pragma once

#include <filesystem>

#include "base/diagnostic.hpp"

namespace karimen {

/// Nobody's bug: bad command line where another path is the way out, environment where none is.
[[nodiscard]] Diagnostic file_trouble(const std::filesystem::filesystem_error& error);

}  // namespace karimen
