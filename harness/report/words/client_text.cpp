#include "harness/report/words/client_text.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/phrases/phrasebook.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace karimen::harness::report {
namespace {

constexpr Bilingual not_run_words{
    "  client {}: not run, for there is no PC/SC reader (--transport pcsc)\n",
    "  クライアント {}：PC/SCリーダーがないので実行しない（--transport pcsc）\n"};
constexpr Bilingual exited_words{"  client {}: exit {}\n", "  クライアント {}：終了コード {}\n"},
    ended_words{"  client {}: {}\n", "  クライアント {}：{}\n"};
constexpr Bilingual output_words{"    standard output:\n", "    標準出力:\n"},
    error_words{"    standard error:\n", "    標準エラー出力:\n"};
constexpr Bilingual before_words{"      ... {} lines before\n", "      …（前に{}行）\n"},
    left_out_words{"      ... {} bytes more\n", "      …（ほか{}バイト）\n"};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string stream(const ClientText& written, const Bilingual& heading, std::size_t most,
                   const Wording& wording) {
  if (written.text.empty()) return "";
  const auto lines = lines_of(written.text);
  const auto first = lines.size() > most ? lines.size() - most : 0;
  auto text = wording.say(heading);
  if (first > 0) text += wording.say(before_words, {std::to_string(first)});
  for (auto i = first; i < lines.size(); ++i) text += "      " + std::string(lines[i]) + '\n';
  if (written.left_out > 0) text += wording.say(left_out_words, {std::to_string(written.left_out)});
  return text;
}

}  // namespace

std::string client_text(const ClientEvent& client, std::size_t most_lines, const Wording& wording) {
  const auto command = visible_line(joined(client.command, " "));
  if (client.ending.empty()) return client.run ? "" : wording.say(not_run_words, {command});
  const bool exited = client.ending.find_first_not_of("0123456789") == std::string::npos;
  return wording.say(exited ? exited_words : ended_words,
                     {command, translated(client.ending, wording.language())}) +
         stream(client.output, output_words, most_lines, wording) +
         stream(client.error, error_words, most_lines, wording);
}

}  // namespace karimen::harness::report
