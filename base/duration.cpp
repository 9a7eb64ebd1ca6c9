#include "base/duration.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace karimen {
namespace {

constexpr std::array units{std::pair{std::string_view("min"), 60000}, std::pair{std::string_view("s"), 1000},
                           std::pair{std::string_view("ms"), 1}};
constexpr int longest_milliseconds = 3600000;

}  // namespace

std::optional<std::chrono::milliseconds> read_duration(std::string_view text) {
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const auto unit = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const auto& [name, factor] : units)
    if (error == std::errc{} && unit == name && count > 0 && count <= longest_milliseconds / factor)
      return std::chrono::milliseconds{count * factor};
  return std::nullopt;
}

std::string to_string(std::chrono::milliseconds duration) {
  for (const auto& [name, factor] : units)
    if (duration.count() % factor == 0) return std::to_string(duration.count() / factor) + std::string(name);
  return "";
}

}  // namespace karimen
