#include "harness/scenario/reading/step_parser.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "harness/scenario/given/given.hpp"
#include "harness/scenario/problems.hpp"
#include "harness/scenario/reading/client_parser.hpp"
#include "harness/scenario/reading/expansion.hpp"
#include "harness/scenario/reading/keys.hpp"

namespace karimen::harness {
namespace {

constexpr auto when_time_passes = "pass_time";  // what a client is for the rulebook
const Type outcome_type{Base::words, words_of(outcome_words)};
const Type amount_type{Base::integer, words_of(fee_words)};

class StepParser {
 public:
  StepParser(const yaml::Node& node, std::size_t index, const StepContext& context)
      : node_(node), index_(index), context_(context) {}

  Step read(const std::string& id) {
    step_.id = id;
    step_.spot = spot_of(node_);
    const auto client = find_client();
    allow_only(node_, step_keys);
    if (client != node_.entries.end())
      if (const auto* with = node_.find("with"))
        with->fail("a client takes no inputs", "leave 'with' out: a program takes its arguments");
    problems_.guarded([&] { moment(); });
    problems_.guarded([&] { person(); });
    problems_.guarded([&] { client == node_.entries.end() ? procedure() : run_by(*client); });
    problems_.guarded([&] { place(); });
    expectations("note", Capture::Into::note);
    step_.notes = std::exchange(step_.expect, {});
    expectations("expect", Capture::Into::expect);
    problems_.rethrow();
    return std::move(step_);
  }

 private:
  void expectations(const char* under, Capture::Into into) {
    into_ = into;
    const auto* expect = node_.find(under);
    if (expect == nullptr || !problems_.guarded([&] { (void)expect->as_mapping(); })) return;
    for (const auto& entry : expect->entries) problems_.guarded([&] { expectation(entry.key, entry.value); });
  }

  void moment() {
    const auto& at = node_.at("at");
    step_.at = at.as_moment();
    const Type type{Base::moment, {}};
    check_limits(at, step_.at, Wanted("at", type, context_.lexicon.vocabulary.limits(Base::moment)),
                 context_.lexicon);
  }

  void person() {
    const auto* who = node_.find("who");
    if (who == nullptr || !context_.people_known) return;
    if (!context_.people.contains(who->as_text())) {
      std::vector<std::string> names;
      for (const auto& [name, facts] : context_.people) names.push_back(name);
      who->fail("unknown person '" + who->text + "'", suggestion(who->text, names));
    }
    step_.who = who->text;
  }

  [[nodiscard]] const yaml::Entry* find_client() const {
    (void)node_.as_mapping();
    const auto found =
        std::ranges::find_if(node_.entries, [](auto& each) { return each.key.text == client_step; });
    if (found != node_.entries.end() && node_.find("do") != nullptr)
      node_.at("do").fail("a step is a procedure or a client, not both", "make two steps of them");
    return found;
  }

  void run_by(const yaml::Entry& client) {
    if (context_.lexicon.vocabulary.procedure(when_time_passes) == nullptr)
      client.key.fail("a client needs the procedure 'pass_time', which the rulebook does not have");
    step_.procedure = when_time_passes;
    step_.said.otherwise = spot_of(client.key);
    step_.client = read_client(client.key, client.value, context_.lexicon, [&](auto& node, auto& name) {
      if (!context_.people_known) return Value(std::string("?"));
      auto capture = captured(node, name);
      if (!capture) return referred(node, name);
      capture->into = Capture::Into::client;
      step_.captures.push_back(*capture);
      return Value(capture->text());
    });
  }

  void procedure() {
    const auto& name = node_.at("do");
    const auto& vocabulary = context_.lexicon.vocabulary;
    const auto* spec = vocabulary.procedure(name.as_text());
    if (spec == nullptr)
      name.fail("unknown procedure '" + name.text + "'",
                suggestion(name.text, vocabulary.procedure_names(), "'karimen rules vocabulary'"));
    step_.procedure = name.text;
    step_.said.otherwise = spot_of(name);
    const auto* with = node_.find("with");
    std::vector<std::string> known;
    for (const auto& input : spec->inputs) {
      known.push_back(input.name);
      const auto* node = with == nullptr ? nullptr : with->find(input.name);
      problems_.guarded([&] { read_input(input, node); });
    }
    if (with == nullptr) return;
    for (const auto& entry : with->as_mapping())
      if (spec->input(entry.key.text) == nullptr)
        problems_.add(
            entry.key.diagnostic("unknown input '" + entry.key.text + "' of " + name.text,
                                 known.empty() ? "it takes none" : suggestion(entry.key.text, known)));
  }

  void read_input(const InputSpec& input, const yaml::Node* node) {
    if (node != nullptr && captures(input, *node)) return;
    if (node != nullptr) {
      step_.inputs.emplace(input.name, value(*node, input));
      step_.said.spots.emplace(input.name, spot_of(*node));
    } else if (input.initial) {
      step_.inputs.emplace(input.name, *input.initial);
    } else {
      node_.fail("the input '" + input.name + "' is missing", "add with: {" + input.name + ": ...}");
    }
  }

  // Its value is not known yet.
  bool captures(const InputSpec& input, const yaml::Node& node) {
    const auto name = reference(node);
    if (name.empty() || !context_.people_known) return false;
    auto capture = captured(node, name);
    if (!capture) return false;
    if (input.type.base == Base::facility)
      node.fail("a facility cannot be captured: its prefecture must be known beforehand", "name it");
    comparable(node, *capture, input.type);
    capture->into = Capture::Into::input;
    capture->input = input.name;
    capture->type = input.type;
    capture->limits = input.limits;
    step_.captures.push_back(std::move(*capture));
    step_.said.spots.emplace(input.name, spot_of(node));
    return true;
  }

  // What an earlier step leaves, unless a given fact or one of a person is called so.
  [[nodiscard]] std::optional<Capture> captured(const yaml::Node& node, const std::string& name) const {
    const auto& vocabulary = context_.lexicon.vocabulary;
    if (vocabulary.fact(name) != nullptr || context_.people.contains(name.substr(0, name.find('.'))))
      return std::nullopt;
    return find_capture(node, name, context_.document, index_, vocabulary);
  }

  // Words of either type may be what is meant: that is seen when the value is known.
  void comparable(const yaml::Node& node, const Capture& capture, const Type& wanted) const {
    const auto& type = context_.lexicon.vocabulary.fact(capture.fact)->type;
    if (type.base != wanted.base && type.words.empty() && wanted.words.empty())
      node.fail("'" + capture.fact + "' is " + to_string(type) + ", not " + to_string(wanted));
  }

  Value value(const yaml::Node& node, const InputSpec& input) const {
    if (const auto name = reference(node); !name.empty()) {
      if (!context_.people_known) return std::string();
      auto found = referred(node, name);
      if (!accepts(input.type, found))
        node.fail("'" + name + "' is " + to_string(found) + ", not " + to_string(input.type));
      check_limits(node, found, Wanted(input), context_.lexicon);
      return found;
    }
    if (input.initial && node.is_scalar() && *input.initial == Value(node.text)) return *input.initial;
    return read_scenario_value(node, Wanted(input), context_.lexicon);
  }

  // $noun.property is a fact of the step's person, $NAME.noun.property one of NAME.
  Value referred(const yaml::Node& node, const std::string& name) const {
    const auto dot = name.find('.');
    auto owner = context_.people.find(name.substr(0, dot));
    auto fact = dot == std::string::npos ? name : name.substr(dot + 1);
    if (owner == context_.people.end() || context_.lexicon.vocabulary.fact(name) != nullptr) {
      owner = context_.people.find(step_.who);
      fact = name;
    }
    const auto* found = owner->second.find(fact);
    if (found == nullptr) {
      std::vector<std::string> known;
      for (const auto& [each, unused] : owner->second.all()) known.push_back(each);
      const auto near = nearest_word(fact, known);
      node.fail("'" + fact + "' is no given fact",
                near.empty() ? "'karimen list --given' shows them" : "did you mean '$" + near + "'?");
    }
    return *found;
  }

  void place() {
    step_.place = context_.place;
    const auto facility = step_.inputs.find("facility");
    if (facility != step_.inputs.end()) {
      const auto known = context_.lexicon.facilities.find(to_string(facility->second));
      if (known != context_.lexicon.facilities.end()) step_.place = known->second.prefecture;
    }
    if (const auto* place = node_.find("place")) step_.place = read_place(*place, context_.lexicon);
  }

  void expectation(const yaml::Node& key, const yaml::Node& node) {
    const auto& vocabulary = context_.lexicon.vocabulary;
    const auto& name = key.text;
    const bool answer = name == "fee" || name == "outcome" || name == "obstacles" || name == "warnings";
    if (answer && step_.client)
      key.fail("a client gives no " + name,
               "what it answers is expected in client: {expect: {exit, output, error}}");
    if (name == "fee") return fee(node);
    if (name == "outcome") return expect(name, exactly(read_value(node, outcome_type)), key);
    if (name == "obstacles")
      return expect(name, exactly(read_value(node, {Base::set, vocabulary.obstacles()})), key);
    if (name == "warnings")
      return expect(name, exactly(read_value(node, {Base::set, vocabulary.warnings()})), key);
    if (const auto* spec = vocabulary.fact(name)) {
      note_capture(node, *spec);
      return expect(name, cell(node, *spec), key);
    }
    auto known = vocabulary.fact_names();
    known.insert(known.end(), {"outcome", "obstacles", "warnings", "fee"});
    const auto near = nearest_word(name, known);
    key.fail("unknown fact '" + name + "'", near.empty()
                                                ? "expect takes outcome, obstacles, warnings, fee and facts"
                                                : "did you mean '" + near + "'?");
  }

  void note_capture(const yaml::Node& node, const FactSpec& spec) {
    const auto name = reference(node);
    if (name.empty() || !context_.people_known) return;
    auto capture = captured(node, name);
    if (!capture) return;
    comparable(node, *capture, spec.type);
    capture->into = into_;
    capture->index = step_.expect.size();
    step_.captures.push_back(std::move(*capture));
  }

  Cell cell(const yaml::Node& node, const FactSpec& spec) const {
    const auto& type = spec.type;
    if (const auto name = reference(node); !name.empty()) {
      if (!context_.people_known || captured(node, name)) return exactly(node.text);
      return exactly(referred(node, name));
    }
    const bool plain_text = type.base == Base::text || type.base == Base::facility;
    if (node.is_scalar() && node.quoted && !plain_text)
      return read_cell(node, type, context_.lexicon.vocabulary);
    if (node.is_scalar() && node.quoted && is_text_cell(node.text))
      return read_cell(node, type, context_.lexicon.vocabulary);
    return exactly(read_scenario_value(node, Wanted(spec), context_.lexicon));
  }

  // Texts are quoted anyway: only what cannot be a text of ours is a cell.
  static bool is_text_cell(const std::string& text) { return text == "-" || text.starts_with("not("); }

  void fee(const yaml::Node& node) {
    const auto amount = read_value(node, amount_type);
    const bool charged = amount != Value(std::int64_t{0});
    expect("fee.charged", exactly(charged), node);
    if (amount == Value(std::string("charged"))) return;  // whatever the amount
    expect("fee.amount", exactly(charged ? amount : Value(std::string("none"))), node);
  }

  void expect(const std::string& name, Cell test, const yaml::Node& blame) {
    step_.expect.push_back({name, std::move(test), spot_of(blame)});
  }

  const yaml::Node& node_;
  const std::size_t index_;
  const StepContext& context_;
  Step step_;
  Capture::Into into_ = Capture::Into::expect;  ///< of the expectations under way
  Problems problems_;
};

}  // namespace

Step read_step(const yaml::Node& node, const std::string& id, std::size_t index, const StepContext& context) {
  return StepParser(node, index, context).read(id);
}

std::string read_place(const yaml::Node& node, const Lexicon& lexicon) {
  const auto* prefecture = lexicon.vocabulary.fact("holder.prefecture");
  if (prefecture == nullptr) return node.as_text();
  if (!prefecture->type.has_word(node.as_text()))
    node.fail("unknown prefecture '" + node.text + "'", suggestion(node.text, prefecture->type.words));
  return node.text;
}

}  // namespace karimen::harness
