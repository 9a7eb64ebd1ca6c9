// Somebody's facts at the start: hundreds of scenarios begin with the same few people, and say little else.
#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "harness/fact/value.hpp"

namespace karimen::harness {

/// What persona and vocabulary say is shared; what is said otherwise is its own. Copied for next to nothing.
class GivenFacts {
 public:
  /// Nothing is shared.
  GivenFacts(Facts own = {}) : shared_(nobody()), own_(std::move(own)) {}
  GivenFacts(std::initializer_list<Facts::value_type> own) : GivenFacts(Facts(own)) {}
  explicit GivenFacts(std::shared_ptr<const Facts> shared) : shared_(std::move(shared)) {}

  /// nullptr: nobody says it.
  [[nodiscard]] const Value* find(const std::string& name) const {
    for (const auto* facts : {&own_, shared_.get()})
      if (const auto found = facts->find(name); found != facts->end()) return &found->second;
    return nullptr;
  }
  void set(const std::string& name, Value value) { own_.insert_or_assign(name, std::move(value)); }

  [[nodiscard]] const std::shared_ptr<const Facts>& shared() const { return shared_; }
  /// These win over what is shared.
  [[nodiscard]] const Facts& own() const { return own_; }
  [[nodiscard]] Facts all() const {
    auto all = *shared_;
    for (const auto& [name, value] : own_) all.insert_or_assign(name, value);
    return all;
  }

 private:
  static const std::shared_ptr<const Facts>& nobody() {
    static const auto none = std::make_shared<const Facts>();
    return none;
  }

  std::shared_ptr<const Facts> shared_;
  Facts own_;
};

/// Who → what is given of them.
using People = std::map<std::string, GivenFacts>;

}  // namespace karimen::harness
