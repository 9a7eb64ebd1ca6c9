// The parts of a line of YAML, for the formatter: what goes on from one line to the next is remembered.
#pragma once

#include <string>
#include <string_view>

namespace karimen::yaml {

/// In what a line begins.
enum class Within { block, brackets, quotes };

class LineScanner {
 public:
  /// A value, or what goes on of one, with its comment: as it is written canonically.
  [[nodiscard]] std::string scan(std::string_view text, Within within);
  [[nodiscard]] bool in_brackets() const { return depth_ > 0; }
  [[nodiscard]] bool in_quotes() const { return quote_ != 0; }
  /// The value just scanned is the head of a block text ('|', '>'), or a plain text that may go on.
  [[nodiscard]] bool ended_as_block() const { return block_; }
  [[nodiscard]] bool ended_as_plain() const { return plain_; }

 private:
  void token();
  void bracket(char c);
  void quoted(std::size_t begin);
  void plain();
  void separate();

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
  int depth_ = 0;
  char quote_ = 0;
  bool block_ = false, plain_ = false, after_quotes_ = false;
};

/// "- ", or a '-' at the end.
[[nodiscard]] bool is_dash(std::string_view text);
/// Where the ':' of a key stands with which `text` begins; npos: it begins with none.
[[nodiscard]] std::size_t end_of_key(std::string_view text);
/// A key without the spaces after it, in double quotes where either would do.
[[nodiscard]] std::string key_text(std::string_view text);
/// What follows an entry: nothing, or a comment, at least two spaces from it.
[[nodiscard]] std::string comment(std::string_view text);
/// Without spaces at its end.
[[nodiscard]] std::string without_end(std::string_view text);

}  // namespace karimen::yaml
