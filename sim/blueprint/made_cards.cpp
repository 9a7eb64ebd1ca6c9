#include "sim/blueprint/made_cards.hpp"

#include <algorithm>

namespace karimen::sim::blueprint {

chip::Personalisation MadeCards::of(const CardSpec& spec, const CardKeys& keys,
                                    const std::function<chip::Personalisation()>& make) const {
  auto compared = spec;
  compared.seed.clear();
  auto made = find(compared, keys);
  if (!made) {
    made = std::make_shared<const Made>(Made{std::move(compared), keys, make()});
    keep(made);
  }
  auto card = made->card;
  card.seed = spec.seed;
  return card;
}

MadeCards::Shared MadeCards::find(const CardSpec& spec, const CardKeys& keys) const {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find_if(
      made_, [&](const Shared& each) { return each->spec == spec && each->keys == keys; });
  return found == made_.end() ? nullptr : *found;
}

void MadeCards::keep(Shared made) const {
  const std::scoped_lock lock(mutex_);
  if (made_.size() < most_) {
    made_.push_back(std::move(made));
    return;
  }
  made_[oldest_] = std::move(made);
  oldest_ = (oldest_ + 1) % most_;
}

}  // namespace karimen::sim::blueprint
