#include "base/diagnostic.hpp"

#include "base/phrasebook.hpp"
#include "base/text.hpp"

namespace karimen {
namespace {

/// A line as it can be shown: what moves a cursor is replaced, tabs apart.
std::string visible(std::string_view line) {
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

}  // namespace

namespace {

constexpr Bilingual error_label{"error: ", "エラー: "}, warning_label{"warning: ", "警告: "},
    fix_label{"fix: ", "対処: "};

}  // namespace

std::string render(const Diagnostic& diagnostic, Language language) {
  std::string text;
  const auto& where = diagnostic.where;
  if (!where.file.empty()) {
    text += where.file;
    if (where.line > 0) text += ':' + std::to_string(where.line);
    if (where.line > 0 && where.column > 0) text += ':' + std::to_string(where.column);
    text += ": ";
  }
  text += (diagnostic.severity == Severity::error ? error_label : warning_label).in(language);
  text += translated(diagnostic.what, language) + '\n';
  if (!diagnostic.source_line.empty()) {
    const auto number = std::to_string(where.line);
    text += "  " + number + " | " + visible(diagnostic.source_line) + '\n';
    const auto before = first_characters(diagnostic.source_line, where.column - 1);
    text += "  " + std::string(number.size(), ' ') + " | " + blanks_below(before) + "^\n";
  }
  if (!diagnostic.fix.empty())
    text += std::string("  ") + fix_label.in(language) + translated(diagnostic.fix, language) + '\n';
  return text;
}

DiagnosticError::DiagnosticError(Diagnostic diagnostic)
    : DiagnosticError(std::vector{std::move(diagnostic)}) {}

DiagnosticError::DiagnosticError(std::vector<Diagnostic> diagnostics) : diagnostics_(std::move(diagnostics)) {
  for (const auto& diagnostic : diagnostics_) text_ += render(diagnostic);
}

}  // namespace karimen
