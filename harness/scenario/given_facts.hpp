// Somebody's facts at the start: hundreds of scenarios begin with the same few people, and say little else.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "harness/fact/value.hpp"

namespace karimen::harness {

/// What persona and vocabulary say is shared; what is said otherwise is its own.
class GivenFacts {
 public:
  explicit GivenFacts(std::shared_ptr<const Facts> shared) : shared_(std::move(shared)) {}

  /// nullptr: nobody says it.
  [[nodiscard]] const Value* find(const std::string& name) const {
    for (const auto* facts : {&own_, shared_.get()})
      if (const auto found = facts->find(name); found != facts->end()) return &found->second;
    return nullptr;
  }
  void set(const std::string& name, Value value) { own_.insert_or_assign(name, std::move(value)); }

  [[nodiscard]] Facts all() const {
    auto all = *shared_;
    for (const auto& [name, value] : own_) all.insert_or_assign(name, value);
    return all;
  }

 private:
  std::shared_ptr<const Facts> shared_;
  Facts own_;
};

}  // namespace karimen::harness
