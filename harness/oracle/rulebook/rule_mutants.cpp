#include "harness/oracle/rulebook/rule_mutants.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "base/date.hpp"

namespace karimen::harness {

namespace {

// A way from a document down to a node: the index of an entry or of an item, at each step.
using Way = std::vector<std::size_t>;

const yaml::Node& node_at(const yaml::Node& root, const Way& way) {
  const auto* node = &root;
  for (const auto step : way) node = node->is_mapping() ? &node->entries[step].value : &node->items[step];
  return *node;
}

// A copy of a document in which one node is changed; what is not on the way is shared.
yaml::Node changed(const yaml::Node& root, const Way& way, const std::function<void(yaml::Node&)>& change) {
  auto copy = root;
  auto* node = &copy;
  for (const auto step : way)
    node = node->is_mapping() ? &node->entries.own()[step].value : &node->items.own()[step];
  change(*node);
  return copy;
}

struct Edit {
  std::string text, what;
};

bool is_name_part(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-';
}

// Of a text without what stands in quotes.
std::vector<bool> outside_quotes(const std::string& text) {
  std::vector<bool> outside(text.size());
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\'') quoted = !quoted;
    outside[i] = !quoted && text[i] != '\'';
  }
  return outside;
}

std::vector<Edit> turned_comparisons(const std::string& text) {
  constexpr std::array signs{std::pair("<=", "<"), std::pair(">=", ">"), std::pair("!=", "="),
                             std::pair("<", "<="), std::pair(">", ">="), std::pair("=", "!=")};
  std::vector<Edit> edits;
  const auto outside = outside_quotes(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!outside[i]) continue;
    for (const auto& [sign, other] : signs) {
      if (!text.substr(i).starts_with(sign)) continue;
      edits.push_back({std::string(text).replace(i, std::string(sign).size(), other),
                       std::string(sign) + " to " + other});
      i += std::string(sign).size() - 1;
      break;
    }
    if (text.substr(i).starts_with("not(") && (i == 0 || !is_name_part(text[i - 1]))) {
      auto without = text;
      edits.push_back({without.replace(i, 4, "("), "without not"});
      if (i == 0 && edits.back().text.back() == ')')  // a cell has no brackets of its own
        edits.back().text = edits.back().text.substr(1, edits.back().text.size() - 2);
    }
    if (!text.substr(i).starts_with("..")) continue;
    // An end of an interval that is left out, or taken in.
    const auto low = text.find_last_of("[(", i), high = text.find_first_of("])", i);
    if (low == text.npos || high == text.npos) continue;
    const char opened = text[low] == '[' ? '(' : '[', closed = text[high] == ']' ? ')' : ']';
    edits.push_back(
        {std::string(text).replace(low, 1, 1, opened), std::string(1, text[low]) + " to " + opened});
    edits.push_back(
        {std::string(text).replace(high, 1, 1, closed), std::string(1, text[high]) + " to " + closed});
    ++i;
  }
  return edits;
}

std::vector<Edit> shifted_dates(const std::string& text) {
  constexpr std::size_t length = 10;
  std::vector<Edit> edits;
  for (std::size_t i = 0; i + length <= text.size(); ++i) {
    const auto day = parse_date(text.substr(i, length));
    if (!day || (i > 0 && is_name_part(text[i - 1]))) continue;
    for (const int by : {-1, 1}) {
      const auto other = to_string(plus_days(*day, by));
      edits.push_back({std::string(text).replace(i, length, other), to_string(*day) + " to " + other});
    }
    i += length - 1;
  }
  return edits;
}

class Maker {
 public:
  explicit Maker(const std::vector<yaml::Node>& documents) : documents_(documents) {}

  std::vector<RuleMutant> all() {
    for (document_ = 0; document_ < documents_.size(); ++document_) {
      const auto& root = documents_[document_];
      if (!root.is_mapping()) continue;
      at_ = {};
      if (root.find("decision") != nullptr) decision(root);
      if (root.find("procedure") != nullptr) procedure(root);
      if (const auto* name = root.find("effect")) {
        at_ = {RuleMutant::Home::everywhere, name->text, ""};
        if (const auto way = entry(root, {}, "set")) assignments(root, *way);
      }
      formulas(root, "facts");
      formulas(root, "derivations");
    }
    return std::move(mutants_);
  }

 private:
  struct At {
    RuleMutant::Home home = RuleMutant::Home::everywhere;
    std::string name, rule;
  };

  static std::optional<Way> entry(const yaml::Node& root, Way way, std::string_view key) {
    const auto& node = node_at(root, way);
    if (!node.is_mapping()) return std::nullopt;
    for (std::size_t i = 0; i < node.entries.size(); ++i)
      if (node.entries[i].key.text == key) {
        way.push_back(i);
        return way;
      }
    return std::nullopt;
  }
  static Way below(Way way, std::size_t step) {
    way.push_back(step);
    return way;
  }

  void add(RuleMutant::Kind kind, std::string what, const yaml::Node& place, yaml::Node instead) {
    mutants_.push_back(
        {kind, at_.home, at_.name, at_.rule, std::move(what), place.where(), document_, std::move(instead)});
  }

  void decision(const yaml::Node& root) {
    at_ = {RuleMutant::Home::decision, root.at("decision").text, ""};
    if (const auto way = entry(root, {}, "effective")) dates(root, *way);
    const auto rules = entry(root, {}, "rules");
    if (!rules) return;
    const auto& rows = node_at(root, *rules).items;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto& row = rows[i];
      at_.rule = row.at("id").text;
      const auto way = below(*rules, i);
      if (const auto effective = entry(root, way, "effective")) dates(root, *effective);
      if (silent(root, row)) continue;
      if (rows.size() > 1)
        add(RuleMutant::Kind::row, "the row", row, changed(root, *rules, [&](yaml::Node& node) {
              auto& items = node.items.own();
              items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
            }));
      if (const auto when = entry(root, way, "when")) conditions(root, *when);
      if (i + 1 < rows.size()) swap(root, *rules, i);
    }
  }

  // Whether it fires cannot be seen: it adds nothing, and keeps nothing else from being added.
  static bool silent(const yaml::Node& root, const yaml::Node& row) {
    const auto* otherwise = root.find("otherwise");
    const bool says_something = otherwise != nullptr && !otherwise->at("then").entries.empty();
    return root.at("hit_policy").text == "collect" && row.at("then").entries.empty() && !says_something;
  }

  static std::string words_of(const yaml::Node& node) {
    if (node.is_scalar()) return node.text;
    std::string text;
    for (const auto& item : node.items) text += words_of(item) + ',';
    for (const auto& each : node.entries) text += each.key.text + '=' + words_of(each.value) + ',';
    return text;
  }

  void swap(const yaml::Node& root, const Way& rules, std::size_t i) {
    const auto& rows = node_at(root, rules).items;
    const auto& one = rows[i].at("then");
    const auto& other = rows[i + 1].at("then");
    if (words_of(one) == words_of(other)) return;
    add(RuleMutant::Kind::outputs, "with " + rows[i + 1].at("id").text, one,
        changed(root, rules, [&](yaml::Node& node) {
          auto& items = node.items.own();
          for (const auto& [row, then] : {std::pair(i, &other), std::pair(i + 1, &one)})
            for (auto& each : items[row].entries.own())
              if (each.key.text == "then") each.value = *then;
        }));
  }

  void conditions(const yaml::Node& root, const Way& when) {
    const auto& cells = node_at(root, when).entries;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      add(RuleMutant::Kind::condition, cells[i].key.text, cells[i].key, without(root, when, i));
      texts(root, below(when, i), cells[i].key.text + ": ");
    }
  }

  static yaml::Node without(const yaml::Node& root, const Way& way, std::size_t i) {
    return changed(root, way, [&](yaml::Node& node) {
      const auto at = static_cast<std::ptrdiff_t>(i);
      if (node.is_mapping()) {
        auto& entries = node.entries.own();
        entries.erase(entries.begin() + at);
      } else {
        auto& items = node.items.own();
        items.erase(items.begin() + at);
      }
    });
  }

  void texts(const yaml::Node& root, const Way& way, const std::string& about) {
    const auto& node = node_at(root, way);
    if (!node.is_scalar()) return;
    const auto each = [&](RuleMutant::Kind kind, const std::vector<Edit>& edits) {
      for (const auto& edit : edits)
        add(kind, about + edit.what, node,
            changed(root, way, [&](yaml::Node& own) { own.text = edit.text; }));
    };
    each(RuleMutant::Kind::comparison, turned_comparisons(node.text));
    each(RuleMutant::Kind::date, shifted_dates(node.text));
  }

  void dates(const yaml::Node& root, const Way& effective) {
    const auto& ends = node_at(root, effective).entries;
    for (std::size_t i = 0; i < ends.size(); ++i) texts(root, below(effective, i), ends[i].key.text + ' ');
  }

  void procedure(const yaml::Node& root) {
    at_ = {RuleMutant::Home::procedure, root.at("procedure").text, ""};
    for (const auto* key : {"requires", "decides"}) {
      const auto way = entry(root, {}, key);
      if (!way) continue;
      const auto& node = node_at(root, *way);
      for (std::size_t i = 0; i < std::max(node.items.size(), node.entries.size()); ++i) {
        const auto& one = node.is_mapping() ? node.entries[i].key : node.items[i];
        add(RuleMutant::Kind::effect, std::string(key) + ' ' + one.text, one, without(root, *way, i));
      }
    }
    for (const auto* key : {"effects", "on_refusal"}) {
      const auto way = entry(root, {}, key);
      if (!way) continue;
      for (std::size_t i = 0; i < node_at(root, *way).items.size(); ++i) effect(root, below(*way, i));
    }
  }

  void effect(const yaml::Node& root, const Way& way) {
    if (const auto when = entry(root, way, "when")) conditions(root, *when);
    if (const auto set = entry(root, way, "set")) assignments(root, *set);
    const auto apply = entry(root, way, "apply");
    if (!apply || !node_at(root, *apply).is_sequence()) return;
    const auto& names = node_at(root, *apply).items;
    for (std::size_t i = 0; i < names.size() && names.size() > 1; ++i)
      add(RuleMutant::Kind::effect, "apply " + names[i].text, names[i], without(root, *apply, i));
  }

  void assignments(const yaml::Node& root, const Way& set) {
    const auto& all = node_at(root, set).entries;
    for (std::size_t i = 0; i < all.size(); ++i) {
      add(RuleMutant::Kind::effect, all[i].key.text, all[i].key, without(root, set, i));
      texts(root, below(set, i), all[i].key.text + ": ");
    }
  }

  void formulas(const yaml::Node& root, const char* key) {
    const auto all = entry(root, {}, key);
    if (!all) return;
    const auto& facts = node_at(root, *all);
    for (std::size_t i = 0; facts.is_mapping() && i < facts.entries.size(); ++i) {
      at_ = {RuleMutant::Home::everywhere, facts.entries[i].key.text, ""};
      const auto own = below(*all, i);
      if (facts.entries[i].value.is_scalar())
        texts(root, own, "");
      else if (const auto derive = entry(root, own, "derive"))
        texts(root, *derive, "");
    }
  }

  const std::vector<yaml::Node>& documents_;
  std::size_t document_ = 0;
  At at_;
  std::vector<RuleMutant> mutants_;
};

}  // namespace

std::vector<RuleMutant> rule_mutants(const std::vector<yaml::Node>& documents) {
  return Maker(documents).all();
}

}  // namespace karimen::harness
