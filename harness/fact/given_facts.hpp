// Somebody's facts at the start: hundreds of scenarios begin with the same few people, and say little else.
#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/number_of.hpp"
#include "harness/fact/value.hpp"

namespace karimen::harness {

/// Facts that do not change any more, found by name at once.
class SharedFacts {
 public:
  explicit SharedFacts(Facts all) : all_(std::move(all)) {
    by_name_.reserve(all_.size());
    for (const auto& [name, value] : all_) {
      (void)numbers_.add(name, static_cast<std::int64_t>(values_.size()));
      values_.push_back(&value);
      by_name_.emplace(&name.text(), &value);
    }
  }
  SharedFacts(const SharedFacts&) = delete;

  [[nodiscard]] const Facts& all() const { return all_; }
  /// nullptr: nobody says it.
  [[nodiscard]] const Value* of(FactName name) const {
    const auto found = by_name_.find(&name.text());
    return found == by_name_.end() ? nullptr : found->second;
  }
  /// The same of a text.
  [[nodiscard]] const Value* find(std::string_view name) const {
    const auto number = numbers_.find(name);
    return number < 0 ? nullptr : values_[static_cast<std::size_t>(number)];
  }

 private:
  const Facts all_;
  NumberOf numbers_;
  std::vector<const Value*> values_;
  boost::container::flat_map<const std::string*, const Value*> by_name_;
};

/// What persona and vocabulary say is shared; what is said otherwise is its own. Copied for next to nothing.
class GivenFacts {
 public:
  /// Nothing is shared.
  GivenFacts(Facts own = {})
      : shared_(nobody()), own_(own.empty() ? nothing_own() : std::make_shared<Facts>(std::move(own))) {}
  GivenFacts(std::initializer_list<Facts::value_type> own) : GivenFacts(Facts(own)) {}
  explicit GivenFacts(std::shared_ptr<const SharedFacts> shared)
      : shared_(std::move(shared)), own_(nothing_own()) {}

  /// nullptr: nobody says it.
  [[nodiscard]] const Value* find(std::string_view name) const {
    const auto found = own_->find(name);
    return found == own_->end() ? shared_->find(name) : &found->second;
  }
  void set(const std::string& name, Value value) {
    const auto* known = find(name);
    if (known != nullptr && *known == value) return;
    if (own_.use_count() > 1) own_ = std::make_shared<Facts>(*own_);
    own_->insert_or_assign(name, std::move(value));
  }
  /// Nothing more is to come. A run keeps tens of thousands of them, and neighbours mostly say the same.
  void close() {
    thread_local std::weak_ptr<Facts> last;
    if (const auto kept = last.lock(); kept && *kept == *own_) {
      own_ = kept;
      return;
    }
    if (own_.use_count() == 1) own_->shrink_to_fit();
    last = own_;
  }

  [[nodiscard]] const std::shared_ptr<const SharedFacts>& shared() const { return shared_; }
  /// These win over what is shared.
  [[nodiscard]] const Facts& own() const { return *own_; }
  [[nodiscard]] Facts all() const {
    auto all = shared_->all();
    for (const auto& [name, value] : *own_) all.insert_or_assign(name, value);
    return all;
  }

 private:
  static const std::shared_ptr<const SharedFacts>& nobody() {
    static const auto none = std::make_shared<const SharedFacts>(Facts());
    return none;
  }
  static const std::shared_ptr<Facts>& nothing_own() {
    static const auto none = std::make_shared<Facts>();
    return none;
  }

  std::shared_ptr<const SharedFacts> shared_;
  std::shared_ptr<Facts> own_;  ///< of several copies until one of them changes its own
};

/// Who → what is given of them.
using People = std::map<std::string, GivenFacts>;

}  // namespace karimen::harness
