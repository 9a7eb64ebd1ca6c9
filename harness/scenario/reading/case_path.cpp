#include "harness/scenario/reading/case_path.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "harness/scenario/given/given.hpp"
#include "harness/scenario/reading/expansion.hpp"

namespace karimen::harness {
namespace {

yaml::Node& mapping_under(yaml::Node& document, const std::string& key, const yaml::Node& like) {
  if (auto* found = entry_of(document, key)) return *found;
  set_entry(document, key, empty_mapping(like));
  return *entry_of(document, key);
}

std::string full_name(const std::string& name) {
  const auto facts = short_form(name);
  return facts.empty() ? name : facts.front();
}

// Takes every statement of `fact` out of a given, however it is written.
void remove_statements(yaml::Node& mapping, const std::string& prefix, const std::string& fact) {
  auto& entries = mapping.entries.own();
  std::erase_if(entries, [&](auto& each) {
    return (prefix.empty() ? full_name(each.key.text) : prefix + '.' + each.key.text) == fact;
  });
  for (auto& [key, value] : entries) {
    const auto name = prefix.empty() ? key.text : prefix + '.' + key.text;
    if (value.is_mapping() && fact.starts_with(name + '.')) remove_statements(value, name, fact);
  }
}

[[noreturn]] void matches_nothing(const yaml::Node& path, std::string fix) {
  path.fail("the path '" + path.text + "' matches nothing", std::move(fix));
}

void replace_in_given(yaml::Node& document, const yaml::Node& path, const std::string& name,
                      const yaml::Node& value, const Lexicon& lexicon) {
  if (name != "holder" && short_form(name).empty() && lexicon.vocabulary.fact(name) == nullptr)
    matches_nothing(path, suggestion(name, lexicon.vocabulary.fact_names(), "'karimen rules vocabulary'"));
  auto& given = mapping_under(document, "given", path);
  if (!given.is_mapping()) return;  // reported when given is read
  if (name == "holder") return set_entry(given, name, value);
  remove_statements(given, "", full_name(name));
  set_entry(given, name, value);
}

// STEP.client.KEY, and one level below: STEP.client.expect.output.
void replace_in_client(yaml::Node& step, const yaml::Node& path, const std::string& rest,
                       const yaml::Node& value) {
  if (!rest.starts_with("client."))
    matches_nothing(path, "after a client's step: .at, .who, .place or .client.KEY");
  const auto keys = rest.substr(7);
  const auto dot = keys.find('.');
  auto& client = *entry_of(step, client_step);
  if (!client.is_mapping()) return;  // reported when the client is read
  if (dot == std::string::npos) return set_entry(client, keys, value);
  set_entry(mapping_under(client, keys.substr(0, dot), path), keys.substr(dot + 1), value);
}

void replace_in_step(yaml::Node& step, const yaml::Node& path, const std::string& rest,
                     const yaml::Node& value, const Lexicon& lexicon) {
  constexpr std::array keys{"at", "who", "place"};
  if (std::ranges::find(keys, rest) != keys.end()) return set_entry(step, rest, value);
  if (step.find(client_step) != nullptr) return replace_in_client(step, path, rest, value);
  if (!rest.starts_with("with.")) matches_nothing(path, "after the step: .at, .who, .place or .with.INPUT");
  const auto input = rest.substr(5);
  const auto* spec = lexicon.vocabulary.procedure(step.at("do").as_text());
  if (spec != nullptr && spec->input(input) == nullptr) {
    std::vector<std::string> known;
    for (const auto& each : spec->inputs) known.push_back(each.name);
    matches_nothing(path, suggestion(input, known));
  }
  set_entry(mapping_under(step, "with", path), input, value);
}

}  // namespace

yaml::Node empty_mapping(const yaml::Node& like) {
  yaml::Node empty = like;
  empty.kind = yaml::Kind::mapping;
  empty.text.clear();
  empty.items.clear();
  empty.entries.clear();
  return empty;
}

yaml::Node* entry_of(yaml::Node& mapping, std::string_view key) {
  for (std::size_t i = 0; i < mapping.entries.size(); ++i)
    if (mapping.entries[i].key.text == key) return &mapping.entries.own()[i].value;
  return nullptr;
}

void set_entry(yaml::Node& mapping, const std::string& key, const yaml::Node& value) {
  if (auto* found = entry_of(mapping, key)) {
    *found = value;
    return;
  }
  yaml::Node name = value;
  name.kind = yaml::Kind::scalar;
  name.text = key;
  name.items.clear();
  name.entries.clear();
  mapping.entries.own().push_back({std::move(name), value});
}

std::size_t step_index(const yaml::Node& document, const std::string& name, const yaml::Node& blame) {
  return index_of_step(document.at("steps"), name, blame);
}

std::size_t index_of_step(const yaml::Node& steps, const std::string& name, const yaml::Node& blame) {
  const auto ids = step_ids(steps);
  const auto found = std::ranges::find(ids, name);
  std::vector<std::size_t> of_procedure;
  for (std::size_t i = 0; i < steps.as_sequence().size(); ++i)
    if (step_word(steps.items[i]) == name) of_procedure.push_back(i);
  if (of_procedure.size() > 1)
    blame.fail("'" + name + "' is done " + std::to_string(of_procedure.size()) + " times",
               "give the step meant an id");
  if (found != ids.end()) return static_cast<std::size_t>(found - ids.begin());
  if (of_procedure.size() == 1) return of_procedure.front();
  auto known = ids;
  known.insert(known.end(), {"given", "place"});
  matches_nothing(blame, suggestion(name, known));
}

void replace_at(yaml::Node& document, const yaml::Node& path, const yaml::Node& value,
                const Lexicon& lexicon) {
  const auto& text = path.text;
  const auto dot = text.find('.');
  const auto head = text.substr(0, dot);
  const auto rest = dot == std::string::npos ? "" : text.substr(dot + 1);
  if (text == "place") return set_entry(document, "place", value);
  if (head == "given") return replace_in_given(document, path, rest, value, lexicon);
  if (head == "assume") return set_entry(mapping_under(document, "assume", path), rest, value);
  const auto index = step_index(document, head, path);
  replace_in_step(entry_of(document, "steps")->items.own()[index], path, rest, value, lexicon);
}

}  // namespace karimen::harness
