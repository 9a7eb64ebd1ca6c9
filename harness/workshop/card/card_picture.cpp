#include "harness/workshop/card/card_picture.hpp"

#include <fmt/format.h>

#include <array>

#include "base/text.hpp"
#include "harness/workshop/card/photograph.hpp"
#include "sim/licence/era.hpp"

namespace karimen::harness::workshop {
namespace {

constexpr std::size_t text_width = 46;  // columns left of the photograph
constexpr std::array<const char*, 6> silhouette{"+--------+",  "|  .--.  |",  "|  (  )  |",
                                                "|  .\\/.  |", "| /    \\ |", "+--------+"};

const char* sex_word(char sex) {
  return sex == '1' ? "男" : sex == '2' ? "女" : "－";
}

std::string until(const CardFacts& facts) {
  if (!facts.expires) return "";
  return fmt::format("{}年{}月{}日まで有効", static_cast<int>(facts.expires->year()),
                     static_cast<unsigned>(facts.expires->month()),
                     static_cast<unsigned>(facts.expires->day()));
}

// The lines of the face, left of the photograph.
std::vector<std::string> face_lines(const CardFacts& facts, std::size_t width) {
  constexpr std::size_t label = 6;
  std::vector<std::string> lines;
  const auto add = [&](const char* name, const std::string& value) {
    const char* shown = name;
    for (const auto& part : wrapped_text(value, width - label)) {
      lines.push_back(padded(shown, label) + part);
      shown = "";
    }
  };
  add("氏名", facts.holder.name);
  add("住所", facts.holder.address);
  lines.emplace_back("");
  add("", fmt::format("{}生　性別 {}", era_words(facts.holder.birth_date), sex_word(facts.holder.sex)));
  add("", until(facts));
  return lines;
}

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text)
    safe += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
  return safe;
}

std::string svg_text(int x, int y, int size, const std::string& text) {
  return fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\">{}</text>\n", x, y, size, escaped(text));
}

/// RFC 4648.
std::string base64(ByteView bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i) group = group << 8 | (i < count ? bytes[at + i] : 0U);
    for (std::size_t i = 0; i < 4; ++i) text += i <= count ? digits[group >> (18 - 6 * i) & 0x3F] : '=';
  }
  return text;
}

/// The photograph in its frame; in words where the chip has none that can be shown.
std::string photograph_svg(ByteView jp2) {
  const auto address = photograph_address(jp2);
  if (address.empty()) return svg_text(640, 290, 20, jp2.empty() ? "写真の記録なし" : "写真を復号できない");
  return fmt::format("<image x=\"600\" y=\"150\" width=\"210\" height=\"270\" href=\"{}\"/>\n", address);
}

}  // namespace

std::string photograph_address(ByteView jp2) {
  const auto image = decode_photograph(jp2);
  return image ? "data:image/png;base64," + base64(to_png(*image)) : "";
}

std::vector<std::string> wrapped_text(const std::string& utf8, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  for (const char32_t character : to_code_points(utf8)) {
    const auto next = to_utf8(std::u32string_view(&character, 1));
    if (!line.empty() && display_width(line) + display_width(next) > width) {
      lines.push_back(line);
      line.clear();
    }
    line += next;
  }
  lines.push_back(line);
  return lines;
}

std::string era_words(const std::optional<Date>& date) {
  constexpr std::array eras{"", "明治", "大正", "昭和", "平成", "令和"};
  const auto counted = date ? sim::licence::era_year_of(*date) : std::nullopt;
  if (!counted) return date ? to_string(*date) : "";
  return fmt::format("{}{}年{}月{}日", eras.at(static_cast<std::size_t>(counted->era)), counted->year,
                     static_cast<unsigned>(date->month()), static_cast<unsigned>(date->day()));
}

std::string card_picture(const CardFacts& facts) {
  auto lines = face_lines(facts, text_width);
  lines.resize(std::max(lines.size(), silhouette.size()));
  const std::string edge = "+" + std::string(text_width + 14, '-') + "+\n";
  std::string text = edge + "| " + padded("個人番号カード（試験用・架空の人物）", text_width + 12) + " |\n";
  for (std::size_t i = 0; i < lines.size(); ++i)
    text += "| " + padded(lines[i], text_width) + "  " +
            padded(i < silhouette.size() ? silhouette[i] : "", 10) + " |\n";
  return text + edge;
}

std::string card_svg(const CardFacts& facts) {
  std::string svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 856 540\" font-family=\"'Noto Sans CJK JP', "
      "'Hiragino Sans', sans-serif\" fill=\"#222\">\n"
      "<rect x=\"4\" y=\"4\" width=\"848\" height=\"532\" rx=\"32\" fill=\"#fbe9ee\" stroke=\"#c9a\"/>\n"
      "<rect x=\"600\" y=\"150\" width=\"210\" height=\"270\" fill=\"#eef2f6\" stroke=\"#9ab\"/>\n";
  svg += photograph_svg(facts.photograph);
  svg += svg_text(40, 60, 30, "個人番号カード");
  svg += svg_text(600, 60, 20, "試験用・架空の人物");
  int y = 120;
  for (const auto& line : face_lines(facts, 44)) {
    svg += svg_text(40, y, 24, line);
    y += 44;
  }
  return svg + svg_text(40, 500, 20, facts.serial) + "</svg>\n";
}

}  // namespace karimen::harness::workshop
