#include "harness/oracle/rulebook/rulebook.hpp"

#include <algorithm>

#include "base/yaml/folder.hpp"
#include "harness/oracle/rulebook/loader.hpp"

namespace karimen::harness {

using namespace rules;

Rulebook Rulebook::load(const std::filesystem::path& directory, const RulebookOptions& options) {
  if (!std::filesystem::is_directory(directory))
    throw DiagnosticError(Diagnostic{.where = {directory.string()},
                                     .what = "there is no rulebook here",
                                     .fix = "name a folder with *.yaml files (--rulebook DIR)"});
  auto documents = yaml::load_files(yaml::all_files_under(directory));
  const bool own = std::ranges::any_of(
      documents, [](auto& each) { return each.is_mapping() && each.find("sources") != nullptr; });
  if (options.catalogue && !own)
    for (auto& document : yaml::load_file(*options.catalogue)) documents.push_back(std::move(document));
  return from(documents);
}

Rulebook Rulebook::from(const std::vector<yaml::Node>& documents) {
  return Rulebook(std::make_shared<const Program>(load_program(documents)));
}

const Vocabulary& Rulebook::vocabulary() const {
  return program_->vocabulary;
}
std::span<const Decision> Rulebook::decisions() const {
  return program_->decisions;
}
std::span<const Procedure> Rulebook::procedures() const {
  return program_->procedures;
}
std::span<const Invariant> Rulebook::invariants() const {
  return program_->invariants;
}
std::span<const Assumption> Rulebook::assumptions() const {
  return program_->assumptions;
}

std::set<std::string> Rulebook::derived_facts() const {
  std::set<std::string> derived;
  for (const auto& fact : program_->facts)
    if (!fact.derive.empty()) derived.insert(fact.name);
  return derived;
}

const Decision* Rulebook::decision(std::string_view name) const {
  const auto found = program_->decision_index.find(name);
  return found == program_->decision_index.end()
             ? nullptr
             : &program_->decisions[static_cast<std::size_t>(found->second)];
}

const Procedure* Rulebook::procedure(std::string_view name) const {
  const auto found = program_->procedure_index.find(name);
  return found == program_->procedure_index.end()
             ? nullptr
             : &program_->procedures[static_cast<std::size_t>(found->second)];
}

const Assumption* Rulebook::assumption(std::string_view id) const {
  const auto found = std::find_if(program_->assumptions.begin(), program_->assumptions.end(),
                                  [&](auto& each) { return each.id == id; });
  return found == program_->assumptions.end() ? nullptr : &*found;
}

const Rule* Rulebook::rule(std::string_view id) const {
  for (const auto& decision : program_->decisions) {
    for (const auto& rule : decision.rules)
      if (rule.id == id) return &rule;
    if (decision.otherwise && decision.otherwise->id == id) return &*decision.otherwise;
  }
  return nullptr;
}

}  // namespace karimen::harness
