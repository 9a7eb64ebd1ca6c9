#include "harness/cli/debug/kept_text.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "base/yaml.hpp"
#include "harness/cli/reproduce/text_pieces.hpp"

namespace karimen::harness::cli {
namespace {

using Named = std::function<bool(std::string_view)>;

// Changes to a text, made all at once.
class Changes {
 public:
  Changes(const std::string& text, const std::vector<yaml::Node>& documents)
      : text_(text), pieces_(pieces_of(documents, text)) {}

  [[nodiscard]] const Piece& piece(const yaml::Node& value) const {
    const auto found = std::ranges::find(pieces_, &value, &Piece::value);
    KARIMEN_ASSERT(found != pieces_.end(), "every part of a document has its place in the text");
    return *found;
  }
  void replace(std::size_t begin, std::size_t end, std::string by) {
    changes_.push_back({begin, end, std::move(by)});
  }
  void leave_out(const yaml::Node& value) { replace(piece(value).begin, piece(value).end, ""); }

  // What lies within another change is gone with it.
  [[nodiscard]] std::string made() {
    std::ranges::stable_sort(changes_, {}, &Change::begin);
    std::string made;
    std::size_t at = 0;
    for (const auto& each : changes_) {
      if (each.begin >= at) made += text_.substr(at, each.begin - at) + each.by;
      at = std::max(at, each.end);
      // Of a list in brackets its last entry went: so does the comma before it.
      const auto last = made.find_last_not_of(' ');
      if (at < text_.size() && (text_[at] == ']' || text_[at] == '}') && last != std::string::npos &&
          made[last] == ',')
        made.resize(last);
    }
    return made + text_.substr(at);
  }

 private:
  struct Change {
    std::size_t begin, end;
    std::string by;
  };
  const std::string& text_;
  const std::vector<Piece> pieces_;
  std::vector<Change> changes_;
};

// Entries of which none stays go altogether.
void keep_entries(const yaml::Node& mapping, const Named& stays, Changes& changes) {
  const auto stay = [&](const auto& entry) { return stays(entry.key.text); };
  if (std::ranges::none_of(mapping.entries, stay)) return changes.leave_out(mapping);
  for (const auto& entry : mapping.entries)
    if (!stay(entry)) changes.leave_out(entry.value);
}

void keep_named(const yaml::Node& named_parts, const Named& named, Changes& changes) {
  keep_entries(
      named_parts, [&](std::string_view name) { return name == "tear" || named(name); }, changes);
}

void keep_named(const yaml::Node& mapping, std::initializer_list<const char*> keys, const Named& named,
                Changes& changes) {
  for (const auto* key : keys)
    if (const auto* named_parts = mapping.find(key); named_parts != nullptr && named_parts->is_mapping())
      keep_named(*named_parts, named, changes);
  const auto* xfail = mapping.find("xfail");
  const auto* step = xfail == nullptr || !xfail->is_mapping() ? nullptr : xfail->find("step");
  if (step != nullptr && !named(step->text)) changes.leave_out(*xfail);
}

// Whether a path of a matrix or of a case's `set` leads into what stays.
bool leads_somewhere(std::string_view path, const Named& named) {
  const auto where = path.substr(0, path.find('.'));
  return where == "place" || where == "given" || where == "assume" || named(where);
}

void keep_paths(const yaml::Node& by_path, const Named& named, Changes& changes) {
  keep_entries(
      by_path, [&](std::string_view path) { return leads_somewhere(path, named); }, changes);
}

void keep_case(const yaml::Node& cases, const Kept& kept, Changes& changes) {
  for (const auto& each : cases.items) {
    const auto* name = each.find("name");
    if (name == nullptr || name->text != kept.chosen.of_cases) {
      changes.leave_out(each);
      continue;
    }
    keep_named(each, {"faults", "expect", "note"}, kept.named, changes);
    if (const auto* set = each.find("set"); set != nullptr && set->is_mapping())
      keep_paths(*set, kept.named, changes);
  }
}

// A matrix of one combination.
void keep_combination(const yaml::Node& matrix, const Kept& kept, Changes& changes) {
  keep_paths(matrix, kept.named, changes);
  for (std::size_t axis = 0; axis < matrix.entries.size(); ++axis) {
    const auto& values = matrix.entries[axis].value.items;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (i != kept.chosen.values.at(axis)) changes.leave_out(values[i]);
  }
}

void keep_chosen(const yaml::Node& document, const Kept& kept, Changes& changes) {
  if (const auto* cases = document.find("cases")) keep_case(*cases, kept, changes);
  if (const auto* matrix = document.find("matrix"); matrix != nullptr && !matrix->entries.empty())
    keep_combination(*matrix, kept, changes);
}

// "use: renewed" becomes "use: renewed_begun, id: renewed": its steps keep their names.
void use_instead(const yaml::Node& item, const Kept& kept, const std::string& text, Changes& changes) {
  const auto& use = item.at("use");
  auto by = kept.last_uses;
  if (item.find("id") == nullptr) {
    const auto column = static_cast<std::size_t>(item.column) - 1;
    by += (changes.piece(use).flow ? ", " : "\n" + std::string(column, ' ')) + "id: " + use.text;
  }
  const auto said = scalar_piece(use, text);
  changes.replace(said.begin, said.end, by);
  keep_named(item, {"expect", "note"}, kept.named_in_last, changes);
}

// The lines of comments, and blank ones between them, with which a piece of a text ends.
std::size_t comments_at_end(const std::string& text, const Piece& piece) {
  auto begin = piece.end;
  for (auto line = piece.end; line > piece.begin;) {
    line = line < 2 ? 0 : text.rfind('\n', line - 2) + 1;
    const auto first = text.find_first_not_of(" \t", line);
    if (first == std::string::npos || (text[first] != '#' && text[first] != '\n')) break;
    if (text[first] == '#') begin = line;
  }
  return std::max(begin, piece.begin);
}

void keep_items(const yaml::Node& steps, const Kept& kept, const std::string& text, Changes& changes) {
  const auto& last = steps.items[kept.items - 1];
  const auto& piece = changes.piece(last);
  std::string further;
  const auto indent = static_cast<std::size_t>(last.column) - 1;
  for (const auto& step : kept.then)
    further += piece.flow ? ", " + step : std::string(indent >= 2 ? indent - 2 : 0, ' ') + "- " + step + '\n';
  if (!piece.flow && !further.empty() && text[piece.end - 1] != '\n') further.insert(0, "\n");
  // What is said after the last step stays, whichever is the last now.
  const auto& end = changes.piece(steps.items.back());
  const bool is_cut = kept.items < steps.items.size() && !piece.flow;
  changes.replace(piece.content_end, is_cut ? comments_at_end(text, end) : end.content_end, further);
  if (!kept.last_uses.empty()) use_instead(last, kept, text, changes);
}

}  // namespace

std::string kept_text(const std::string& text, const Kept& kept) {
  const auto documents = yaml::load_text(text, "kept");
  const auto& document = documents.front();
  Changes changes(text, documents);
  keep_items(document.at("steps"), kept, text, changes);
  keep_named(document, {"faults"}, kept.named, changes);
  keep_chosen(document, kept, changes);
  return changes.made();
}

std::string text_of_one(const std::string& text, const Chosen& chosen) {
  const auto documents = yaml::load_text(text, "kept");
  Changes changes(text, documents);
  const Kept all{.named = [](std::string_view) { return true; }, .chosen = chosen};
  keep_chosen(documents.front(), all, changes);
  return changes.made();
}

}  // namespace karimen::harness::cli
