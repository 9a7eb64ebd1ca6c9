#include "harness/scenario/selection/tag_expression.hpp"

#include <algorithm>

#include "base/diagnostic.hpp"
#include "base/text.hpp"

namespace karimen::harness {
namespace {

constexpr std::string_view blanks = " \t", ends_of_a_tag = " \t,()\"'";
constexpr int deepest = 100;

}  // namespace

class TagExpression::Parser {
 public:
  Parser(const std::string& text, std::vector<Part>& parts) : text_(text), parts_(parts) {}

  void read() {
    any();
    skip_blanks();
    if (at_ >= text_.size()) return;
    if (text_[at_] == ')') fail("this bracket was never opened", "open it with (");
    nothing_between();
  }

 private:
  void any() {
    if (++depth_ > deepest) fail("the expression is nested too deep", "write it in fewer brackets");
    all();
    while (accept(",") || accept_word("or")) {
      all();
      parts_.push_back({Kind::disjunction, ""});
    }
    --depth_;
  }

  void all() {
    one();
    while (accept_word("and")) {
      one();
      parts_.push_back({Kind::conjunction, ""});
    }
  }

  void one() {
    bool negated = false;
    while (accept("!") || accept_word("not")) negated = !negated;
    skip_blanks();
    const auto opened = at_;
    if (accept("(")) {
      any();
      if (!accept(")")) {
        if (at_ < text_.size()) nothing_between();
        at_ = opened;
        fail("this bracket is never closed", "close it with )");
      }
    } else {
      parts_.push_back({Kind::tag, tag()});
    }
    if (negated) parts_.push_back({Kind::negation, ""});
  }

  std::string tag() {
    skip_blanks();
    const auto begin = at_;
    if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')) {
      const auto end = text_.find(text_[at_], at_ + 1);
      if (end == std::string::npos) fail("this quotation is never closed", "close the quotation");
      at_ = end + 1;
      return text_.substr(begin + 1, end - begin - 1);
    }
    const auto word = peek_word();
    if (word.empty() || word == "and" || word == "or")
      fail("a tag is missing here", "for example: -t 'smoke and not (slow or client)'");
    at_ += word.size();
    return std::string(word);
  }

  void skip_blanks() { at_ = std::min(text_.find_first_not_of(blanks, at_), text_.size()); }

  [[nodiscard]] std::string_view peek_word() const {
    const auto end = std::min(text_.find_first_of(ends_of_a_tag, at_), text_.size());
    return std::string_view(text_).substr(at_, end - at_);
  }

  bool accept(std::string_view sign) {
    skip_blanks();
    if (!std::string_view(text_).substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }

  bool accept_word(std::string_view word) {
    skip_blanks();
    if (peek_word() != word) return false;
    at_ += word.size();
    return true;
  }

  [[noreturn]] void nothing_between() const {
    fail("two tags stand side by side", "put 'and', 'or' or a comma between them");
  }

  [[noreturn]] void fail(std::string what, std::string fix) const {
    const auto column = static_cast<int>(to_code_points(text_.substr(0, at_)).size()) + 1;
    throw DiagnosticError(Diagnostic{.where = {"-t", 1, column},
                                     .what = std::move(what),
                                     .fix = std::move(fix),
                                     .source_line = text_ + ' ',
                                     .exit_code = ExitCode::bad_command_line});
  }

  const std::string& text_;
  std::vector<Part>& parts_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

TagExpression::TagExpression(const std::string& text) {
  Parser(text, parts_).read();
}

bool TagExpression::matches(std::span<const std::string> tags) const {
  std::vector<bool> values;
  for (const auto& part : parts_) {
    if (part.kind == Kind::tag) {
      values.push_back(std::ranges::find(tags, part.tag) != tags.end());
    } else if (part.kind == Kind::negation) {
      values.back() = !values.back();
    } else {
      const bool last = values.back();
      values.pop_back();
      values.back() = part.kind == Kind::conjunction ? values.back() && last : values.back() || last;
    }
  }
  return values.back();
}

std::vector<std::string> TagExpression::tags() const {
  std::vector<std::string> all;
  for (const auto& part : parts_)
    if (part.kind == Kind::tag) all.push_back(part.tag);
  return all;
}

}  // namespace karimen::harness
