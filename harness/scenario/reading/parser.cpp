#include "harness/scenario/reading/parser.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "base/yaml/stored.hpp"
#include "harness/scenario/given/given.hpp"
#include "harness/scenario/name.hpp"
#include "harness/scenario/problems.hpp"
#include "harness/scenario/reading/ending_parser.hpp"
#include "harness/scenario/reading/expansion.hpp"
#include "harness/scenario/reading/fault_parser.hpp"
#include "harness/scenario/reading/keys.hpp"
#include "harness/scenario/reading/step_parser.hpp"
#include "harness/scenario/reading/text_digest.hpp"

namespace karimen::harness {
namespace {

std::string read_insertion(const yaml::Node& node) {
  const auto& text = node.as_text();
  if (std::ranges::find(insertion_words, text) == insertion_words.end())
    node.fail("unknown insertion '" + text + "'", suggestion(text, words_of(insertion_words)));
  return text;
}

BilingualText read_title(const yaml::Node& node) {
  if (node.is_scalar()) (void)read_line(node, "a title");
  if (node.is_mapping())
    for (const auto& entry : node.entries) (void)read_line(entry.value, "a title");
  return read_label(node);
}

std::vector<NamedRule> read_rules(const yaml::Node& node) {
  std::vector<NamedRule> rules;
  if (node.is_scalar())
    rules.push_back({node.text, spot_of(node)});
  else
    for (const auto& item : node.as_sequence()) rules.push_back({item.as_text(), spot_of(item)});
  return rules;
}

std::vector<std::string> read_tags(const yaml::Node& node) {
  if (node.is_scalar()) return {read_name(node, "a tag")};
  std::vector<std::string> tags;
  Problems problems;
  for (const auto& tag : node.as_sequence())
    problems.guarded([&] { tags.push_back(read_name(tag, "a tag")); });
  problems.rethrow();
  return tags;
}

// Reads one document as it is run.
class RunParser {
 public:
  RunParser(const CaseDocument& run, const Lexicon& lexicon)
      : document_(run.document), origins_(run.origins), lexicon_(lexicon) {
    scenario_.case_name = run.name;
    if (!run.name.empty()) scenario_.chosen = run.chosen;
  }

  Scenario read() {
    scenario_.file = document_.source->name;
    scenario_.spot = spot_of(document_);
    problems_.guarded([&] { scenario_.id = read_name(document_.at("id"), "an id"); });
    problems_.guarded([&] { head(); });
    problems_.guarded([&] { assumptions(); });
    bool known_people = false;
    problems_.guarded([&] { known_people = people(); });
    problems_.guarded([&] { steps(known_people); });
    problems_.guarded([&] { faults(); });
    problems_.guarded([&] { ending(); });
    problems_.rethrow();
    return std::move(scenario_);
  }

 private:
  void head() {
    if (const auto* title = document_.find("title")) scenario_.title = read_title(*title);
    if (const auto* tags = document_.find("tags")) scenario_.tags = read_tags(*tags);
    if (const auto* rules = document_.find("rules")) scenario_.rules = read_rules(*rules);
    scenario_.place = "tokyo";
    if (const auto* place = document_.find("place")) scenario_.place = read_place(*place, lexicon_);
    if (const auto* insertion = document_.find("insertion"))
      scenario_.hot_insertion = read_insertion(*insertion) == "hot";
  }

  void assumptions() {
    const auto* assume = document_.find("assume");
    if (assume == nullptr) return;
    for (const auto& [key, node] : assume->as_mapping()) {
      problems_.guarded([&, &key = key, &node = node] {
        const auto known = lexicon_.assumptions.find(key.text);
        if (known == lexicon_.assumptions.end())
          key.fail("unknown assumption '" + key.text + "'",
                   suggestion(key.text, lexicon_.assumption_ids(), "'karimen rules vocabulary'"));
        scenario_.assumptions.emplace(key.text, read_value(node, known->second));
      });
    }
  }

  // False if the facts of somebody are not known; what is wrong with them is reported already.
  bool people() {
    bool good = problems_.guarded([&] { add_person("holder", document_.at("given")); });
    const auto* others = document_.find("others");
    if (others == nullptr) return good;
    for (const auto& [name, node] : others->as_mapping()) {
      if (scenario_.first_other.empty()) scenario_.first_other = name.text;
      good &= problems_.guarded([&, &name = name, &node = node] {
        if (name.text == "holder") name.fail("'holder' is the main person's name", "choose another name");
        add_person(name.text, node);
      });
    }
    return good;
  }

  void add_person(const std::string& who, const yaml::Node& given) {
    auto person = complete_given(given, lexicon_);
    scenario_.people.insert_or_assign(who, std::move(person.facts));
    scenario_.said[who] = std::move(person.said);
    scenario_.personas[who] = given.at("holder").text;
  }

  void steps(bool known_people) {
    const auto& steps = document_.at("steps");
    if (steps.as_sequence().empty()) steps.fail("a scenario needs at least one step");
    std::vector<std::string> ids;
    problems_.guarded([&] { ids = step_ids(steps); });
    ids.resize(steps.items.size());
    const StepContext context{lexicon_, scenario_.people, known_people, scenario_.place, document_};
    for (std::size_t i = 0; i < ids.size(); ++i)
      problems_.guarded([&] {
        try {
          add_step(steps.items[i], ids[i], i, context);
        } catch (const DiagnosticError& error) {
          throw used_at(error, origin_of(i));
        }
      });
  }

  void add_step(const yaml::Node& node, const std::string& id, std::size_t index,
                const StepContext& context) {
    auto step = read_step(node, id, index, context);
    if (!scenario_.steps.empty() && step.at <= scenario_.steps.back().at)
      node.at("at").fail(
          to_string(step.at) + " is not after the step before (" + to_string(scenario_.steps.back().at) + ")",
          "the moments of a scenario strictly increase");
    step.used_at = origin_of(index);
    scenario_.steps.push_back(std::move(step));
  }

  // Where the sequence of a step is used.
  [[nodiscard]] std::vector<Spot> origin_of(std::size_t index) const {
    return index < origins_.size() ? origins_[index] : std::vector<Spot>{};
  }

  // Steps that could not be read are reported already: an index would miss its step.
  void faults() {
    if (scenario_.steps.size() == document_.at("steps").items.size())
      read_faults(document_, lexicon_, scenario_);
  }

  void ending() {
    if (const auto* needs = document_.find("requires")) scenario_.needs = read_requirements(*needs, lexicon_);
    if (const auto* skip = document_.find("skip")) scenario_.skip = read_reason(*skip, "skip");
    const auto* xfail = document_.find("xfail");
    if (xfail == nullptr) return;
    if (!scenario_.skip.empty())
      xfail->fail("what is skipped cannot fail, as expected or not", "keep one of 'skip' and 'xfail'");
    scenario_.xfail = read_expected_failure(*xfail, document_);
  }

  const yaml::Node& document_;
  const Origins& origins_;
  const Lexicon& lexicon_;
  Scenario scenario_;
  Problems problems_;
};

int last_line(const yaml::Node& node) {
  int line = node.line;
  for (const auto& item : node.items) line = std::max(line, last_line(item));
  for (const auto& entry : node.entries) line = std::max({line, entry.key.line, last_line(entry.value)});
  return line;
}

// Which no scenario has.
constexpr auto card_key = "persona";
constexpr std::array rulebook_keys{"decision", "invariant", "procedure", "procedures", "assumption",
                                   "facts",    "effect",    "obstacles", "warnings"};

// Files of ours that are something else.
void refuse_other_kinds(const yaml::Node& document) {
  if (!document.is_mapping() || document.find("id") != nullptr || document.find("steps") != nullptr) return;
  const bool is_of_rulebook =
      std::ranges::any_of(rulebook_keys, [&](const char* key) { return document.find(key) != nullptr; });
  if (document.find(card_key) != nullptr)
    document.fail("this is a card file, and no scenario", "'karimen card lint' reads it");
  if (is_of_rulebook)
    document.fail("this is a part of a rulebook, and no scenario",
                  "'karimen rules check' reads it in the rulebook's folder");
}

void read_document(const yaml::Node& document, const Lexicon& lexicon, const Sequences& sequences,
                   TextDigests& digests, std::vector<Scenario>& scenarios) {
  refuse_other_kinds(document);
  Problems problems;
  problems.guarded([&] { allow_only(document, scenario_keys); });
  problems.guarded([&] {
    (void)step_ids(document.at("steps"));
    const auto line = last_line(document);
    for (const auto& run : expand(document, lexicon, sequences))
      problems.guarded([&] {
        scenarios.push_back(RunParser(run, lexicon).read());
        scenarios.back().last_line = line;
        scenarios.back().included = sequences.files;
        scenarios.back().text_digest = digests.of(scenarios.back(), document);
      });
  });
  problems.rethrow();
}

bool is_no_scenario(const yaml::Node& document) {
  return is_sequence_document(document) || is_include_document(document);
}

/// Trees that are there; one that is taken is so no more: a file of thousands is larger as a tree than as
/// scenarios.
struct Trees {
  std::vector<yaml::Node> all;
  [[nodiscard]] std::size_t size() const { return all.size(); }
  [[nodiscard]] const yaml::Node& at(std::size_t index) const { return all[index]; }
  [[nodiscard]] yaml::Node take(std::size_t index) { return std::exchange(all[index], {}); }
};

struct Stored {
  yaml::StoredDocuments all;
  [[nodiscard]] std::size_t size() const { return all.size(); }
  [[nodiscard]] yaml::Node at(std::size_t index) const { return all.at(index); }
  [[nodiscard]] yaml::Node take(std::size_t index) const { return all.at(index); }
};

/// `nothing_else`: set, whether every document is a scenario.
std::vector<Scenario> read_all(auto documents, const Lexicon& lexicon, const IncludePlace& place,
                               bool* nothing_else = nullptr) {
  std::vector<yaml::Node> of_sequences;
  for (std::size_t i = 0; i < documents.size(); ++i)
    if (const auto& each = documents.at(i); concerns_sequences(each)) of_sequences.push_back(each);
  std::vector<Scenario> scenarios;
  scenarios.reserve(documents.size());
  std::set<std::string> ids;
  Problems problems;
  Sequences sequences;
  problems.guarded([&] { sequences = read_sequences(of_sequences, place); });
  problems.rethrow();
  TextDigests digests(sequences, lexicon);
  if (nothing_else != nullptr) *nothing_else = std::ranges::none_of(of_sequences, is_no_scenario);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const auto document = documents.take(i);
    if (is_no_scenario(document)) continue;
    problems.guarded([&] {
      read_document(document, lexicon, sequences, digests, scenarios);
      const auto& id = document.at("id");
      if (!ids.insert(id.as_text()).second)
        id.fail("two scenarios of this file have the id '" + id.text + "'", "choose another id");
    });
  }
  problems.rethrow();
  return scenarios;
}

std::vector<Scenario> read_file(const ScenarioFile& file, const Lexicon& lexicon) {
  // What is read once has no folder: what it includes lies where we are.
  const auto place =
      file.text ? IncludePlace{std::filesystem::path(file.shown).filename(), std::filesystem::current_path()}
                : IncludePlace{file.shown, file.root};
  bool nothing_else = false;
  auto scenarios =
      file.text ? read_all(Trees{yaml::load_text(*file.text, file.shown)}, lexicon, place, &nothing_else)
                : read_all(Stored{yaml::load_stored(file.path, file.shown)}, lexicon, place, &nothing_else);
  if (scenarios.empty() && nothing_else)
    throw DiagnosticError(Diagnostic{.where = {file.shown, 1, 1},
                                     .what = "there is no scenario in it",
                                     .fix = "a scenario begins with 'id: ...'",
                                     .source_line = ""});
  const auto once = file.text ? std::make_shared<const std::string>(*file.text) : nullptr;
  for (auto& scenario : scenarios) {
    scenario.file = file.name;
    scenario.once = once;
  }
  return scenarios;
}

}  // namespace

std::vector<Scenario> read_scenarios(std::vector<yaml::Node> documents, const Lexicon& lexicon,
                                     const IncludePlace& place) {
  return read_all(Trees{std::move(documents)}, lexicon, place);
}

std::vector<Scenario> read_scenarios(std::string_view text, const std::string& name, const Lexicon& lexicon) {
  return read_scenarios(yaml::load_text(text, name), lexicon, {name, {}});
}

ReadFiles read_scenario_files(std::vector<ScenarioFile> files, const Lexicon& lexicon, unsigned threads) {
  // Some at a time: of tens of thousands, what the workers read and what was put together of it would be
  // there twice.
  constexpr std::size_t at_a_time = 1024;
  ReadFiles result;
  result.scenarios.reserve(files.size());
  for (std::span left(files); !left.empty();) {
    const auto some = left.first(std::min(at_a_time, left.size()));
    left = left.subspan(some.size());
    std::vector<std::vector<Scenario>> read(some.size());
    std::vector<Problems> problems(some.size());
    const auto work = [&](std::size_t i) {
      problems[i].guarded([&] { read[i] = read_file(some[i], lexicon); });
    };
    side_by_side(some.size(), work, threads);
    for (std::size_t i = 0; i < some.size(); ++i) {
      if (!problems[i].empty()) result.unread.push_back({some[i].name, problems[i].list()});
      some[i] = {};
      if (result.scenarios.empty() && left.empty() && some.size() == 1)
        result.scenarios = std::move(read[i]);
      else
        std::ranges::move(read[i], std::back_inserter(result.scenarios));
    }
  }
  return result;
}

}  // namespace karimen::harness
