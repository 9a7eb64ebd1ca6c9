#include "base/pattern.hpp"

#include <regex.h>

#include <array>
#include <stdexcept>

namespace karimen {
namespace {

class Compiled {
 public:
  explicit Compiled(const std::string& pattern)
      : error_(::regcomp(&compiled_, pattern.c_str(), REG_EXTENDED | REG_NEWLINE)) {}
  ~Compiled() {
    if (error_ == 0) ::regfree(&compiled_);
  }
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;

  [[nodiscard]] std::string complaint() const {
    if (error_ == 0) return "";
    std::array<char, 256> words{};
    ::regerror(error_, &compiled_, words.data(), words.size());
    return words.data();
  }
  // By its ends: programs write zero bytes, too.
  [[nodiscard]] bool finds(std::string_view text) const {
    if (text.ends_with('\n')) text.remove_suffix(1);  // it begins no further line
    regmatch_t range{0, static_cast<regoff_t>(text.size())};
    return ::regexec(&compiled_, text.empty() ? "" : text.data(), 1, &range, REG_STARTEND) == 0;
  }

 private:
  regex_t compiled_{};
  int error_;
};

}  // namespace

std::string pattern_complaint(const std::string& pattern) {
  return Compiled(pattern).complaint();
}

bool is_found(const std::string& pattern, std::string_view text) {
  const Compiled compiled(pattern);
  if (!compiled.complaint().empty()) throw std::invalid_argument("no pattern: " + pattern);
  return compiled.finds(text);
}

}  // namespace karimen
