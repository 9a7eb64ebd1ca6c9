// The last messages with a system, as they are shown when something went wrong.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace karimen::harness::port {

/// Which way a line went.
enum class Way { sent, received, stray };

class Transcript {
 public:
  static constexpr std::size_t most_lines = 16;
  static constexpr std::size_t longest_line = 300;  ///< bytes; the rest is cut

  void add(Way way, std::string_view text);
  /// The oldest first: "→ {...}", "← {...}", "stderr: ...". Secrets and the bodies of APDUs are not in it.
  [[nodiscard]] std::vector<std::string> lines() const;

 private:
  struct Entry {
    Way way;
    std::string text;
  };
  std::deque<Entry> entries_;
};

}  // namespace karimen::harness::port
