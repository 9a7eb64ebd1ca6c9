#include "harness/explore/walk/walk.hpp"

#include <string_view>

namespace karimen::harness::explore {
namespace {

// {a: b, c: d}
template <typename Pairs>
std::string flow_mapping(const Pairs& pairs) {
  std::string text;
  for (const auto& [key, value] : pairs) text += (text.empty() ? "{" : ", ") + key + ": " + value;
  return text + '}';
}

// The nodes of one line after the other.
class Tree {
 public:
  explicit Tree(std::string name) : source_(std::make_shared<const yaml::Source>(std::move(name), "")) {}

  void next_line() { ++line_; }
  [[nodiscard]] yaml::Node node(yaml::Kind kind) const {
    yaml::Node made;
    made.kind = kind;
    made.line = line_;
    made.column = 1;
    made.source = source_;
    return made;
  }
  [[nodiscard]] yaml::Node scalar(std::string text, bool quoted = false) const {
    auto made = node(yaml::Kind::scalar);
    made.text = std::move(text);
    made.quoted = quoted;
    return made;
  }
  /// A value as YAML writes it: a word, a text in quotes without an escape, or a list of words in brackets.
  [[nodiscard]] yaml::Node value(const std::string& text) const {
    if (text.front() == '"') return scalar(text.substr(1, text.size() - 2), true);
    if (text.front() != '[') return scalar(text);
    auto list = node(yaml::Kind::sequence);
    std::string_view rest = text;
    for (rest.remove_prefix(1); rest != "]";) {
      const auto end = rest.find_first_of(",]");
      list.items.own().push_back(scalar(std::string(rest.substr(0, end))));
      rest.remove_prefix(rest[end] == ',' ? end + 2 : end);
    }
    return list;
  }
  void add(yaml::Node& mapping, const std::string& key, yaml::Node value) const {
    mapping.entries.own().push_back({scalar(key), std::move(value)});
  }
  template <typename Pairs>
  [[nodiscard]] yaml::Node mapping(const Pairs& pairs) const {
    auto made = node(yaml::Kind::mapping);
    for (const auto& [key, text] : pairs) add(made, key, value(text));
    return made;
  }
  [[nodiscard]] yaml::Node step(const WalkStep& step, const std::string& id) const {
    auto made = node(yaml::Kind::mapping);
    add(made, "id", scalar(id));
    add(made, "do", scalar(step.procedure));
    add(made, "at", scalar(to_string(step.at)));
    if (!step.inputs.empty()) add(made, "with", mapping(step.inputs));
    return made;
  }

 private:
  std::shared_ptr<const yaml::Source> source_;
  int line_ = 1;
};

}  // namespace

std::string to_yaml(const Walk& walk, const std::string& id, const std::string& title) {
  std::string text = "id: " + id + "\ntitle: {en: \"" + title + "\", ja: \"" + title + "\"}\n";
  if (!walk.assumptions.empty()) text += "assume: " + flow_mapping(walk.assumptions) + '\n';
  text += "given: {holder: " + walk.holder;
  for (const auto& [fact, value] : walk.given) text += ", " + fact + ": " + value;
  text += "}\nsteps:\n";
  for (std::size_t i = 0; i < walk.steps.size(); ++i) {
    const auto& step = walk.steps[i];
    text += "  - {id: s" + std::to_string(i + 1) + ", do: " + step.procedure + ", at: " + to_string(step.at);
    if (!step.inputs.empty()) text += ", with: " + flow_mapping(step.inputs);
    text += "}\n";
  }
  return text;
}

yaml::Node to_tree(const Walk& walk, const std::string& id, const std::string& title) {
  Tree tree("walk");
  auto document = tree.node(yaml::Kind::mapping);
  tree.add(document, "id", tree.scalar(id));
  tree.next_line();
  auto titles = tree.node(yaml::Kind::mapping);
  for (const auto* language : {"en", "ja"}) tree.add(titles, language, tree.scalar(title, true));
  tree.add(document, "title", std::move(titles));
  if (!walk.assumptions.empty()) {
    tree.next_line();
    tree.add(document, "assume", tree.mapping(walk.assumptions));
  }
  tree.next_line();
  auto given = tree.node(yaml::Kind::mapping);
  tree.add(given, "holder", tree.value(walk.holder));
  for (const auto& [fact, value] : walk.given) tree.add(given, fact, tree.value(value));
  tree.add(document, "given", std::move(given));
  tree.next_line();
  auto steps = tree.node(yaml::Kind::sequence);
  for (std::size_t i = 0; i < walk.steps.size(); ++i) {
    tree.next_line();
    steps.items.own().push_back(tree.step(walk.steps[i], 's' + std::to_string(i + 1)));
  }
  tree.add(document, "steps", std::move(steps));
  return document;
}

yaml::Node to_tree(const WalkStep& step, const std::string& id) {
  return Tree("walk").step(step, id);
}

Walk without_needless(Walk walk, std::size_t removable, const std::function<bool(const Walk&)>& holds) {
  const auto try_without = [&](auto remove) {
    auto shorter = walk;
    remove(shorter);
    if (holds(shorter)) walk = std::move(shorter);
  };
  for (auto i = removable; i-- > 0;)
    try_without([&](Walk& each) { each.steps.erase(each.steps.begin() + static_cast<std::ptrdiff_t>(i)); });
  for (const auto& fact : std::map(walk.given))
    try_without([&](Walk& each) { each.given.erase(fact.first); });
  for (const auto& knob : std::map(walk.assumptions))
    try_without([&](Walk& each) { each.assumptions.erase(knob.first); });
  for (std::size_t i = 0; i < walk.steps.size(); ++i)
    for (auto k = walk.steps[i].inputs.size(); k-- > 0;)
      try_without([&](Walk& each) {
        auto& inputs = each.steps[i].inputs;
        inputs.erase(inputs.begin() + static_cast<std::ptrdiff_t>(k));
      });
  return walk;
}

}  // namespace karimen::harness::explore
