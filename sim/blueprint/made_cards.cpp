#include "sim/blueprint/made_cards.hpp"

#include <algorithm>

namespace karimen::sim::blueprint {

chip::Card MadeCards::of(const CardSpec& spec, const CardKeys& keys,
                         const std::function<chip::Personalisation()>& make) const {
  auto compared = spec;
  compared.seed.clear();
  auto made = find(compared, keys);
  if (!made) {
    made = std::make_shared<const Made>(Made{std::move(compared), keys, chip::Card(make())});
    keep(made);
  }
  return made->card.made_again(spec.seed);
}

MadeCards::Shared MadeCards::find(const CardSpec& spec, const CardKeys& keys) const {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find_if(
      made_, [&](const Shared& each) { return each->spec == spec && each->keys == keys; });
  if (found == made_.end()) return nullptr;
  std::rotate(made_.begin(), found, found + 1);
  return made_.front();
}

void MadeCards::keep(Shared made) const {
  const std::scoped_lock lock(mutex_);
  if (made_.size() == most_) made_.pop_back();
  made_.insert(made_.begin(), std::move(made));
}

}  // namespace karimen::sim::blueprint
