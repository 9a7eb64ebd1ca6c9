#include "harness/report/html/page.hpp"

#include <ostream>

#include "base/bytes.hpp"
#include "base/checksum.hpp"
#include "harness/report/html/packing.hpp"
#include "harness/report/html/page_assets.hpp"
#include "harness/report/words/xml_text.hpp"

namespace karimen::harness::report::html {
namespace {

// 'sha256-...' as CSP level 3 has it.
std::string source_hash(std::string_view text) {
  Checksum checksum;
  checksum.add(text);
  const auto digest = from_hex(checksum.finish());
  return "'sha256-" + base64({reinterpret_cast<const char*>(digest.data()), digest.size()}) + "'";
}

}  // namespace

std::string page_head(Language language) {
  const auto policy = "default-src 'none'; script-src " + source_hash(page_script) + "; style-src " +
                      source_hash(page_style) + "; base-uri 'none'; form-action 'none'";
  std::string head = "<!doctype html>\n<html lang=\"";
  head += language == Language::ja ? "ja" : "en";
  head += "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"" +
          policy +
          "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" "
          "content=\"no-referrer\">\n"
          "<title>Karimen</title>\n<style>";
  head += page_style;
  head += "</style>\n</head>\n<body>\n<karimen-report></karimen-report>\n";
  return head;
}

void write_data(std::ostream& out, std::string_view name, std::string_view text) {
  out << "<script type=\"application/octet-stream\" id=\"" << name << "\">" << packed(text) << "</script>\n";
}

std::string page_end(std::string_view summary, Language language) {
  constexpr Bilingual needs{"This page needs JavaScript to be looked through. In short:",
                            "このページの閲覧にはJavaScriptが必要です。要約："};
  std::string end = "<noscript><main><h1>Karimen</h1>\n<p>" + std::string(needs.in(language)) +
                    "</p>\n<pre>" + xml_text(summary) + "</pre></main></noscript>\n<script type=\"module\">";
  end += page_script;
  return end + "</script>\n</body>\n</html>\n";
}

}  // namespace karimen::harness::report::html
