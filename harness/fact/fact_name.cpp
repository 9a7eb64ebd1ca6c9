#include "harness/fact/fact_name.hpp"

#include <deque>
#include <mutex>
#include <shared_mutex>

#include "base/number_of.hpp"

namespace karimen::harness {
namespace {

/// Every name that was ever asked for. Workers ask all the time and hardly ever for a new one.
class Names {
 public:
  const std::string& one(std::string_view text) {
    {
      const std::shared_lock reading(mutex_);
      if (const auto number = numbers_.find(text); number >= 0) return at(number);
    }
    const std::unique_lock writing(mutex_);
    if (numbers_.add(text, static_cast<std::int64_t>(texts_.size()))) texts_.emplace_back(text);
    return at(numbers_.find(text));
  }

 private:
  [[nodiscard]] const std::string& at(std::int64_t number) const {
    return texts_[static_cast<std::size_t>(number)];
  }

  std::shared_mutex mutex_;
  NumberOf numbers_;
  std::deque<std::string> texts_;  ///< they stay where they are
};

}  // namespace

// Never destroyed: names outlive whatever has one, up to the last static.
const std::string& FactName::one_text(std::string_view text) {
  static auto& names = *new Names;
  return names.one(text);
}

}  // namespace karimen::harness
