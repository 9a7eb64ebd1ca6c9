#include "harness/oracle/proof/kept_answers.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "base/cache/kept_file.hpp"
#include "base/checksum.hpp"
#include "base/rest_of.hpp"

namespace karimen::harness::rules {
namespace {

namespace fs = std::filesystem;

// Of a score of rulebooks; a folder that grew past it is emptied.
constexpr int most_conversations = 4000;
constexpr std::array<std::string_view, 3> answer_words{"no", "yes", "unknown"};

fs::path& answers_folder() {
  static fs::path only;
  return only;
}

std::string checksum_of(std::string_view a, std::string_view b = {}) {
  Checksum sum;
  sum.add(a);
  sum.add(b);
  return sum.finish();
}

// A line each: heard TAB answer TAB, and name TAB value TAB of each value; behind them their checksum.
std::string as_text(const std::map<std::string, SolverAnswer>& answers) {
  std::string text;
  for (const auto& [heard, answer] : answers) {
    const auto& word = answer_words[static_cast<std::size_t>(answer.satisfiable)];
    text.append(heard).append("\t").append(word).append("\t");
    for (const auto& [name, value] : answer.values) text.append(name).append("\t").append(value).append("\t");
    text += '\n';
  }
  return text + checksum_of(text) + '\n';
}

// Nothing at all if a byte of it is another.
std::map<std::string, SolverAnswer> from_text(std::string_view text) {
  constexpr std::size_t end_size = 65;
  if (text.size() < end_size) return {};
  const auto lines = text.substr(0, text.size() - end_size);
  if (text.substr(lines.size()) != checksum_of(lines) + '\n') return {};
  std::map<std::string, SolverAnswer> answers;
  std::istringstream rest{std::string(lines)};
  for (std::string line; std::getline(rest, line);) {
    std::istringstream parts(line);
    std::string heard, word, name, value;
    std::getline(parts, heard, '\t');
    std::getline(parts, word, '\t');
    auto& answer = answers[heard];
    answer.satisfiable =
        static_cast<Satisfiable>(std::ranges::find(answer_words, word) - answer_words.begin());
    while (std::getline(parts, name, '\t') && std::getline(parts, value, '\t'))
      answer.values.insert_or_assign(name, value);
  }
  return answers;
}

}  // namespace

void keep_answers_in(fs::path folder) {
  answers_folder() = std::move(folder);
}

KeptAnswers::KeptAnswers(std::string_view solver) : heard_(checksum_of("answers 1 ", solver)) {}

void KeptAnswers::hear(std::string_view script) {
  heard_ = checksum_of(heard_, script);
}

std::optional<SolverAnswer> KeptAnswers::find() {
  if (answers_folder().empty()) return std::nullopt;
  if (place_.empty()) {
    place_ = answers_folder() / (heard_ + ".answers");
    if (std::ifstream file(place_, std::ios::binary); file) answers_ = from_text(rest_of<std::string>(file));
  }
  const auto found = answers_.find(heard_);
  return found == answers_.end() ? std::nullopt : std::optional(found->second);
}

void KeptAnswers::keep(const SolverAnswer& answer) {
  if (answers_folder().empty()) return;
  answers_.insert_or_assign(heard_, answer);
  changed_ = true;
}

KeptAnswers::~KeptAnswers() {
  if (changed_) keep_file(place_, {as_text(answers_)}, most_conversations);
}

}  // namespace karimen::harness::rules
