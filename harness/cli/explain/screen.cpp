#include "harness/cli/explain/screen.hpp"

#include <algorithm>
#include <sstream>
#include <vector>

#include "base/text.hpp"

namespace karimen::harness::cli {
namespace {

constexpr std::size_t fewest_rows = 10;

std::size_t rows_of(const std::string& line, std::size_t columns) {
  return std::max<std::size_t>(1, (display_width(line) + columns - 1) / columns);
}

// "  harness/rulebook/fees.yaml:20"
bool is_place(const std::string& line) {
  const auto colon = line.rfind(".yaml:");
  return colon != std::string::npos &&
         line.find_first_not_of("0123456789", colon + std::string_view(".yaml:").size()) == std::string::npos;
}

}  // namespace

std::string within_a_screen(const std::string& page, const std::string& command, Screen screen,
                            Language language) {
  const auto columns = screen.columns, most = std::max(screen.rows, fewest_rows + 1) - 1;
  std::vector<std::string> lines;
  std::istringstream text(page);
  std::size_t rows = 0;
  for (std::string line; std::getline(text, line); lines.push_back(line)) rows += rows_of(line, columns);
  if (rows <= most) return page;
  const bool placed = is_place(lines.back());
  const auto last = placed ? lines.back() : "";
  const auto note = [&](std::size_t more) {
    constexpr Bilingual left_out{"  ... {} lines more: {}", "  ……ほか{}行：{}"};
    return say(left_out, language, {std::to_string(more), command});
  };
  const auto end = rows_of(note(lines.size()), columns) + (placed ? rows_of(last, columns) : 0);
  std::string shown;
  std::size_t count = 0;
  for (rows = end; (rows += rows_of(lines[count], columns)) <= most; ++count) shown += lines[count] + '\n';
  shown += note(lines.size() - count - (placed ? 1 : 0)) + '\n';
  return placed ? shown + last + '\n' : shown;
}

}  // namespace karimen::harness::cli
