// What is left of a stream, taken in pieces: character by character a folder of scenarios takes twice as
// long.
#pragma once

#include <algorithm>
#include <cstddef>
#include <istream>

namespace karimen {

/// `Text`: std::string or Bytes. What cannot be read ends it.
template <class Text>
[[nodiscard]] Text rest_of(std::istream& in) {
  constexpr std::size_t most = std::size_t{1} << 20;
  Text all;
  for (std::size_t piece = 16384; in; piece = std::min(2 * piece, most)) {
    const auto before = all.size();
    all.resize(before + piece);
    in.read(reinterpret_cast<char*>(all.data()) + before, static_cast<std::streamsize>(piece));
    all.resize(before + static_cast<std::size_t>(in.gcount()));
  }
  return all;
}

}  // namespace karimen
