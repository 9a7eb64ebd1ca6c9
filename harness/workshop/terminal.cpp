#include "harness/workshop/terminal.hpp"

namespace karimen::harness::workshop {

void Terminal::say(std::string_view text) {
  const std::lock_guard lock(mutex_);
  out_ << text;
  if (!text.ends_with('\n')) out_ << '\n';
  out_.flush();
}

void Terminal::complain(const DiagnosticError& error) {
  const std::lock_guard lock(mutex_);
  for (const auto& each : error.diagnostics()) err_ << render(each);
  err_.flush();
}

void Terminal::ask() {
  if (prompt_.empty()) return;
  const std::lock_guard lock(mutex_);
  out_ << prompt_;
  out_.flush();
}

}  // namespace karimen::harness::workshop
