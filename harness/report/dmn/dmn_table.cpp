#include "harness/report/dmn/dmn_table.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace karimen::harness::report {

using namespace rules;

namespace {

class TableWriter {
 public:
  TableWriter(const Program& program, const Decision& decision, const Feel& feel, const FeelNames& names)
      : program_(program), decision_(decision), feel_(feel), names_(names) {}

  DmnTable run() {
    outputs();
    for (const auto& rule : decision_.rules) row(rule);
    if (decision_.otherwise) otherwise(*decision_.otherwise);
    for (auto& each : table_.rows) each.entries.resize(table_.columns.size(), "-");
    if (table_.columns.empty()) add_column({names_.fact(program_.step.now), "date and time"});
    for (auto& each : table_.rows) each.entries.resize(table_.columns.size(), "-");
    table_.answer = answer();
    return std::move(table_);
  }

 private:
  [[nodiscard]] bool collects() const { return decision_.hit_policy == HitPolicy::collect; }

  void outputs() {
    table_.outputs = decision_.outputs;
    for (std::size_t i = 0; i < decision_.outputs.size(); ++i)
      table_.output_types.push_back(decision_.is_set(i) ? "Any" : feel_type(decision_.output_types[i]));
    const auto open = [](const Rule& rule) { return !rule.undecided.empty(); };
    // A table of a single output answers with its value: one that can be null could not be told from no row.
    if (!collects() || table_.outputs.empty() || std::ranges::any_of(decision_.rules, open) ||
        (decision_.otherwise && open(*decision_.otherwise))) {
      table_.outputs.emplace_back("undecided");
      table_.output_types.emplace_back("string");
    }
  }

  std::size_t add_column(const DmnColumn& column) {
    const auto found = std::ranges::find_if(
        table_.columns, [&](const auto& each) { return each.expression == column.expression; });
    if (found != table_.columns.end()) return static_cast<std::size_t>(found - table_.columns.begin());
    table_.columns.push_back(column);
    return table_.columns.size() - 1;
  }

  void enter(DmnRow& row, const DmnColumn& column, const std::string& entry) {
    const auto index = add_column(column);
    if (row.entries.size() <= index) row.entries.resize(index + 1, "-");
    row.entries[index] = entry;
  }

  void row(const Rule& rule) {
    DmnRow row{&rule, {}, values(rule)};
    if (rule.effective != Effective{}) {
      table_.facts.insert(decision_.as_of);
      const bool by_date = as_of_type().base == Base::date;
      enter(row, {names_.fact(decision_.as_of), by_date ? "date" : "date and time"},
            days_entry(rule.effective));
    }
    if (!rule.place.empty()) {
      table_.facts.insert(program_.step.place);
      enter(row, {names_.fact(program_.step.place), "string"}, places(rule));
    }
    for (const auto& cell : rule.when) {
      add_facts_named(cell.test, table_.facts, table_.functions);
      table_.facts.insert(cell.fact);
      const auto made = feel_.cell(cell);
      enter(row, {made.input, made.type}, made.entry);
    }
    std::string hidden;
    for (const int index : rule.overridden_by) {
      const auto force = in_force(decision_.rules[static_cast<std::size_t>(index)], table_.facts);
      hidden += (hidden.empty() ? "" : " or ") + force;
    }
    if (!hidden.empty()) enter(row, {"not(" + hidden + ')', "boolean"}, "true");
    table_.rows.push_back(std::move(row));
  }

  void otherwise(const Rule& rule) {
    if (decision_.hit_policy == HitPolicy::first)
      table_.rows.push_back({&rule, {}, values(rule)});
    else
      table_.otherwise = values(rule);
  }

  std::vector<std::string> values(const Rule& rule) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < decision_.outputs.size(); ++i) {
      std::vector<std::string> own;
      for (const auto& output : rule.then) {
        if (output.output != static_cast<int>(i)) continue;
        add_facts_named(output.value, table_.facts, table_.functions);
        own.push_back(feel_.formula(output.value, decision_.output_types[i]));
      }
      if (own.empty() && !decision_.is_set(i) && rule.undecided.empty())
        throw NotFeel{rule.id + " says nothing about " + decision_.outputs[i]};
      all.push_back(own.empty() ? "null" : own.size() == 1 ? own.front() : '[' + joined(own) + ']');
    }
    if (table_.outputs.size() > decision_.outputs.size())
      all.push_back(rule.undecided.empty() ? "null" : feel_text(rule.undecided));
    return all;
  }

  // --- when and where a row is in force
  [[nodiscard]] const Type& as_of_type() const {
    return program_.facts[static_cast<std::size_t>(decision_.as_of)].type;
  }
  [[nodiscard]] std::string bound(std::int64_t second, bool last) const {
    const Moment moment{std::chrono::seconds(second)};
    if (as_of_type().base != Base::date) return Feel::moment(moment);
    const auto day = date_of(moment);  // a day stands for its midnight
    return Feel::date(last || moment == at_midnight(day) ? day : plus_days(day, 1));
  }
  [[nodiscard]] std::string days_entry(const Effective& effective) const {
    if (effective.until == Effective{}.until) return ">= " + bound(effective.from, false);
    if (effective.from == Effective{}.from) return "<= " + bound(effective.until, true);
    return '[' + bound(effective.from, false) + ".." + bound(effective.until, true) + ']';
  }
  [[nodiscard]] std::string places(const Rule& rule) const {
    return joined(rule.place, ", ", [&](int symbol) { return feel_text(program_.symbols.text(symbol)); });
  }
  [[nodiscard]] std::string in_force(const Rule& rule, std::set<int>& facts) const {
    std::string text;
    if (rule.effective != Effective{}) {
      facts.insert(decision_.as_of);
      const auto& name = names_.fact(decision_.as_of);
      if (rule.effective.from != Effective{}.from) text = name + " >= " + bound(rule.effective.from, false);
      if (rule.effective.until != Effective{}.until)
        text += (text.empty() ? "" : " and ") + name + " <= " + bound(rule.effective.until, true);
    }
    if (!rule.place.empty()) {
      facts.insert(program_.step.place);
      text += (text.empty() ? "" : " and ") + names_.fact(program_.step.place) + " in (" + places(rule) + ')';
    }
    return text.empty() ? "true" : '(' + text + ')';
  }

  // --- what the rows come to
  [[nodiscard]] std::string column(const std::string& output) const {
    const auto& table = names_.decision(decision_.name);
    return table_.outputs.size() == 1 ? table : table + '.' + output;
  }
  [[nodiscard]] static std::string open(const std::string& reason) { return "{undecided: " + reason + '}'; }

  std::string answer() {
    const auto& table = names_.decision(decision_.name);
    std::string text;
    if (std::ranges::any_of(decision_.rules,
                            [](const auto& rule) { return rule.effective != Effective{}; }) &&
        as_of_type().has_word("none"))
      text += "if " + as_of_name() + " = null then " +
              open(feel_text(decision_.name + " is decided as of " +
                             program_.facts[static_cast<std::size_t>(decision_.as_of)].name +
                             ", which is none")) +
              " else ";
    if (!decision_.otherwise) {
      std::set<int> facts;
      std::string force;
      for (const auto& rule : decision_.rules) {
        const auto one = in_force(rule, facts);
        if (one == "true") force = one;
        if (force != "true") force += (force.empty() ? "" : " or ") + one;
      }
      if (force != "true") {
        table_.facts_of_answer.merge(facts);
        text += "if not(" + force + ") then " +
                open(feel_text("no row of " + decision_.name + " is in force")) + " else ";
      }
    }
    return text + (collects() ? collected() : selected(table));
  }
  [[nodiscard]] std::string as_of_name() {
    table_.facts_of_answer.insert(decision_.as_of);
    return names_.fact(decision_.as_of);
  }
  [[nodiscard]] std::string collected() const {
    std::string text;
    const auto all = [&](const std::string& output) {
      return "flatten(" + column(output) + ")[item != null]";
    };
    if (table_.outputs.back() == "undecided") {
      const auto reasons = all("undecided");
      text = "if count(" + reasons + ") > 0 then " + open(reasons + "[1]") + " else ";
    }
    std::string entries;
    for (const auto& output : decision_.outputs)
      entries += output + ": distinct values(" + all(output) + "), ";
    return text + '{' + entries + "undecided: null}";
  }
  [[nodiscard]] std::string selected(const std::string& table) const {
    std::string entries;
    for (std::size_t i = 0; i < decision_.outputs.size(); ++i) {
      const auto value = column(decision_.outputs[i]);
      entries += decision_.outputs[i] + ": " +
                 (decision_.is_set(i) ? "distinct values(flatten([" + value + "])[item != null])" : value) +
                 ", ";
    }
    return "if " + table + " = null then " + open(feel_text("no row of " + decision_.name + " applies")) +
           " else if " + column("undecided") + " != null then " + open(column("undecided")) + " else {" +
           entries + "undecided: null}";
  }

  const Program& program_;
  const Decision& decision_;
  const Feel& feel_;
  const FeelNames& names_;
  DmnTable table_;
};

}  // namespace

DmnTable dmn_table(const Program& program, const Decision& decision, const Feel& feel,
                   const FeelNames& names) {
  return TableWriter(program, decision, feel, names).run();
}

}  // namespace karimen::harness::report
