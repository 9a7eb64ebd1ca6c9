// The personas of fixtures/personas, each read when somebody first asks for it.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "sim/blueprint/card_file.hpp"

namespace karimen::sim::world {

/// Safe to share between threads.
class Personas {
 public:
  /// `workshop` must outlive this object.
  explicit Personas(const blueprint::IssuerMaterial& material) : material_(material) {}

  /// Valid as long as this object. Throws DiagnosticError: no such persona, or a broken file.
  [[nodiscard]] const blueprint::CardFile& find(const std::string& name) const {
    const std::scoped_lock lock(mutex_);
    auto found = read_.find(name);
    if (found == read_.end()) found = read_.emplace(name, blueprint::load_persona(name, material_)).first;
    return found->second;
  }

 private:
  const blueprint::IssuerMaterial& material_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, blueprint::CardFile> read_;
};

}  // namespace karimen::sim::world
