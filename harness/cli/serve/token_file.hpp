// The token of `karimen serve`: made new, or of a file that its clients read.
#pragma once

#include <string>

namespace karimen::harness::cli {

class TokenFile {
 public:
  /// `path` empty: a new token, in no file. A file that is there holds the token; else a new one is written,
  /// for this user's eyes alone, and goes with this object. Throws DiagnosticError.
  explicit TokenFile(std::string path);
  ~TokenFile();
  TokenFile(const TokenFile&) = delete;
  TokenFile& operator=(const TokenFile&) = delete;

  [[nodiscard]] const std::string& token() const { return token_; }
  [[nodiscard]] bool in_a_file() const { return !path_.empty(); }

 private:
  std::string path_, token_;
  bool written_ = false;
};

}  // namespace karimen::harness::cli
