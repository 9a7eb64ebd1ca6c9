#include <algorithm>

#include "base/phrases/phrasebook.hpp"
#include "base/text.hpp"
#include "harness/scenario/problems.hpp"
#include "harness/scenario/reading/case_path.hpp"
#include "harness/scenario/reading/expansion.hpp"
#include "harness/scenario/reading/keys.hpp"
#include "harness/scenario/reading/sequences.hpp"

namespace karimen::harness {
namespace {

using Arguments = std::map<std::string, yaml::Node>;

const yaml::Node* used_by(const yaml::Node& step) {
  return step.is_mapping() ? step.find(use_step) : nullptr;
}

// "$name": of a parameter. What has a dot is a fact.
std::string parameter_meant(const yaml::Node& node) {
  const bool plain = node.is_scalar() && node.text.starts_with('$') && node.text.size() > 1 &&
                     std::ranges::all_of(node.text.substr(1), [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                     });
  return plain ? node.text.substr(1) : "";
}

std::vector<std::string> names_of_parameters(const Sequence& sequence) {
  std::vector<std::string> names;
  for (const auto& each : sequence.parameters) names.push_back(each.name);
  return names;
}

// A node of a sequence, with arguments in the place of parameters. In a program's words a $name may be the
// shell's.
void put_arguments(yaml::Node& node, const Sequence& sequence, const Arguments& arguments, bool of_program) {
  if (const auto name = parameter_meant(node); !name.empty()) {
    const auto found = arguments.find(name);
    if (found != arguments.end()) {
      node = found->second;
      return;
    }
    if (!of_program)
      node.fail(
          "the sequence '" + sequence.name.text + "' has no parameter '" + name + "'",
          sequence.parameters.empty() ? "it takes none" : suggestion(name, names_of_parameters(sequence)));
  }
  for (std::size_t i = 0; i < node.items.size(); ++i)
    put_arguments(node.items.own()[i], sequence, arguments, of_program);
  for (std::size_t i = 0; i < node.entries.size(); ++i)
    put_arguments(node.entries.own()[i].value, sequence, arguments,
                  of_program || node.entries[i].key.text == client_step);
}

// $STEP.FACT of a step beside this one is $USE/STEP.FACT outside.
void name_captures(yaml::Node& node, const std::vector<std::string>& ids, const std::string& prefix) {
  if (node.is_scalar() && node.text.starts_with('$'))
    for (const auto& id : ids)
      if (node.text.substr(1).starts_with(id + '.')) {
        node.text = '$' + prefix + node.text.substr(1);
        return;
      }
  for (std::size_t i = 0; i < node.items.size(); ++i) name_captures(node.items.own()[i], ids, prefix);
  for (std::size_t i = 0; i < node.entries.size(); ++i)
    name_captures(node.entries.own()[i].value, ids, prefix);
}

class Expansion {
 public:
  explicit Expansion(const Sequences& sequences) : sequences_(sequences) {}

  // `chain`: where the sequence that these are the steps of is used.
  void add(const yaml::Node& steps, const std::string& prefix, const std::vector<Spot>& chain) {
    const auto ids = step_ids(steps);
    for (std::size_t i = 0; i < ids.size(); ++i)
      problems_.guarded([&] {
        const auto& step = steps.items[i];
        if (used_by(step) != nullptr) return use(step, prefix + ids[i], chain);
        steps_.push_back(step);
        origins_.push_back(chain);
        if (!chain.empty() || step.find("id") == nullptr)
          set_entry(steps_.back(), "id", named(step, prefix + ids[i]));
      });
  }

  Origins finish(yaml::Node& document) {
    problems_.rethrow();
    entry_of(document, "steps")->items.own() = std::move(steps_);
    return std::move(origins_);
  }

 private:
  static yaml::Node named(const yaml::Node& like, std::string text) {
    auto node = like;
    node.kind = yaml::Kind::scalar;
    node.items.clear();
    node.entries.clear();
    node.text = std::move(text);
    return node;
  }

  const Sequence& sequence_of(const yaml::Node& name) const {
    const auto found = sequences_.by_name.find(name.as_text());
    if (found != sequences_.by_name.end()) return found->second;
    std::vector<std::string> known;
    for (const auto& [each, unused] : sequences_.by_name) known.push_back(each);
    name.fail("unknown sequence '" + name.text + "'",
              known.empty() ? "include: [FILE] names a file with sequences" : suggestion(name.text, known));
  }

  static Arguments arguments_of(const yaml::Node& step, const Sequence& sequence) {
    Problems problems;
    Arguments arguments;
    const auto* with = step.find("with");
    for (const auto& parameter : sequence.parameters) {
      const auto* said = with == nullptr ? nullptr : with->find(parameter.name);
      if (said == nullptr && parameter.initial.empty())
        problems.add(step.diagnostic(
            "the argument '" + parameter.name + "' of the sequence '" + sequence.name.text + "' is missing",
            "add with: {" + parameter.name + ": ...}"));
      else
        arguments.emplace(parameter.name, said != nullptr ? *said : parameter.initial.front());
    }
    const auto known = names_of_parameters(sequence);
    if (with != nullptr)
      for (const auto& entry : with->as_mapping())
        if (!arguments.contains(entry.key.text))
          problems.add(entry.key.diagnostic(
              "the sequence '" + sequence.name.text + "' has no parameter '" + entry.key.text + "'",
              known.empty() ? "it takes none" : suggestion(entry.key.text, known)));
    problems.rethrow();
    return arguments;
  }

  void use(const yaml::Node& step, const std::string& id, const std::vector<Spot>& chain) {
    allow_only(step, use_keys);
    const auto& name = *used_by(step);
    const auto& sequence = sequence_of(name);
    if (std::ranges::find(under_way_, name.text) != under_way_.end())
      name.fail("a sequence uses itself: " + joined(under_way_, " -> ") + " -> " + name.text,
                "leave one of the steps out");
    auto steps = sequence.steps;
    const auto arguments = arguments_of(step, sequence);
    auto inner = chain;
    inner.insert(inner.begin(), spot_of(name));
    under_way_.push_back(name.text);
    try {
      put_arguments(steps, sequence, arguments, false);
      name_captures(steps, step_ids(steps), id + '/');
    } catch (const DiagnosticError& error) {
      throw used_at(error, inner);
    }
    for (const auto* key : {"expect", "note"})
      if (const auto* by_step = step.find(key)) add_expectations(steps, *by_step, key);
    add(steps, id + '/', inner);
    under_way_.pop_back();
  }

  // Beside what the step expects itself; of a fact that both name, what is said here.
  static void add_expectations(yaml::Node& steps, const yaml::Node& by_step, const char* key) {
    Problems problems;
    for (const auto& [name, expectations] : by_step.as_mapping())
      problems.guarded([&, &name = name, &expectations = expectations] {
        auto& step = steps.items.own()[index_of_step(steps, name.text, name)];
        const auto& facts = expectations.as_mapping();
        auto* own = entry_of(step, key);
        if (own == nullptr || !own->is_mapping()) return set_entry(step, key, expectations);
        for (const auto& fact : facts) set_entry(*own, fact.key.text, fact.value);
      });
    problems.rethrow();
  }

  const Sequences& sequences_;
  std::vector<yaml::Node> steps_;
  Origins origins_;
  std::vector<std::string> under_way_;
  Problems problems_;
};

}  // namespace

DiagnosticError used_at(const DiagnosticError& error, const std::vector<Spot>& chain) {
  if (chain.empty()) return error;
  auto all = error.diagnostics();
  for (auto& each : all) {
    std::string places;
    for (const auto& spot : chain)
      places += (places.empty() ? "" : ", ") + spot.file() + ':' + std::to_string(spot.line()) + ':' +
                std::to_string(spot.column());
    each.what_ja = (each.what_ja.empty() ? translated(each.what, Language::ja) : each.what_ja) +
                   "（手順列の使用箇所 " + places + "）";
    each.what += " (in a sequence that is used at " + places + ')';
  }
  return DiagnosticError(std::move(all));
}

bool uses_sequences(const yaml::Node& document) {
  const auto* steps = document.find("steps");
  return steps != nullptr &&
         std::ranges::any_of(steps->items, [](const yaml::Node& step) { return used_by(step) != nullptr; });
}

Origins expand_sequences(yaml::Node& document, const Sequences& sequences) {
  Expansion expansion(sequences);
  expansion.add(document.at("steps"), "", {});
  return expansion.finish(document);
}

}  // namespace karimen::harness
