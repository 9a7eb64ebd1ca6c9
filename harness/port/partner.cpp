#include "harness/port/partner.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace karimen::harness::port {
namespace {

constexpr int protocol = 1;

std::string nearest(const std::string& word, const std::vector<std::string>& known) {
  const auto hint = suggestion(word, known);
  return hint.empty() ? "" : "; " + hint;
}

Json hex(const Bytes& bytes) {
  return to_hex(bytes);
}

void check_version(const Fields& fields) {
  const auto spoken = fields.number("protocol");
  if (spoken != protocol)
    throw FieldError("protocol", "it speaks version " + std::to_string(spoken) + ", Karimen speaks " +
                                     std::to_string(protocol));
}

void read_procedures(const Fields& fields, const Setup& setup, const Words& words,
                     Introduction& introduction) {
  for (const auto& name : fields.texts("procedures")) {
    if (words.vocabulary.procedure(name) == nullptr)
      throw FieldError("procedures", "no such procedure: '" + name + "'" +
                                         nearest(name, words.vocabulary.procedure_names()));
    const bool offered = may_be_taken_over(name) && (!setup.offered || setup.offered->contains(name));
    (offered ? introduction.procedures : introduction.left).insert(name);
  }
  if (!setup.offered) return;
  for (const auto& name : *setup.offered)
    if (!introduction.procedures.contains(name)) introduction.refused.insert(name);
}

const FactSpec& fact_of(const std::string& name, const char* member, const Words& words) {
  const auto* spec = words.vocabulary.fact(name);
  if (spec == nullptr)
    throw FieldError(member, "no such fact: '" + name + "'" + nearest(name, words.vocabulary.fact_names()));
  return *spec;
}

void read_observes(const Fields& fields, const Words& words, Introduction& introduction) {
  for (const auto& name : fields.texts("observes")) {
    if (!is_asked(fact_of(name, "observes", words)))
      throw FieldError("observes",
                       "'" + name + "' is not a fact of registries and papers: it is never asked for");
    introduction.observes.insert(name);
  }
}

std::vector<std::string> read_told(const Fields& fields, const Words& words) {
  std::vector<std::string> told = fields.texts("told");
  for (const auto& name : told) {
    if (!is_told(fact_of(name, "told", words), words))
      throw FieldError("told",
                       "'" + name + "' is on a chip, follows from others or is a secret: it is never told");
  }
  if (!fields.has("told"))
    for (const auto& fact : words.vocabulary.facts())
      if (is_told(fact, words)) told.push_back(fact.name);
  std::ranges::sort(told);
  return told;
}

Outcome outcome_of(const Fields& fields) {
  const auto word = fields.text("outcome");
  for (const auto outcome : {Outcome::done, Outcome::refused, Outcome::failed})
    if (word == to_string(outcome)) return outcome;
  throw FieldError("outcome", "'" + word + "' is not one of: done, refused, failed");
}

std::vector<Paper> papers_of(const Fields& fields) {
  std::vector<Paper> papers;
  for (const auto& json : fields.array("papers")) {
    const auto path = "papers[" + std::to_string(papers.size()) + "]";
    const Fields sheet(json, path);
    sheet.only({"kind", "lines"});
    Paper paper{.kind = sheet.text("kind"), .lines = {}};
    for (const auto& line : sheet.array("lines")) {
      if (!line.is_array() || line.size() != 2 || !line[0].is_string() || !line[1].is_string())
        throw FieldError(path + ".lines[" + std::to_string(paper.lines.size()) + "]",
                         "it is no pair of texts");
      paper.lines.emplace_back(line[0].get<std::string>(), line[1].get<std::string>());
    }
    papers.push_back(std::move(paper));
  }
  return papers;
}

Facts outcomes_of(const Fields& object, const Vocabulary& vocabulary) {
  auto facts = facts_of(object, vocabulary);
  for (const auto& [name, value] : facts)
    if (vocabulary.fact(name)->observe != Channel::outcome)
      throw FieldError(object.path_of(name), "this fact is not part of an answer: tell it in changed");
  return facts;
}

}  // namespace

PeerFailure failure_of(const std::string& message, const FieldError& error) {
  return PeerFailure(message + (error.field().empty() ? "" : "." + error.field()) + ": " + error.what());
}

std::map<std::string, Facts> people_of(const Fields& object, const Vocabulary& vocabulary) {
  std::map<std::string, Facts> people;
  for (const auto& [who, json] : object.json().items())
    people.emplace(who, facts_of(Fields(json, object.path_of(who)), vocabulary));
  return people;
}

Json initialize_params(const Setup& setup, const Words& words, const HostSystem& host) {
  auto procedures = Json::array();
  for (const auto& name : words.vocabulary.procedure_names())
    if (may_be_taken_over(name) && (!setup.offered || setup.offered->contains(name)))
      procedures.push_back(name);
  const auto trust = host.trust();
  return {{"protocol", protocol},
          {"karimen", KARIMEN_VERSION},
          {"transport", setup.transport},
          {"readers", {host.reader()}},
          {"place", setup.place},
          {"language", setup.language == Language::ja ? "ja" : "en"},
          {"procedures", procedures},
          {"environment", setup.environment},
          {"trust",
           {{"safety_commission", {{"modulus", hex(trust.modulus)}, {"exponent", hex(trust.exponent)}}},
            {"signature_authority", hex(trust.signature_authority)},
            {"authentication_authority", hex(trust.authentication_authority)}}}};
}

Introduction read_introduction(const Json& result, const Setup& setup, const Words& words) {
  try {
    const Fields fields(result);
    check_version(fields);
    fields.only({"protocol", "name", "version", "procedures", "observes", "told"});
    Introduction introduction{.name = fields.text("name"), .version = fields.text("version")};
    if (introduction.name.empty()) throw FieldError("name", "it is empty");
    if (!fields.has("procedures")) throw FieldError("procedures", "it is missing");
    read_procedures(fields, setup, words, introduction);
    read_observes(fields, words, introduction);
    introduction.told = read_told(fields, words);
    return introduction;
  } catch (const FieldError& error) {
    throw failure_of("initialize result", error);
  }
}

Json perform_params(const PerformRequest& request, const Words& words, const std::vector<std::string>& cards,
                    const HostSystem& host) {
  Json reader{{"name", host.reader()}};
  if (const auto card = host.card_in_reader(); !card.empty()) reader["card"] = card;
  Json params{{"procedure", request.procedure},
              {"inputs", to_json(request.inputs)},
              {"at", to_string(request.at)},
              {"who", request.who},
              {"place", request.place}};
  const auto named = request.inputs.find("facility");
  if (named != request.inputs.end())
    if (const auto found = words.facilities.find(to_string(named->second)); found != words.facilities.end())
      params["facility"] = {
          {"name", found->first}, {"kind", found->second.first}, {"prefecture", found->second.second}};
  params["cards"] = cards;
  params["readers"] = Json::array({std::move(reader)});
  return params;
}

Performed read_performed(const Json& result, const Vocabulary& vocabulary) {
  const Fields fields(result);
  fields.only({"outcome", "obstacles", "warnings", "outcomes", "papers", "changed", "detail"});
  Performed performed{.result = {.outcome = outcome_of(fields)}, .changed = {}};
  auto& answer = performed.result;
  if (fields.has("obstacles")) answer.obstacles = codes_of(fields, "obstacles", vocabulary.obstacles());
  if (fields.has("warnings")) answer.warnings = codes_of(fields, "warnings", vocabulary.warnings());
  answer.outcomes = outcomes_of(fields.object("outcomes"), vocabulary);
  answer.papers = papers_of(fields);
  answer.detail = fields.text("detail", "");
  performed.changed = people_of(fields.object("changed"), vocabulary);
  return performed;
}

}  // namespace karimen::harness::port
