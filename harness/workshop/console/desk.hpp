// Everything that a console command can lay hands on: the card, the reader, what was put aside.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "harness/workshop/card/licence_changes.hpp"
#include "harness/workshop/console/defect_switch.hpp"
#include "harness/workshop/console/fault_bench.hpp"
#include "harness/workshop/console/reader_place.hpp"
#include "harness/workshop/console/shared_card.hpp"
#include "harness/workshop/console/watcher.hpp"

namespace karimen::harness::workshop {

/// A card with all that a desk must know to change it.
struct PreparedCard {
  PreparedCard(LoadedCard loaded, const IssuerMaterial& material);
  PreparedCard(std::string title, sim::chip::Card copy, DefectSwitch with, CurrentLicence current)
      : name(std::move(title)),
        card(std::move(copy)),
        defects(std::move(with)),
        licence(std::move(current)) {}
  std::string name;      ///< as it was asked for
  sim::chip::Card card;  ///< without power
  DefectSwitch defects;
  CurrentLicence licence;
};

class Desk {
 public:
  Desk(PreparedCard prepared, const IssuerMaterial& material, SharedCard& card, ReaderPlace& place,
       FaultBench& faults, Watcher& watcher, Screen& screen, bool unmasked);

  const IssuerMaterial& material;
  SharedCard& card;
  ReaderPlace& place;
  FaultBench& faults;
  Watcher& watcher;
  Screen& screen;
  const bool unmasked;
  std::string name;  ///< of the card, as it was asked for
  DefectSwitch defects;
  CurrentLicence licence;
  std::map<std::string, PreparedCard> asides;  ///< by name; "insertion" is how it was put in
  bool finished = false;
  std::string recording;   ///< the file into which what passes is written; empty: none
  bool replaying = false;  ///< a recording answers, by the word `replay`

  /// What a word of the console has to say; `words` makes it in a language. Somebody may read it in the other
  /// one.
  template <typename Words>
  void tell(const Words& words) {
    screen.say({words(Language::en), words(Language::ja)}, watcher.language());
  }
  /// A sentence of it, with values that are the same in both languages.
  void say(const Bilingual& text, std::initializer_list<std::string> values = {}) {
    tell([&](Language language) { return karimen::say(text, language, values); });
  }
  /// The card as it is.
  [[nodiscard]] PreparedCard copy() const { return {name, card.copy(), defects, licence}; }
  /// Puts a copy of the card as it is under a name.
  void put_aside(const std::string& as);
  /// The card of that name takes the place of the one in the reader, and no fault is armed: the old one is
  /// taken out and this one put in, so that programs learn that their session is over. Throws
  /// DiagnosticError.
  void take_up(const std::string& as);
  /// Another card altogether, likewise.
  void swap(PreparedCard prepared);
  /// What a recorded card answered, in the place of the card, until another card takes that place.
  void replay(std::string title, std::unique_ptr<sim::reader::CardEndpoint> recorded);
  /// Another card altogether, changed by `prepare` before it goes in, and what `reset` brings back from now
  /// on; other snapshots are forgotten. It lies where the old one lay. `warm`: ReaderPlace::exchange_warm.
  /// Where `prepare` throws the old card is back, without the faults that were armed.
  void insert(PreparedCard prepared, const std::function<void()>& prepare, bool warm);
  /// `change` is made under the lock, or not at all where it throws.
  template <typename Change>
  void edit(Change change) {
    card.with([&](sim::chip::Card& chip) {
      const auto chip_before = chip;
      const auto defects_before = defects;
      try {
        change(chip);
      } catch (...) {
        chip = chip_before;
        defects = defects_before;
        throw;
      }
    });
  }
  /// As above on the card without its defects; those that still suit it are switched on again.
  template <typename Change>
  void edit_healthy(Change change) {
    edit([&](sim::chip::Card& chip) {
      const auto on = defects.on();
      for (const auto& each : on) defects.set(chip, each, false);
      change(chip);
      for (const auto& each : on)
        if (defects.suits(each)) defects.set(chip, each, true);
    });
  }

 private:
  /// The recording that this ends.
  std::unique_ptr<sim::reader::CardEndpoint> lay(PreparedCard prepared);
};

}  // namespace karimen::harness::workshop
