// Files in the user's cache: what was found out once and can be found out again.
#pragma once

#include <filesystem>
#include <string_view>

namespace karimen {

/// Writes `pieces` one after the other to `place`, whole or not at all. The first to be written by a program
/// empties a folder with `most` files in it. A folder that cannot be written keeps nothing.
void keep_file(const std::filesystem::path& place, std::initializer_list<std::string_view> pieces, int most);

}  // namespace karimen
