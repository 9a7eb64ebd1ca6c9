// Cards as they are asked for: personas are made once and copied afterwards.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "harness/workshop/console/desk.hpp"

namespace karimen::harness::serve {

/// Whose card: one of the three, or none of them.
struct WantedCard {
  std::string name;  ///< a persona, or a file as `karimen card insert` takes it
  std::string text;  ///< a card file
  Bytes saved;       ///< a saved card
  bool contactless = false;

  [[nodiscard]] bool none() const { return name.empty() && text.empty() && saved.empty(); }
  /// What its state calls it: the name, else the member that it came in.
  [[nodiscard]] std::string title() const;
};

/// All members may be called from any thread.
class CardShelf {
 public:
  explicit CardShelf(const workshop::IssuerMaterial& material) : material_(material) {}
  /// Throws DiagnosticError: no such persona or file, a card that cannot be.
  [[nodiscard]] workshop::PreparedCard take(const WantedCard& wanted);
  [[nodiscard]] const workshop::IssuerMaterial& material() const { return material_; }

 private:
  const workshop::IssuerMaterial& material_;
  std::mutex mutex_;
  std::map<std::pair<std::string, bool>, workshop::PreparedCard> personas_;
};

}  // namespace karimen::harness::serve
