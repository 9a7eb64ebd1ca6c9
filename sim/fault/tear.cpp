#include "sim/fault/tear.hpp"

#include <algorithm>
#include <utility>

#include "sim/chip/making/editor.hpp"

namespace karimen::sim::fault {
namespace {

using chip::Card;

/// A state of the memory, to be compared with.
struct State {
  explicit State(Card reached) : card(std::move(reached)), counters(chip::Editor(card).key_references()) {}

  /// The image with every retry counter at 0.
  [[nodiscard]] const Bytes& without_counters() const {
    if (masked.empty()) masked = mask(card);
    return masked;
  }
  static Bytes mask(Card copy) {
    chip::Editor editor(copy);
    for (const auto& each : editor.key_references()) editor.set_tries(each.application, each.file, 0);
    const auto image = editor.image();
    return {image.begin(), image.end()};
  }

  mutable Card card;
  std::vector<chip::KeyReferenceState> counters;
  mutable Bytes masked;
};

const chip::KeyReferenceState* find(const std::vector<chip::KeyReferenceState>& counters,
                                    const chip::KeyReferenceState& wanted) {
  const auto found = std::ranges::find_if(counters, [&](const auto& each) {
    return each.application == wanted.application && each.file == wanted.file;
  });
  return found == counters.end() ? nullptr : &*found;
}

class Tearing {
 public:
  Tearing(const Card& before, ByteView command, const AfterCut& hook)
      : before_(before), command_(command.begin(), command.end()), hook_(hook), old_(before), new_(done()) {
    torn_.write_points = new_.card.write_points() - before.write_points();
  }

  TornCommand run() {
    if (torn_.write_points == 0) return std::move(torn_);
    bool recovery_swept = false;
    for (std::uint32_t rows = 0; rows <= torn_.write_points; ++rows) {
      Card cut = before_;
      cut.cut_power_after(rows);
      (void)cut.transmit(command_);
      cut.cancel_power_cut();
      if (hook_) hook_(cut);
      Card card = cut;
      auto seen = judge(card, rows);
      const auto recovery = card.write_points() - cut.write_points();
      if (recovery > 0) cut_recovery(cut, rows, recovery, std::exchange(recovery_swept, true), seen);
      torn_.by_rows.push_back(std::move(seen));
    }
    return std::move(torn_);
  }

 private:
  [[nodiscard]] Card done() const {
    Card card = before_;
    (void)card.transmit(command_);
    return card;
  }

  void cut_recovery(const Card& cut, std::uint32_t rows, std::uint32_t recovery, bool swept, Cut& seen) {
    std::vector<std::uint32_t> seconds{0, 1, recovery / 2, recovery - 1, recovery};
    if (!swept) {
      seconds.clear();
      for (std::uint32_t second = 0; second <= recovery; ++second) seconds.push_back(second);
    }
    for (const auto second : seconds) {
      Card card = cut;
      card.cut_power_after(second);
      (void)card.power_on();
      card.cancel_power_cut();
      const auto again = judge(card, rows);
      if (again.kept == Kept::broken && seen.kept != Kept::broken) {
        seen = again;
        seen.why += ", after a second cut at row " + std::to_string(second) + " of the recovery";
      }
    }
  }

  Cut judge(Card& card, std::uint32_t rows) {
    ++torn_.cuts;
    Cut cut{.rows = rows};
    if (card.power_on().empty()) return broken(cut, "the card does not come back");
    const auto image = chip::Editor(card).image();
    if (std::ranges::equal(image, chip::Editor(new_.card).image())) {
      cut.kept = Kept::new_state;
      return cut;
    }
    if (std::ranges::equal(image, chip::Editor(old_.card).image())) return cut;
    for (const auto& each : chip::Editor(card).key_references()) {
      const auto* before = find(old_.counters, each);
      const auto* after = find(new_.counters, each);
      const int most = std::max(before ? before->tries : 0, after ? after->tries : 0);
      if (each.tries > most) return broken(cut, "a retry counter went up");
    }
    const auto masked = State::mask(card);
    if (masked != old_.without_counters() && masked != new_.without_counters())
      return broken(cut, "the memory holds neither the old nor the new state");
    cut.kept = Kept::spent_try;
    return cut;
  }

  static Cut broken(Cut cut, const char* why) {
    cut.kept = Kept::broken;
    cut.why = why;
    return cut;
  }

  const Card& before_;
  const Bytes command_;
  const AfterCut& hook_;
  State old_, new_;
  TornCommand torn_;
};

}  // namespace

TornCommand tear(const Card& before, ByteView command, const AfterCut& hook) {
  return Tearing(before, command, hook).run();
}

}  // namespace karimen::sim::fault
