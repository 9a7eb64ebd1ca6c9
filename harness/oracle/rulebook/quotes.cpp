#include "harness/oracle/rulebook/quotes.hpp"

#include <array>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

#include "base/text.hpp"

namespace karimen::harness::rules {
namespace {

// U+FF61..U+FF9F
constexpr std::u32string_view half_width =
    U"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモ"
    U"ヤユヨラリルレロワン"
    U"\u3099\u309A";
constexpr std::u32string_view voiceable =
    U"カキクケコサシスセソタチツテトハヒフヘホかきくけこさしすせそたちつてとはひふへほ";
constexpr std::u32string_view half_voiceable = U"ハヒフヘホはひふへほ";

bool is_space(char32_t c) {
  return c == U' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x3000 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0xFEFF;
}

void append(std::u32string& out, char32_t c) {
  const bool voiced = c == 0x3099;
  if (!out.empty() && (voiced || c == 0x309A)) {
    auto& last = out.back();
    if ((voiced ? voiceable : half_voiceable).find(last) != std::u32string_view::npos) {
      last += voiced ? 1 : 2;
      return;
    }
    if (voiced && (last == U'ウ' || last == U'う')) {
      last = last == U'ウ' ? U'ヴ' : U'ゔ';
      return;
    }
  }
  out.push_back(c);
}

void append_number(std::u32string& out, std::uint32_t number) {
  for (const char digit : std::to_string(number)) out.push_back(static_cast<char32_t>(digit));
}

void append_plain(std::u32string& out, char32_t c) {
  if (is_space(c)) return;
  if (c >= 0xFF01 && c <= 0xFF5E) return append(out, c - 0xFEE0);
  if (c >= 0xFF61 && c <= 0xFF9F) return append(out, half_width[c - 0xFF61]);
  if (c >= 0x2460 && c <= 0x2473) return append_number(out, c - 0x2460 + 1);
  if (c >= 0x2474 && c <= 0x2487) {  // (1) to (20)
    out.push_back(U'(');
    append_number(out, c - 0x2474 + 1);
    return out.push_back(U')');
  }
  if (c == 0xFFE5) return append(out, 0xA5);
  if (c == 0x2026) return append(out, U'.'), append(out, U'.'), append(out, U'.');
  append(out, c);
}

std::optional<std::string> read_normalised(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  if (!file || !(content << file.rdbuf())) return std::nullopt;
  return normalised(content.view());
}

}  // namespace

std::string normalised(std::string_view text) {
  std::u32string out;
  for (const auto c : to_code_points(text)) append_plain(out, c);
  return to_utf8(out);
}

std::vector<Diagnostic> missing_quotes(const Program& program, const std::filesystem::path& sources) {
  std::map<std::string, std::optional<std::string>> files;
  std::vector<Diagnostic> problems;
  const auto check = [&](const Rule& rule) {
    for (const auto& source : rule.sources) {
      if (source.file.empty()) continue;
      if (!files.contains(source.file)) files[source.file] = read_normalised(sources / source.file);
      const auto& content = files[source.file];
      if (!content) {
        problems.push_back({.where = rule.where,
                            .what = rule.id + ": the source '" + source.file + "' cannot be read",
                            .fix = "check the name in " + sources.string()});
        continue;
      }
      for (const auto& quote : source.quotes)
        if (content->find(normalised(quote)) == std::string::npos)
          problems.push_back({.where = rule.where,
                              .what = rule.id + ": '" + quote + "' does not stand in " + source.file,
                              .fix = "quote the source word for word, without ellipses"});
    }
  };
  for (const auto& decision : program.decisions) {
    for (const auto& rule : decision.rules) check(rule);
    if (decision.otherwise) check(*decision.otherwise);
  }
  return problems;
}

}  // namespace karimen::harness::rules
