#include "harness/report/html/rulebook_data.hpp"

#include <filesystem>
#include <set>

#include "harness/oracle/prediction/explanation.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::report::html {
namespace {

Json both(const BilingualText& text) {
  return {text.in(Language::en), text.in(Language::ja)};
}

// The rulebook may lie anywhere: its files are called by their names alone.
Json place(const Position& where) {
  return {std::filesystem::path(where.file).filename().string(), where.line};
}

std::string moment(std::int64_t seconds) {
  return to_string(Moment(std::chrono::seconds(seconds)));
}

Json source(const rules::Source& source) {
  Json json;
  if (!source.document.empty()) json["document"] = source.document;
  for (const auto& quote : source.quotes) json["quotes"].push_back(quote.text);
  if (!source.inferred_from.empty()) json["from"] = source.inferred_from;
  if (!source.defined.empty()) json["defined"] = both(source.defined);
  return json;
}

Json rule(const rules::Program& program, const rules::Decision& decision, const rules::Rule& rule) {
  Json json{{"id", rule.id}, {"place", place(rule.where)}};
  for (const auto& cell : rule.when) json["when"].push_back({cell.fact_name, cell.text});
  json["then"] = consequence(decision, rule);
  if (!rule.because.empty()) json["because"] = both(rule.because);
  for (const auto& each : rule.sources) json["sources"].push_back(source(each));
  if (rule.effective.from != rules::Effective{}.from) json["from"] = moment(rule.effective.from);
  if (rule.effective.until != rules::Effective{}.until) json["until"] = moment(rule.effective.until);
  for (const auto symbol : rule.place) json["where"].push_back(program.symbols.text(symbol));
  return json;
}

Json decisions(const Rulebook& rulebook) {
  auto all = Json::array();
  for (const auto& decision : rulebook.decisions()) {
    Json json{
        {"name", decision.name}, {"question", both(decision.question)}, {"place", place(decision.where)}};
    auto& rules = json["rules"] = Json::array();
    for (const auto& each : decision.rules) rules.push_back(rule(rulebook.program(), decision, each));
    if (decision.otherwise) rules.push_back(rule(rulebook.program(), decision, *decision.otherwise));
    all.push_back(std::move(json));
  }
  return all;
}

// Which decisions a procedure asks.
Json procedures(const Rulebook& rulebook) {
  auto all = Json::object();
  const auto name_of = [&](int decision) {
    return rulebook.decisions()[static_cast<std::size_t>(decision)].name;
  };
  for (const auto& procedure : rulebook.procedures()) {
    std::set<std::string> asked;
    for (const int each : procedure.requires_) asked.insert(name_of(each));
    for (const auto& each : procedure.decides) asked.insert(name_of(each.decision));
    all[procedure.name] = asked;
  }
  return all;
}

Json words(const Rulebook& rulebook, const Facilities& facilities) {
  const auto& vocabulary = rulebook.vocabulary();
  auto all = Json::object();
  const auto put = [&](const std::string& name) {
    if (const auto label = vocabulary.label(name); !label.empty() && !all.contains(name))
      all[name] = both(label);
  };
  const auto put_words = [&](const Type& type) {
    for (const auto& word : type.words) put(word);
  };
  for (const auto& fact : vocabulary.facts()) {
    put(fact.name);
    put_words(fact.type);
  }
  for (const auto& procedure : vocabulary.procedures()) {
    put(procedure.name);
    for (const auto& input : procedure.inputs) {
      put("input." + input.name);
      put_words(input.type);
    }
  }
  for (const auto& each : rulebook.assumptions()) put_words(each.type);
  for (const auto& [word, label] : vocabulary.words()) put(word);
  for (const auto& name : vocabulary.obstacles()) put(name);
  for (const auto& name : vocabulary.warnings()) put(name);
  for (const auto& [name, facility] : facilities)
    if (!facility.name.empty() && !all.contains(name)) all[name] = both(facility.name);
  return all;
}

}  // namespace

Json rulebook_data(const Rulebook& rulebook, const Facilities& facilities) {
  Json documents = Json::object(), invariants = Json::array(), knobs = Json::array();
  for (const auto& [name, document] : rulebook.program().sources)
    documents[name] = {rules::describe(document), rules::describe(document, Language::ja)};
  for (const auto& each : rulebook.invariants())
    invariants.push_back({{"name", each.name}, {"label", both(each.label)}, {"place", place(each.where)}});
  for (const auto& each : rulebook.assumptions()) {
    Json knob{{"id", each.id},
              {"question", both(each.question)},
              {"values", each.type.words},
              {"default", to_string(each.initial)}};
    for (const auto& [value, label] : each.answers) knob["answers"][value] = both(label);
    knobs.push_back(std::move(knob));
  }
  return {{"words", words(rulebook, facilities)},
          {"procedures", procedures(rulebook)},
          {"decisions", decisions(rulebook)},
          {"documents", documents},
          {"invariants", invariants},
          {"knobs", knobs}};
}

}  // namespace karimen::harness::report::html
