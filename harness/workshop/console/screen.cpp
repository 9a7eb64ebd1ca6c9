#include "harness/workshop/console/screen.hpp"

namespace karimen::harness::workshop {

void Screen::say(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (asking_) out_ << "\r\x1B[K";  // over the prompt
  out_ << text;
  if (!text.ends_with('\n')) out_ << '\n';
  if (asking_) out_ << prompt_;
  out_.flush();
}

void Screen::complain(const DiagnosticError& error, Language language) {
  const std::lock_guard lock(mutex_);
  for (const auto& each : error.diagnostics()) err_ << render(each, language);
  err_.flush();
}

void Screen::ask() {
  if (prompt_.empty()) return;
  const std::lock_guard lock(mutex_);
  out_ << prompt_;
  out_.flush();
  asking_ = true;
}

void Screen::asked() {
  const std::lock_guard lock(mutex_);
  asking_ = false;
}

}  // namespace karimen::harness::workshop
