// Personas: fixtures/personas/*.yaml. Only `persona`, `facts` and what they are called matter here; the rest
// is for card blueprints.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/bilingual.hpp"
#include "base/yaml.hpp"
#include "harness/fact/given_facts.hpp"

namespace karimen::harness {

/// What a persona and the vocabulary's defaults say of somebody, before any `given`.
struct PersonaFacts {
  std::shared_ptr<const SharedFacts> facts;
  std::vector<std::string> unsaid;  ///< facts that neither of them states
};

/// Finds personas by name. A file is read when the first scenario asks for it; safe from several threads.
class Personas {
 public:
  explicit Personas(std::filesystem::path directory) : directory_(std::move(directory)) {}
  /// From documents already read; nothing is looked up on disk.
  explicit Personas(const std::vector<yaml::Node>& documents);

  /// The `facts` mapping of a persona, or nullptr. It stays valid as long as this object.
  /// Throws DiagnosticError if a persona file is broken.
  [[nodiscard]] const yaml::Node* facts(const std::string& name) const;
  [[nodiscard]] std::vector<std::string> names() const;
  /// What somebody is called, in Latin letters and as on the card; empty where nobody says.
  /// Throws DiagnosticError if a persona file is broken.
  [[nodiscard]] BilingualText called(const std::string& name) const;
  /// Of the file that somebody's facts stand in; 0: nobody is called so. Throws as `facts` does.
  [[nodiscard]] std::uint64_t text_digest(const std::string& name) const;

  /// What `read` makes of the facts of a persona, or nullptr if there is none. Hundreds of scenarios begin
  /// with the same few people: each is read once. It stays valid as long as this object.
  /// Throws DiagnosticError where `read` does, or if a persona file is broken.
  [[nodiscard]] const PersonaFacts* read_once(
      const std::string& name, const std::function<PersonaFacts(const yaml::Node&)>& read) const;

 private:
  void add(const yaml::Node& document) const;
  void read_all() const;

  std::filesystem::path directory_;
  mutable std::mutex mutex_;
  mutable bool all_read_ = false;
  mutable std::map<std::string, yaml::Node> facts_;
  mutable std::map<std::string, BilingualText> called_;
  mutable std::map<std::string, PersonaFacts> read_;
  mutable std::map<std::string, std::uint64_t> digests_;
};

}  // namespace karimen::harness
