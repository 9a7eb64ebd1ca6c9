#include "harness/scenario/given/personas.hpp"

#include "base/checksum.hpp"
#include "base/yaml/folder.hpp"

namespace karimen::harness {

Personas::Personas(const std::vector<yaml::Node>& documents) : all_read_(true) {
  for (const auto& document : documents) add(document);
}

void Personas::add(const yaml::Node& document) const {
  const auto& name = document.at("persona").as_text();
  facts_.emplace(name, document.at("facts"));
  const auto* person = document.find("person");
  if (person == nullptr || !person->is_mapping()) return;
  const auto said = [person](const char* key) {
    const auto* value = person->find(key);
    return value == nullptr ? std::string() : value->as_text();
  };
  called_.emplace(name, BilingualText{said("romanised"), said("name")});
}

BilingualText Personas::called(const std::string& name) const {
  if (facts(name) == nullptr) return {};
  const std::lock_guard lock(mutex_);
  const auto found = called_.find(name);
  return found == called_.end() ? BilingualText{} : found->second;
}

std::uint64_t Personas::text_digest(const std::string& name) const {
  const auto* said = facts(name);
  if (said == nullptr) return 0;
  const std::lock_guard lock(mutex_);
  const auto found = digests_.find(name);
  return found == digests_.end() ? digests_.emplace(name, stable_number(said->source->text)).first->second
                                 : found->second;
}

const yaml::Node* Personas::facts(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const auto known = [&] {
    const auto found = facts_.find(name);
    return found == facts_.end() ? nullptr : &found->second;
  };
  if (const auto* found = known()) return found;
  if (all_read_) return nullptr;
  // Most files are named after their persona: the others need not be opened then.
  const auto file = directory_ / (name + ".yaml");
  if (name.find('/') == std::string::npos && std::filesystem::is_regular_file(file))
    for (const auto& document : yaml::load_once(file)) add(document);
  if (const auto* found = known()) return found;
  read_all();
  return known();
}

void Personas::read_all() const {
  all_read_ = true;
  if (!std::filesystem::is_directory(directory_)) return;
  for (const auto& file : yaml::all_files_under(directory_))
    for (const auto& document : yaml::load_once(file)) add(document);
}

const PersonaFacts* Personas::read_once(const std::string& name,
                                        const std::function<PersonaFacts(const yaml::Node&)>& read) const {
  const auto* said = facts(name);
  if (said == nullptr) return nullptr;
  const std::lock_guard lock(mutex_);
  const auto found = read_.find(name);
  return found == read_.end() ? &read_.emplace(name, read(*said)).first->second : &found->second;
}

std::vector<std::string> Personas::names() const {
  const std::lock_guard lock(mutex_);
  if (!all_read_) read_all();
  std::vector<std::string> names;
  for (const auto& [name, facts] : facts_) names.push_back(name);
  return names;
}

}  // namespace karimen::harness
