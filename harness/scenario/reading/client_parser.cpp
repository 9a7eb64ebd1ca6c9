#include "harness/scenario/reading/client_parser.hpp"

#include <algorithm>
#include <cctype>

#include "base/duration.hpp"
#include "base/pattern.hpp"
#include "base/text.hpp"
#include "harness/scenario/given/given.hpp"
#include "harness/scenario/problems.hpp"
#include "harness/scenario/reading/keys.hpp"

namespace karimen::harness {
namespace {

constexpr std::string_view own_prefix = "KARIMEN_";
constexpr int greatest_code = 255;

std::vector<std::string> own_variables() {
  std::vector<std::string> names;
  for (const auto name : client_variables) names.push_back('$' + std::string(name));
  return names;
}

// $noun.property: a shell's "$1" or "$HOME" is none.
bool names_a_fact(const std::string& name) {
  return name.find('.') != std::string::npos && std::ranges::all_of(name, [](char c) {
           return c == '_' || c == '.' || c == '/' || std::isdigit(static_cast<unsigned char>(c)) != 0 ||
                  (c >= 'a' && c <= 'z');
         });
}

bool is_variable(const std::string& name) {
  return !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) == 0 &&
         std::ranges::all_of(
             name, [](char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; });
}

class ClientParser {
 public:
  ClientParser(const yaml::Node& node, const Lexicon& lexicon, const ReferredFact& referred)
      : node_(node), lexicon_(lexicon), referred_(referred) {}

  Client read(const yaml::Node& key) {
    client_.spot = spot_of(key);
    allow_only(node_, client_keys);
    problems_.guarded([&] { command(node_.at("command")); });
    if (const auto* card = node_.find("card")) problems_.guarded([&] { which_card(*card); });
    if (const auto* input = node_.find("stdin")) problems_.guarded([&] { client_.input = input->as_text(); });
    if (const auto* more = node_.find("environment")) problems_.guarded([&] { environment(*more); });
    if (const auto* limit = node_.find("timeout")) problems_.guarded([&] { timeout(*limit); });
    if (const auto* expect = node_.find("expect")) problems_.guarded([&] { expectations(*expect); });
    if (const auto* changed = node_.find("changes")) problems_.guarded([&] { changes(*changed); });
    problems_.rethrow();
    return std::move(client_);
  }

 private:
  void command(const yaml::Node& node) {
    if (!node.is_sequence())
      node.fail("a command is a list of words: the program, then its arguments",
                "write command: [opensc-tool, -n]; a line for a shell is [sh, -c, '...']");
    if (node.items.empty()) node.fail("a command is empty", "write the program first");
    for (const auto& item : node.items) problems_.guarded([&] { client_.command.push_back(word(item)); });
    if (!client_.command.empty() && client_.command.front().empty())
      node.items.front().fail("a command's program is empty", "write the program first");
  }

  std::string word(const yaml::Node& item) {
    const auto& text = item.as_text();
    if (text.find('\0') != std::string::npos) item.fail("a word of a command holds a zero byte");
    const auto name = reference(item);
    if (name.starts_with(own_prefix) && is_variable(name)) {
      if (std::ranges::find(client_variables, name) == client_variables.end())
        item.fail("there is no variable '" + name + "'", suggestion(text, own_variables()));
      return text;
    }
    return names_a_fact(name) ? to_string(referred_(item, name)) : text;
  }

  void which_card(const yaml::Node& node) {
    const auto known = words_of(client_cards);
    if (std::ranges::find(known, node.as_text()) == known.end())
      node.fail("unknown card '" + node.text + "'", suggestion(node.text, known));
    client_.card = node.text;
  }

  void environment(const yaml::Node& node) {
    for (const auto& entry : node.as_mapping())
      problems_.guarded([&] {
        const auto& name = entry.key.text;
        if (!is_variable(name))
          entry.key.fail("no variable can be called '" + name + "'", "letters, digits and _ only");
        if (name.starts_with(own_prefix))
          entry.key.fail("'" + name + "' is set by Karimen: names that begin with KARIMEN_ are its own",
                         "choose another name");
        client_.environment[name] = word(entry.value);
      });
  }

  void timeout(const yaml::Node& node) {
    const auto limit = read_duration(node.as_text());
    if (!limit)
      node.fail("a time limit is a number above 0 with its unit, at most 60min",
                R"(write "500ms", "30s" or "2min")");
    client_.limit = *limit;
  }

  void expectations(const yaml::Node& node) {
    allow_only(node, client_expect_keys);
    if (const auto* exit = node.find("exit")) problems_.guarded([&] { exit_code(*exit); });
    for (const auto* stream : {"output", "error"})
      if (const auto* texts = node.find(stream))
        problems_.guarded([&] { patterns(*texts, stream == std::string_view("error")); });
  }

  void exit_code(const yaml::Node& node) {
    client_.exit = {.text = node.as_text(), .code = std::nullopt, .spot = spot_of(node)};
    if (node.text == "any") return;
    if (node.text == "nonzero") {
      client_.exit.nonzero = true;
      return;
    }
    const bool digits =
        !node.text.empty() && node.text.size() <= 3 && std::ranges::all_of(node.text, [](char c) {
          return std::isdigit(static_cast<unsigned char>(c)) != 0;
        });
    if (!digits || std::stoi(node.text) > greatest_code)
      node.fail("an exit code is 0 to 255, nonzero or any, not '" + node.text + "'", "write one of these");
    client_.exit.code = std::stoi(node.text);
  }

  void patterns(const yaml::Node& node, bool in_error) {
    if (node.is_scalar()) return pattern(node, in_error);
    for (const auto& item : node.as_sequence()) problems_.guarded([&] { pattern(item, in_error); });
  }

  void pattern(const yaml::Node& node, bool in_error) {
    const auto name = reference(node);
    auto text = names_a_fact(name) ? to_string(referred_(node, name)) : node.as_text();
    if (text.empty()) node.fail("an empty pattern is found in anything", "leave it out");
    if (const auto complaint = pattern_complaint(text); !complaint.empty())
      node.fail("'" + text + "' is no regular expression: " + complaint,
                "patterns are those of 'grep -E': write \\( for a bracket that is meant");
    client_.texts.push_back({in_error, std::move(text), spot_of(node)});
  }

  void changes(const yaml::Node& node) {
    for (const auto& [key, value] : node.as_mapping())
      problems_.guarded(
          [&, &key = key, &value = value] { client_.changes.emplace(key.text, changed(key, value)); });
  }

  Value changed(const yaml::Node& key, const yaml::Node& value) {
    const auto* spec = lexicon_.vocabulary.fact(key.text);
    if (spec == nullptr)
      key.fail("unknown fact '" + key.text + "'",
               suggestion(key.text, lexicon_.vocabulary.fact_names(), "'karimen rules vocabulary'"));
    if (spec->observe != Channel::chip || lexicon_.derived.contains(key.text))
      key.fail("a client changes what is on a chip, and '" + key.text + "' is not",
               "'karimen facts' shows what is read off a chip");
    return read_scenario_value(value, Wanted(*spec), lexicon_);
  }

  const yaml::Node& node_;
  const Lexicon& lexicon_;
  const ReferredFact& referred_;
  Client client_;
  Problems problems_;
};

}  // namespace

Client read_client(const yaml::Node& key, const yaml::Node& node, const Lexicon& lexicon,
                   const ReferredFact& referred) {
  return ClientParser(node, lexicon, referred).read(key);
}

}  // namespace karimen::harness
