#include "harness/serve/api/card_shelf.hpp"

#include <filesystem>

namespace karimen::harness::serve {

using workshop::PreparedCard;

std::string WantedCard::title() const {
  if (!name.empty()) return name;
  return saved.empty() ? "card_file" : "saved";
}

PreparedCard CardShelf::take(const WantedCard& wanted) {
  const auto interface =
      wanted.contactless ? sim::chip::Interface::contactless : sim::chip::Interface::contact;
  if (wanted.name.empty()) {
    const Bytes bytes = wanted.text.empty() ? wanted.saved : Bytes(wanted.text.begin(), wanted.text.end());
    return {workshop::card_of_bytes(wanted.title(), bytes, material_, interface), material_};
  }
  // A file may be another one the next time.
  if (std::filesystem::is_regular_file(wanted.name))
    return {workshop::load_card(wanted.name, material_, interface), material_};
  const std::lock_guard lock(mutex_);
  const std::pair key(wanted.name, wanted.contactless);
  auto found = personas_.find(key);
  if (found == personas_.end())
    found = personas_
                .emplace(key, PreparedCard(workshop::load_card(wanted.name, material_, interface), material_))
                .first;
  return found->second;
}

}  // namespace karimen::harness::serve
