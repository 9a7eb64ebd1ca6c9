// The same work on many things, side by side on the cores.
#pragma once

#include <cstddef>
#include <functional>

namespace karimen {

/// Calls work(0) to work(count - 1), each once, on as many threads as there are cores, at most `threads` if
/// that is not 0; returns when all are done. Which call comes first is left open: let each write to a place
/// of its own. Of what they throw, what the lowest number threw is thrown.
void side_by_side(std::size_t count, const std::function<void(std::size_t)>& work, unsigned threads = 0);

}  // namespace karimen
