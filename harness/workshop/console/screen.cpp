#include "harness/workshop/console/screen.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/visible.hpp"

namespace karimen::harness::workshop {
namespace {

// What was typed, or stands on a card, is in it: it gives the terminal no orders, and no bytes that are no
// text.
std::string harmless(std::string_view text) {
  const bool ascii = std::ranges::all_of(text, [](char c) { return (c & 0x80) == 0; });
  return visible(ascii ? std::string(text) : to_utf8(to_code_points(text)));
}

}  // namespace

void Screen::say(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (asking_) out_ << "\r\x1B[K";  // over the prompt
  out_ << harmless(text);
  if (!text.ends_with('\n')) out_ << '\n';
  if (asking_) out_ << prompt_;
  out_.flush();
}

void Screen::say(const BilingualText& text, Language language) {
  if (kept_ == nullptr) return say(text.in(language));
  const std::lock_guard lock(mutex_);
  const auto keep = [](std::string& kept, std::string_view said) {
    kept += harmless(said);
    if (!said.ends_with('\n')) kept += '\n';
  };
  keep(kept_->en, text.en);
  keep(kept_->ja, text.ja);
}

void Screen::complain(const DiagnosticError& error, Language language) {
  const std::lock_guard lock(mutex_);
  for (const auto& each : error.diagnostics()) err_ << harmless(render(each, language));
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
