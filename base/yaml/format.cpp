#include "base/yaml/format.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/yaml/line.hpp"

namespace karimen::yaml {
namespace {

// A block mapping or list under way: the column at which its entries stood, and stand now.
struct Level {
  std::size_t was = 0, now = 0;
  bool list = false;
};

// A comment on a line of its own, or a blank line, before it is known what follows.
struct Held {
  std::size_t was = 0;
  std::string text;  ///< empty: a blank line
};

class Formatter {
 public:
  std::string run(std::string_view text) {
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      auto line = text.substr(0, end);
      if (line.ends_with('\r')) line.remove_suffix(1);
      take(line);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    place_held(std::nullopt);
    while (out_.ends_with("\n\n")) out_.pop_back();
    return std::move(out_);
  }

 private:
  void take(std::string_view line) {
    const auto indent = std::min(line.find_first_not_of(' '), line.size());
    const auto content = line.substr(indent);
    if (scanner_.in_quotes()) return go_on(indent, scanner_.scan(content, Within::quotes));
    if (block_ && (content.empty() || indent > *block_)) return go_on(indent, std::string(content));
    block_.reset();
    if (content.empty()) return held_.push_back({});
    if (scanner_.in_brackets()) return go_on(indent, scanner_.scan(content, Within::brackets));
    if (content.front() == '#') {
      held_.push_back({indent, without_end(content)});
      plain_.reset();
      return;
    }
    if (indent == 0 && (content.starts_with("---") || content.starts_with("...")))
      return begin_document(content);
    if (plain_ && indent > *plain_) return go_on_plain(indent, content);
    entry(indent, content);
  }

  // What began in a line before: it moves with that line.
  void go_on(std::size_t indent, const std::string& text) {
    put_blanks();
    if (!text.empty()) out_.append(shifted(indent), ' ');
    out_ += text + '\n';
  }
  // Blank lines within a text are line ends of it.
  void go_on_plain(std::size_t indent, std::string_view content) {
    out_.append(held_.size(), '\n');
    held_.clear();
    out_.append(shifted(indent), ' ');
    out_ += scanner_.scan(content, Within::block) + '\n';
  }
  void put_blanks() {
    if (!held_.empty()) out_ += '\n';
    held_.clear();
  }
  [[nodiscard]] std::size_t shifted(std::size_t indent) const {
    const auto moved = static_cast<std::ptrdiff_t>(indent) + shift_;
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(moved, 0));
  }

  void begin_document(std::string_view content) {
    while (!held_.empty() && held_.back().text.empty()) held_.pop_back();
    place_held(std::nullopt);
    levels_.clear();
    plain_.reset();
    out_ += without_end(content) + '\n';
    fresh_ = true;
  }

  void entry(std::size_t indent, std::string_view content) {
    const auto before = levels_;
    plain_.reset();
    std::string text;
    std::size_t at = 0;
    bool first = true;
    while (is_dash(content.substr(at))) {
      place(indent + at, true, first, text);
      first = false;
      text += '-';
      const auto next = std::min(content.find_first_not_of(' ', at + 1), content.size());
      const auto rest = content.substr(next);
      if (rest.empty() || rest.front() == '#') {
        text += comment(content.substr(at + 1));
        return put(before, text);
      }
      text += ' ';
      at = next;
    }
    const auto rest = content.substr(at);
    const auto colon = end_of_key(rest);
    if (colon == std::string_view::npos) {
      if (first) text.assign(levels_.empty() ? 0 : indent_of_bare(indent), ' ');
      if (first) first_now_ = text.size();
      shift_ = static_cast<std::ptrdiff_t>(text.size()) - static_cast<std::ptrdiff_t>(indent + at);
      value(rest, levels_.empty() ? 0 : levels_.back().was, text);
      return put(before, text);
    }
    place(indent + at, false, first, text);
    text += key_text(rest.substr(0, colon)) + ':';
    shift_ =
        static_cast<std::ptrdiff_t>(levels_.back().now) - static_cast<std::ptrdiff_t>(levels_.back().was);
    const auto next = std::min(rest.find_first_not_of(' ', colon + 1), rest.size());
    if (next == rest.size() || rest[next] == '#') {
      text += comment(rest.substr(colon + 1));
    } else {
      text += ' ';
      value(rest.substr(next), levels_.back().was, text);
    }
    put(before, text);
  }

  // Where a value stands on a line of its own, below its key.
  [[nodiscard]] std::size_t indent_of_bare(std::size_t indent) {
    while (levels_.size() > 1 && levels_.back().was >= indent) levels_.pop_back();
    return levels_.back().now + 2;
  }

  // The entry at a column: of a level that there is, or of a new one.
  void place(std::size_t column, bool list, bool first, std::string& text) {
    if (!first) {
      levels_.push_back({column, text.size(), list});
      return;
    }
    while (!levels_.empty() &&
           (levels_.back().was > column || (levels_.back().was == column && levels_.back().list && !list)))
      levels_.pop_back();
    const bool known = !levels_.empty() && levels_.back().was == column && levels_.back().list == list;
    if (!known) levels_.push_back({column, levels_.empty() ? 0 : levels_.back().now + 2, list});
    text.assign(levels_.back().now, ' ');
    first_now_ = levels_.back().now;
    first_was_ = column;
  }

  void value(std::string_view rest, std::size_t parent, std::string& text) {
    text += scanner_.scan(rest, Within::block);
    if (scanner_.ended_as_block()) block_ = parent;
    if (scanner_.ended_as_plain()) plain_ = parent;
  }

  void put(const std::vector<Level>& before, const std::string& text) {
    place_held(before);
    out_ += text + '\n';
    fresh_ = false;
  }

  // Comments stand with what follows them, or with the level at whose column they stood.
  void place_held(const std::optional<std::vector<Level>>& before) {
    const auto& levels = before ? *before : levels_;
    for (const auto& each : held_) {
      if (each.text.empty()) {
        if (!fresh_ && !out_.ends_with("\n\n")) out_ += '\n';
        continue;
      }
      auto column = before ? first_now_ : std::size_t{0};
      if (!before || each.was != first_was_)
        for (const auto& level : levels)
          if (level.was == each.was) column = level.now;
      out_.append(column, ' ');
      out_ += each.text + '\n';
      fresh_ = false;
    }
    held_.clear();
  }

  std::string out_;
  LineScanner scanner_;
  std::vector<Level> levels_;
  std::vector<Held> held_;
  std::optional<std::size_t> block_, plain_;  ///< the column that a block or plain text must be right of
  std::ptrdiff_t shift_ = 0;
  std::size_t first_now_ = 0, first_was_ = 0;
  bool fresh_ = true;  ///< nothing stands in the document yet
};

bool same_tree(const Node& one, const Node& other) {
  if (one.kind != other.kind || one.text != other.text || one.quoted != other.quoted ||
      one.items.size() != other.items.size() || one.entries.size() != other.entries.size())
    return false;
  for (std::size_t i = 0; i < one.items.size(); ++i)
    if (!same_tree(one.items[i], other.items[i])) return false;
  for (std::size_t i = 0; i < one.entries.size(); ++i)
    if (!same_tree(one.entries[i].key, other.entries[i].key) ||
        !same_tree(one.entries[i].value, other.entries[i].value))
      return false;
  return true;
}

}  // namespace

std::string formatted(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  return Formatter().run(text);
}

bool same_trees(std::span<const Node> one, std::span<const Node> other) {
  return std::ranges::equal(one, other, same_tree);
}

}  // namespace karimen::yaml
