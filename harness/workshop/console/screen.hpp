// What the workshop says, from two threads: whole lines, at once.
#pragma once

#include <mutex>
#include <ostream>
#include <string_view>

#include "base/diagnostic.hpp"

namespace karimen::harness::workshop {

class Screen {
 public:
  /// `prompt`: printed before each command is read, and again under what is said meanwhile; empty where
  /// nobody looks.
  Screen(std::ostream& out, std::ostream& err, std::string_view prompt = "")
      : out_(out), err_(err), prompt_(prompt) {}
  /// No terminal: what is said is kept in both languages, and nobody is asked anything.
  Screen(BilingualText& kept, std::ostream& nothing) : out_(nothing), err_(nothing), kept_(&kept) {}

  /// One or more lines; the last one gets its end if it has none.
  void say(std::string_view text);
  void say(const BilingualText& text, Language language);
  void complain(const DiagnosticError& error, Language language);
  void ask();
  /// The command was typed: no prompt stands on the terminal.
  void asked();

 private:
  std::mutex mutex_;
  std::ostream& out_;
  std::ostream& err_;
  const std::string_view prompt_;
  BilingualText* const kept_ = nullptr;
  bool asking_ = false;
};

}  // namespace karimen::harness::workshop
