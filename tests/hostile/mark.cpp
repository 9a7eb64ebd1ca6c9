// The pattern of a protected file: D7, the file's number in a list of all of them, 9E, and again.
#include <algorithm>
#include <cstring>
#include <iterator>
#include <vector>

#include "tests/hostile/witness.hpp"

namespace karimen::hostile {

using namespace sim::chip;

namespace {

constexpr std::uint8_t first = 0xD7, last = 0x9E;

const std::vector<Right>& marked_files() {
  static const auto all = [] {
    std::vector<Right> found;
    std::ranges::copy_if(access_matrix(), std::back_inserter(found),
                         [](const Right& each) { return each.to == Right::To::read && !each.everybody; });
    return found;
  }();
  return all;
}

}  // namespace

void mark_protected_files(Card& card) {
  Editor editor(card);
  const auto& files = marked_files();
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto content = editor.content(files[i].application, files[i].file);
    const std::uint8_t pattern[] = {first, static_cast<std::uint8_t>(i), last};
    for (std::size_t at = 0; at < content.size(); ++at) content[at] = pattern[at % 3];
    editor.set_content(files[i].application, files[i].file, content);
  }
}

const Right* find_mark(ByteView bytes) {
  const auto& files = marked_files();
  const auto* at = bytes.data();
  const auto* const end = at + bytes.size();
  while (end - at >= 6) {
    at = static_cast<const std::uint8_t*>(std::memchr(at, first, static_cast<std::size_t>(end - at - 5)));
    if (at == nullptr) break;
    if (at[2] == last && at[1] < files.size() && std::equal(at, at + 3, at + 3)) return &files[at[1]];
    ++at;
  }
  return nullptr;
}

}  // namespace karimen::hostile
