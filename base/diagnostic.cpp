#include "base/diagnostic.hpp"

#include <algorithm>
#include <array>

#include "base/narrow.hpp"
#include "base/phrases/phrasebook.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace karimen {
namespace {

constexpr std::array by_gravity{ExitCode::internal,
                                ExitCode::interrupted,
                                ExitCode::bad_command_line,
                                ExitCode::invalid_input,
                                ExitCode::nothing_selected,
                                ExitCode::verdict_failed,
                                ExitCode::environment,
                                ExitCode::undecided,
                                ExitCode::not_deterministic,
                                ExitCode::gate_missed,
                                ExitCode::ok};

/// A line as it can be shown: what moves a cursor is replaced, tabs apart.
std::string shown(std::string_view line) {
  auto characters = to_code_points(line);
  for (auto& c : characters)
    if ((c < 0x20 && c != U'\t') || (c >= 0x7F && c < 0xA0)) c = U'\uFFFD';
  return to_utf8(characters);
}

/// What leads as far as `line` does: its width in blanks, and tabs where it has some.
std::string blanks_below(const std::string& line) {
  std::string blanks;
  std::size_t from = 0;
  for (auto tab = line.find('\t'); tab != std::string::npos; from = tab + 1, tab = line.find('\t', from))
    blanks += std::string(display_width(line.substr(from, tab - from)), ' ') + '\t';
  return blanks + std::string(display_width(line.substr(from)), ' ');
}

constexpr std::size_t narrowest_excerpt = 20;  // columns

/// A line, and what stands before the caret; of a long line what is around it, with "…" for the rest.
struct Excerpt {
  std::string line, before;
};

Excerpt excerpt_of(const std::string& line, int column, std::size_t room) {
  if (display_width(line) <= room) return {line, first_characters(line, column - 1)};
  const auto all = to_code_points(line);
  const auto width = [&](std::size_t i) { return display_width(to_utf8(all.substr(i, 1))); };
  const auto caret = std::min(static_cast<std::size_t>(std::max(column - 1, 0)), all.size());
  room -= 2;  // what is left out on either side
  std::size_t begin = caret, end = caret, columns = 0;
  while (begin > 0 && columns + width(begin - 1) <= room / 2) columns += width(--begin);
  while (end < all.size() && columns + width(end) <= room) columns += width(end++);
  const std::string cut_off = begin > 0 ? "…" : "";
  return {cut_off + to_utf8(all.substr(begin, end - begin)) + (end < all.size() ? "…" : ""),
          cut_off + to_utf8(all.substr(begin, caret - begin))};
}

constexpr Bilingual error_label{"error: ", "エラー: "}, warning_label{"warning: ", "警告: "},
    fix_label{"fix: ", "対処: "};

}  // namespace

ExitCode graver(ExitCode one, ExitCode other) {
  return *std::ranges::find_if(by_gravity, [&](ExitCode code) { return code == one || code == other; });
}

std::string render(const Diagnostic& diagnostic, Language language) {
  return render_within(diagnostic, language, usual_columns);
}

std::string render_within(const Diagnostic& diagnostic, Language language, std::size_t columns) {
  std::string text;
  const auto& where = diagnostic.where;
  if (!where.file.empty()) {
    text += shown_path(where.file);
    if (where.line > 0) text += ':' + std::to_string(where.line);
    if (where.line > 0 && where.column > 0) text += ':' + std::to_string(where.column);
    text += ": ";
  }
  text += (diagnostic.severity == Severity::error ? error_label : warning_label).in(language);
  const bool own = language == Language::ja && !diagnostic.what_ja.empty();
  text += visible_line(own ? diagnostic.what_ja : translated(diagnostic.what, language)) + '\n';
  if (!diagnostic.source_line.empty()) {
    const auto number = std::to_string(where.line);
    const auto margin = number.size() + std::string_view("   | ").size();
    const auto room = std::max(columns, margin + narrowest_excerpt) - margin;
    const auto excerpt = excerpt_of(diagnostic.source_line, where.column, room);
    text += "  " + number + " | " + shown(excerpt.line) + '\n';
    text += "  " + std::string(number.size(), ' ') + " | " + blanks_below(excerpt.before) + "^\n";
  }
  if (!diagnostic.fix.empty())
    text += std::string("  ") + fix_label.in(language) + translated(diagnostic.fix, language) + '\n';
  return text;
}

BilingualText render_all(const std::vector<Diagnostic>& diagnostics) {
  BilingualText all;
  for (const auto& each : diagnostics) {
    all.en += render(each, Language::en);
    all.ja += render(each, Language::ja);
  }
  return all;
}

DiagnosticError::DiagnosticError(Diagnostic diagnostic)
    : DiagnosticError(std::vector{std::move(diagnostic)}) {}

DiagnosticError::DiagnosticError(std::vector<Diagnostic> diagnostics) : diagnostics_(std::move(diagnostics)) {
  for (const auto& diagnostic : diagnostics_) text_ += render(diagnostic);
}

}  // namespace karimen
