#include "harness/port/frame.hpp"

#include <algorithm>
#include <charconv>

namespace karimen::harness::port {
namespace {

constexpr std::string_view line_end = "\r\n", header_end = "\r\n\r\n", length_name = "content-length:";

bool names_length(std::string_view line) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return line.size() >= length_name.size() && std::equal(length_name.begin(), length_name.end(), line.begin(),
                                                         [&](char name, char c) { return name == lower(c); });
}

std::size_t number_of(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size())
    throw FrameError("Content-Length is no number: '" + std::string(text.substr(0, 40)) + "'");
  return number;
}

// Of the header lines only one counts; others are passed over.
std::size_t length_in(std::string_view header) {
  std::optional<std::size_t> length;
  while (!header.empty()) {
    const auto end = std::min(header.find(line_end), header.size());
    const auto line = header.substr(0, end);
    if (line.find(':') == std::string_view::npos)
      throw FrameError("this is no header line: '" + std::string(line.substr(0, 40)) + "'");
    if (names_length(line)) {
      if (length) throw FrameError("Content-Length stands twice in a header");
      length = number_of(line.substr(length_name.size()));
    }
    header.remove_prefix(std::min(end + line_end.size(), header.size()));
  }
  if (!length) throw FrameError("a header without Content-Length");
  if (*length > largest_message)
    throw FrameError("a message of " + std::to_string(*length) + " bytes: at most " +
                     std::to_string(largest_message) + " are read");
  return *length;
}

}  // namespace

std::string framed(std::string_view message) {
  std::string frame = "Content-Length: " + std::to_string(message.size());
  return frame.append(header_end).append(message);
}

std::optional<std::string> FrameParser::next() {
  const auto end = buffer_.find(header_end);
  // A first line that cannot be a header's is told at once, before its end is waited for.
  if (const auto first = buffer_.find('\n');
      first != std::string::npos && (first == 0 || buffer_[first - 1] != '\r'))
    if (end == std::string::npos || first < end)
      throw FrameError("this is no header line: '" + buffer_.substr(0, std::min<std::size_t>(first, 40)) +
                       "'");
  if (end == std::string::npos) {
    if (buffer_.size() > largest_header)
      throw FrameError("a header of more than " + std::to_string(largest_header) + " bytes");
    return std::nullopt;
  }
  const auto body = end + header_end.size();
  if (body > largest_header)
    throw FrameError("a header of more than " + std::to_string(largest_header) + " bytes");
  const auto length = length_in(std::string_view(buffer_).substr(0, end));
  if (buffer_.size() - body < length) return std::nullopt;
  auto message = buffer_.substr(body, length);
  buffer_.erase(0, body + length);
  return message;
}

}  // namespace karimen::harness::port
