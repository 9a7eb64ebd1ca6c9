#include "harness/oracle/rulebook/quotes.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <stdexcept>

#include "base/checksum.hpp"
#include "base/text.hpp"

namespace karimen::harness::rules {
namespace {

namespace fs = std::filesystem;

bool is_space(char32_t c) {
  constexpr char32_t byte_order_mark = 0xFEFF;  // Windows puts it in front of a text
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == byte_order_mark || category == UTF8PROC_CATEGORY_ZS ||
         category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

struct Text {
  std::string normal;
  std::string sha256;
};

// A folder of documents; each file is read at most once.
class Shelf {
 public:
  explicit Shelf(fs::path folder) : folder_(std::move(folder)) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder_, ignored))
      if (entry.is_regular_file(ignored) && entry.file_size(ignored) <= largest_document)
        files_.insert(entry.path().filename().string());
  }

  // nullptr: no file here has the document's text.
  const Text* find(const SourceDocument& document) {
    if (files_.contains(document.file) && read(document.file).sha256 == document.sha256)
      return &read(document.file);
    for (const auto& file : files_)
      if (read(file).sha256 == document.sha256) return &read(file);
    return nullptr;
  }

  // The file of the document's name, which holds another text; nothing if there is none.
  std::optional<Diagnostic> changed(const SourceDocument& document) {
    if (!files_.contains(document.file)) return std::nullopt;
    const auto& text = read(document.file);
    return Diagnostic{.where = document.where,
                      .what = (folder_ / document.file).string() + " is not the document '" + document.name +
                              "' that the rules quote: its SHA-256 is " + text.sha256 + " (" +
                              std::to_string(to_code_points(text.normal).size()) +
                              " characters), here stands " + document.sha256 + " (" +
                              std::to_string(document.length) + ")",
                      .fix = "use the document of " + to_string(document.date) +
                             ", or compare the rules with the new one and correct this entry"};
  }

 private:
  static constexpr std::uintmax_t largest_document = 4'000'000;

  const Text& read(const std::string& name) {
    auto& text = texts_[name];
    if (text) return *text;
    std::ifstream file(folder_ / name, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    Checksum sum;
    auto normal = normalised(content.view());
    sum.add(normal);
    text = std::make_unique<Text>(Text{std::move(normal), sum.finish()});
    return *text;
  }

  fs::path folder_;
  std::set<std::string> files_;
  std::map<std::string, std::unique_ptr<Text>> texts_;
};

void check(QuoteCheck& result, const std::string& by, const Source& source, const Text* text) {
  for (const auto& quote : source.quotes) {
    if (text == nullptr) {
      ++result.unchecked;
    } else if (text->normal.find(normalised(quote.text)) != std::string::npos) {
      ++result.found;
    } else {
      result.problems.push_back({.where = quote.where,
                                 .what = by + ": this does not stand in " + source.document,
                                 .fix = "quote the source word for word, without ellipses",
                                 .source_line = quote.line});
    }
  }
}

}  // namespace

std::string normalised(std::string_view text) {
  const auto valid = to_utf8(to_code_points(text));  // utf8proc refuses malformed bytes
  utf8proc_uint8_t* mapped = nullptr;
  const auto size = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(valid.data()), static_cast<utf8proc_ssize_t>(valid.size()),
      &mapped, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
  if (size < 0) throw std::runtime_error(utf8proc_errmsg(size));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, std::free);
  auto characters = to_code_points({reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)});
  std::erase_if(characters, is_space);
  return to_utf8(characters);
}

QuoteCheck check_quotes(const Program& program, const std::optional<fs::path>& folder) {
  QuoteCheck result;
  std::optional<Shelf> shelf;
  if (folder) shelf.emplace(*folder);
  std::map<std::string, const Text*> texts;
  for (const auto& [name, document] : program.sources) {
    texts[name] = shelf ? shelf->find(document) : nullptr;
    if (texts[name] != nullptr) continue;
    result.absent.push_back(name);
    if (auto problem = shelf ? shelf->changed(document) : std::nullopt)
      result.problems.push_back(std::move(*problem));
  }
  for_each_source(program, [&](const std::string& by, const Source& source) {
    if (!source.document.empty()) check(result, by, source, texts[source.document]);
  });
  return result;
}

}  // namespace karimen::harness::rules
