#include "base/yaml/place.hpp"

#include "base/text.hpp"

namespace karimen::yaml {
namespace {

/// How many characters of the source stand for one that begins with `escape` (\\u takes four digits, …).
std::size_t escape_size(char32_t escape) {
  if (escape == U'x') return 4;
  if (escape == U'u') return 6;
  return escape == U'U' ? 10 : 2;
}

}  // namespace

Position place_of(const Node& scalar, std::size_t index) {
  Position begin = scalar.where();
  if (scalar.source == nullptr || scalar.line < 1 ||
      static_cast<std::size_t>(scalar.line) > scalar.source->lines.size())
    return begin;
  const auto line = to_code_points(scalar.source->lines[static_cast<std::size_t>(scalar.line - 1)]);
  auto at = static_cast<std::size_t>(scalar.column - 1);
  if (at >= line.size() || line[at] == U'|' || line[at] == U'>') return begin;
  const char32_t quote = scalar.quoted ? line[at++] : U'\0';
  for (; index > 0 && at < line.size(); --index) {
    if (quote == U'"' && line[at] == U'\\' && at + 1 < line.size())
      at += escape_size(line[at + 1]);
    else
      at += quote == U'\'' && line[at] == U'\'' ? 2 : 1;
  }
  if (at >= line.size()) return begin;
  return {begin.file, begin.line, static_cast<int>(at) + 1};
}

Diagnostic diagnostic_at(const Node& scalar, std::size_t index, std::string what, std::string fix) {
  Diagnostic diagnostic = scalar.diagnostic(std::move(what), std::move(fix));
  diagnostic.where = place_of(scalar, index);
  return diagnostic;
}

void fail_at(const Node& scalar, std::size_t index, std::string what, std::string fix) {
  throw DiagnosticError(diagnostic_at(scalar, index, std::move(what), std::move(fix)));
}

}  // namespace karimen::yaml
