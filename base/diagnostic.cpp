#include "base/diagnostic.hpp"

#include "base/text.hpp"

namespace karimen {

std::string render(const Diagnostic& diagnostic) {
  std::string text;
  const auto& where = diagnostic.where;
  if (!where.file.empty()) {
    text += where.file;
    if (where.line > 0) text += ':' + std::to_string(where.line);
    if (where.line > 0 && where.column > 0) text += ':' + std::to_string(where.column);
    text += ": ";
  }
  text += diagnostic.severity == Severity::error ? "error: " : "warning: ";
  text += diagnostic.what + '\n';
  if (!diagnostic.source_line.empty()) {
    const auto number = std::to_string(where.line);
    text += "  " + number + " | " + diagnostic.source_line + '\n';
    const auto before = first_characters(diagnostic.source_line, where.column - 1);
    text += "  " + std::string(number.size(), ' ') + " | " + std::string(display_width(before), ' ') + "^\n";
  }
  if (!diagnostic.fix.empty()) text += "  fix: " + diagnostic.fix + '\n';
  return text;
}

DiagnosticError::DiagnosticError(Diagnostic diagnostic)
    : DiagnosticError(std::vector{std::move(diagnostic)}) {}

DiagnosticError::DiagnosticError(std::vector<Diagnostic> diagnostics) : diagnostics_(std::move(diagnostics)) {
  for (const auto& diagnostic : diagnostics_) text_ += render(diagnostic);
}

}  // namespace karimen
