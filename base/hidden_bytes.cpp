#include "base/hidden_bytes.hpp"

namespace karimen {
namespace {

constexpr std::string_view mark = "**", asterisk = "2A", fillers = " \t\r\n:";

}  // namespace

std::string to_hex(ByteView part, ByteView all, const HiddenBytes& hidden) {
  auto text = to_hex(part);
  const auto first = static_cast<std::size_t>(part.data() - all.data());
  for (std::size_t i = 0; i < part.size() && !hidden.empty(); ++i)
    if (hidden.at(first + i)) text.replace(2 * i, mark.size(), mark);
  return text;
}

std::string to_hex(ByteView all, const HiddenBytes& hidden) {
  return to_hex(all, all, hidden);
}

// Marks become the digits of '*'; one that is no whole byte stays, and is no digit.
Bytes from_hex(std::string_view text, HiddenBytes& hidden) {
  std::string digits;
  std::vector<std::size_t> marked;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (fillers.find(text[i]) != std::string_view::npos) continue;
    if (digits.size() % 2 == 0 && text.substr(i).starts_with(mark)) {
      marked.push_back(digits.size() / 2);
      digits += asterisk;
      ++i;
    } else {
      digits += text[i];
    }
  }
  auto bytes = from_hex(digits);
  hidden.assign(marked.empty() ? 0 : bytes.size(), false);
  for (const auto at : marked) hidden[at] = true;
  return bytes;
}

}  // namespace karimen
