#include "harness/report/words/xml_text.hpp"

#include <array>
#include <span>
#include <utility>

namespace karimen::harness::report {
namespace {

using Reference = std::pair<char, std::string_view>;

constexpr std::array<Reference, 7> references{{{'&', "&amp;"},
                                               {'<', "&lt;"},
                                               {'>', "&gt;"},
                                               {'"', "&quot;"},
                                               {'\'', "&#39;"},
                                               // of attributes alone: there they would be read as spaces
                                               {'\n', "&#10;"},
                                               {'\t', "&#9;"}}};

std::string with_references(std::span<const Reference> known, std::string_view text) {
  std::string result;
  for (const char c : text) {
    std::string_view spelled(&c, 1);
    for (const auto& [character, reference] : known)
      if (c == character) spelled = reference;
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') spelled = "?";
    result += spelled;
  }
  return result;
}

}  // namespace

std::string xml_text(std::string_view text) {
  return with_references(std::span(references).first(5), text);
}

std::string xml_attribute(std::string_view text) {
  return with_references(references, text);
}

}  // namespace karimen::harness::report
