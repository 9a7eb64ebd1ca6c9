#include "sim/chip/cause/cause.hpp"

#include <fmt/format.h>

#include "sim/chip/application/applications.hpp"
#include "sim/chip/cause/cause_table.hpp"
#include "sim/chip/status.hpp"

namespace karimen::sim::chip {

namespace {

const ClauseText& row_of(Clause clause) {
  return clause_table()[static_cast<std::size_t>(clause)];
}

/// The condition that a refused cause was measured by: `first` is the EF, `second` the application.
Access condition_of(const Cause& cause) {
  const auto id = static_cast<std::size_t>(cause.second);
  if (id >= application_count) return nobody;
  const auto* file = find_file(static_cast<ApplicationId>(id), static_cast<std::uint16_t>(cause.first));
  if (file == nullptr) return nobody;
  return file->spec->kind == FileKind::private_key ? file->spec->use_condition : file->spec->read;
}

// What a refusal asks for.
constexpr Bilingual open_anything{
    "VERIFY the secret that opens it in the same application first, without selecting another in between; "
    "what "
    "no secret opens stays shut",
    "同じアプリケーション内で必要な照合を行い、読み出すまで別のアプリケーションを選択しない。照合しても読めな"
    "い"
    "ファイルもある"};
constexpr Bilingual open_never{"leave it: nothing a holder can present opens it",
                               "送らない。利用者の照合では読めない"};
constexpr Bilingual open_by{
    "VERIFY {} in the same application first, without selecting another in between",
    "先に同じアプリケーションで{}を照合し、読み出すまで別のアプリケーションを選択しない"};
constexpr Bilingual reference_words{"{} (00 20 00 {})", "{}（00 20 00 {}）"}, either_words{" or ", "または"};

/// Which VERIFY opens the file or key of a refusal; a refusal of no file stands for all of them.
std::string opening(const Cause& cause, Language language) {
  if (cause.first == 0) return open_anything.in(language);
  std::string references;
  for (std::uint16_t file = 1; file < 0x1F; ++file) {
    if ((condition_of(cause) & key(file)) == 0) continue;
    if (!references.empty()) references += either_words.in(language);
    references +=
        say(reference_words, language, {fmt::format("{:04X}", file), fmt::format("{:02X}", 0x80 | file)});
  }
  return references.empty() ? std::string(open_never.in(language)) : say(open_by, language, {references});
}

/// "…" in place of every number.
std::string without_case(std::string text) {
  for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open)) {
    text.replace(open, text.find('}', open) - open + 1, "…");
  }
  return text;
}

}  // namespace

std::uint16_t status_word(const Cause& cause) {
  const auto base = row_of(cause.clause).status;
  return base == status::tries_left ? static_cast<std::uint16_t>(base | (cause.first & 0xF)) : base;
}

std::string explain(const Cause& cause, Language language) {
  return fmt::format(fmt::runtime(row_of(cause.clause).sentence.in(language)), cause.first, cause.second);
}

std::string advice(const Cause& cause, Language language) {
  return fmt::format(fmt::runtime(row_of(cause.clause).advice.in(language)), cause.first, cause.second,
                     opening(cause, language));
}

std::string rule_of(Clause clause, Language language) {
  return without_case(row_of(clause).sentence.in(language));
}

std::string advice_of(Clause clause, Language language) {
  const std::string text = row_of(clause).advice.in(language);
  return text == "{2}" ? opening({clause}, language) : without_case(text);
}

std::string_view name(Clause clause) {
  return row_of(clause).name;
}

std::string_view source(const Cause& cause) {
  return row_of(cause.clause).source;
}

std::vector<Clause> clauses_of(std::uint16_t status_word) {
  const auto wanted = (status_word & 0xFFF0) == status::tries_left ? status::tries_left : status_word;
  std::vector<Clause> found;
  for (const auto& each : clause_table()) {
    if (each.status == wanted) found.push_back(each.clause);
  }
  return found;
}

}  // namespace karimen::sim::chip
