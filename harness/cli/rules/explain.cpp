// karimen explain: any word that a report names.
#include <algorithm>
#include <ostream>
#include <set>
#include <sstream>

#include "base/text.hpp"
#include "harness/cli/explain/screen.hpp"
#include "harness/cli/explain/step_explanation.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/rules/rule_page.hpp"
#include "harness/cli/rules/word_lists.hpp"
#include "harness/workshop/card/explanation.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual value_words{"{}  {}\n", "{}  {}\n"},
    value_of{"  a value of {}\n", "  次の事実の値: {}\n"};

// A value, of which facts.
bool show_value(const Rulebook& rulebook, const std::string& word, Language language, std::ostream& out) {
  const auto& vocabulary = rulebook.vocabulary();
  std::vector<std::string> facts;
  Position first;
  for (const auto& fact : vocabulary.facts())
    if (std::ranges::count(fact.type.words, word) > 0) {
      if (facts.empty()) first = fact.where;
      facts.push_back(fact.name);
    }
  if (facts.empty()) return false;
  out << say(value_words, language, {word, vocabulary.word(word).in(language)});
  constexpr std::size_t most_facts = 12;
  const auto more = facts.size() > most_facts ? facts.size() - most_facts : 0;
  facts.resize(facts.size() - more);
  out << say(value_of, language, {joined(facts) + (more > 0 ? ", ... (" + std::to_string(more) + ")" : "")});
  out << "  " << first.file << ':' << first.line << '\n';
  return true;
}

constexpr std::string_view input_prefix = "input.", knob_prefix = "assume.";

BilingualText label_of_input(const Vocabulary& vocabulary, const InputSpec& input) {
  return input.label.empty() ? vocabulary.label(std::string(input_prefix) + input.name) : input.label;
}

// "input.presents", as conditions name it: which procedures take it.
bool show_input(const Vocabulary& vocabulary, const std::string& word, Language language, std::ostream& out) {
  if (!word.starts_with(input_prefix)) return false;
  const ProcedureSpec* first = nullptr;
  constexpr Bilingual taken{"  taken by {}{}\n", "  取る手続 {}{}\n"};
  for (const auto& procedure : vocabulary.procedures()) {
    const auto* input = procedure.input(std::string_view(word).substr(input_prefix.size()));
    if (input == nullptr) continue;
    if (first == nullptr)
      out << say(value_words, language, {word, label_of_input(vocabulary, *input).in(language)});
    if (first == nullptr) first = &procedure;
    out << say(taken, language,
               {padded(procedure.name, 32),
                to_string(input->type) + (input->initial ? " = " + to_string(*input->initial) : "")});
  }
  if (first != nullptr) out << "  " << first->where.file << ':' << first->where.line << '\n';
  return first != nullptr;
}

bool show_facility(const Facilities& facilities, const std::filesystem::path& file, const std::string& word,
                   Language language, std::ostream& out) {
  const auto found = facilities.find(word);
  if (found == facilities.end()) return false;
  const auto& [kind, prefecture, name] = found->second;
  out << say(value_words, language, {word, name.in(language)}) << "  " << kind << ", " << prefecture << "\n  "
      << file.string() << '\n';
  return true;
}

// Every word that has a page, once, with a few words on it.
std::vector<NamedWord> words_known(const RulePage& page, const Vocabulary& vocabulary,
                                   const Facilities& facilities) {
  auto words = page.words();
  for (const auto& procedure : vocabulary.procedures())
    for (const auto& input : procedure.inputs)
      words.push_back({std::string(input_prefix) + input.name, label_of_input(vocabulary, input)});
  for (const auto& [name, facility] : facilities) words.push_back({name, facility.name});
  for (const auto& fact : vocabulary.facts()) words.push_back({fact.name, fact.label});
  for (const auto& fact : vocabulary.facts())
    for (const auto& value : fact.type.words) words.push_back({value, vocabulary.word(value)});
  for (auto& status : workshop::answered_statuses()) words.push_back({status.digits, status.words});
  std::set<std::string> before;
  std::erase_if(words, [&](const NamedWord& word) { return !before.insert(word.name).second; });
  return words;
}

class WordPages {
 public:
  WordPages(const Invocation& invocation, const Streams& streams)
      : invocation_(invocation), streams_(streams), wording_(language_, &rulebook_.vocabulary()) {}

  void list() {
    for (const auto& word : words_known(page_, rulebook_.vocabulary(), facilities_))
      streams_.out << word.name << '\t' << word.label.in(language_) << '\n';
  }
  void explain(const std::string& word) {
    if (names_a_step(word))
      return explain_step(step_named(word, invocation_, sound_rulebook(folders_), folders_), invocation_,
                          folders_, streams_);
    text_.str("");
    if (!tell(word)) refuse(word);
    streams_.out << (invocation_.has("all")
                         ? text_.str()
                         : within_a_screen(text_.str(), "karimen explain " + word + " --all",
                                           {streams_.columns_out, streams_.rows_out}, language_));
  }

 private:
  bool tell(const std::string& word) {
    if (const auto status = workshop::status_word_of(word)) {
      text_ << workshop::explain_status(*status, language_);
      return true;
    }
    if (const auto* fact = rulebook_.vocabulary().fact(word)) {
      show_fact(rulebook_, *fact, language_, text_);
      return true;
    }
    const auto& vocabulary = rulebook_.vocabulary();
    return page_.show(word.starts_with(knob_prefix) ? word.substr(knob_prefix.size()) : word) ||
           show_input(vocabulary, word, language_, text_) ||
           show_facility(facilities_, folders_.facilities(), word, language_, text_) ||
           show_value(rulebook_, word, language_, text_);
  }
  [[noreturn]] void refuse(const std::string& word) const {
    std::vector<std::string> known;
    for (auto& each : words_known(page_, rulebook_.vocabulary(), facilities_))
      known.push_back(std::move(each.name));
    throw bad_command_line("nothing is called '" + word + "'",
                           suggestion(word, known, "'karimen explain --list'"));
  }

  const Invocation& invocation_;
  const Streams& streams_;
  const Language language_ = invocation_.language;
  const DataFolders folders_ = data_of(invocation_);
  const Rulebook rulebook_ = load_rulebook(folders_);
  const Facilities facilities_ = load_facilities(folders_.facilities());
  const report::Wording wording_;
  std::ostringstream text_;
  RulePage page_{rulebook_, wording_, text_, Tables::names};
};

}  // namespace

ExitCode explain_words(const Invocation& invocation, const Streams& streams) {
  if (invocation.has("list")) {
    if (!invocation.arguments.empty())
      throw bad_command_line("--list lists every word", "leave out --list, or the words");
    WordPages(invocation, streams).list();
    return ExitCode::ok;
  }
  if (invocation.arguments.empty())
    throw bad_command_line("'karimen explain' takes words that reports name",
                           "for example: karimen explain INHERIT-11 A-10 6A88, or a step: last/INH-20:2");
  WordPages pages(invocation, streams);
  for (const auto& word : invocation.arguments) pages.explain(word);
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
