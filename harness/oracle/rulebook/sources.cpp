#include "harness/oracle/rulebook/sources.hpp"
#include "harness/oracle/rulebook/keys.hpp"

#include <algorithm>

namespace karimen::harness::rules {

SourceDocument read_source_document(const yaml::Entry& entry) {
  const auto& node = entry.value;
  node.allow_only(source_document_keys);
  SourceDocument document;
  document.name = entry.key.text;
  document.issuer = read_label(node.at("issuer"));
  document.title = read_label(node.at("title"));
  const auto* date = node.find("date");
  const auto* not_before = node.find("not_before");
  if ((date != nullptr) == (not_before != nullptr))
    node.fail("a source has either a 'date' or, where it bears none, 'not_before'",
              "not_before: the last day that the document speaks of");
  document.dated = date != nullptr;
  document.date = (date != nullptr ? date : not_before)->as_date();
  if (const auto* file = node.find("file")) document.file = file->as_text();
  const auto& length = node.at("length");
  if (length.as_integer() <= 0) length.fail("a length is a number of characters, 1 or more");
  document.length = static_cast<std::size_t>(length.as_integer());
  const auto& sum = node.at("sha256");
  document.sha256 = sum.as_text();
  document.where = sum.where();
  const bool hexadecimal = std::ranges::all_of(
      document.sha256, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (document.sha256.size() != 64 || !hexadecimal)
    sum.fail("a SHA-256 is 64 lower-case hexadecimal digits",
             "'karimen rules check --sources DIR' says that of a document that differs");
  return document;
}

std::string describe(const SourceDocument& document, Language language) {
  constexpr Bilingual line{"{}: {}, \"{}\", {}", "{}：{}「{}」{}"};
  constexpr Bilingual undated{"undated, {} or later", "日付なし、{}以降"};
  const auto day = to_string(document.date);
  return say(line, language,
             {document.name, document.issuer.in(language), document.title.in(language),
              document.dated ? day : say(undated, language, {day})});
}

}  // namespace karimen::harness::rules
