#include "sim/fault/faulting_card.hpp"

#include <algorithm>
#include <utility>

#include "sim/chip/making/editor.hpp"
#include "sim/reader/chip_endpoint.hpp"

namespace karimen::sim::fault {
namespace {

/// A lawful ATR of T=1 without historical bytes.
const Bytes unknown_atr{0x3B, 0x80, 0x01, 0x81};
const Bytes no_diagnosis{0x6F, 0x00};
constexpr std::size_t status_size = 2;

Bytes word(std::int64_t status) {
  return {static_cast<std::uint8_t>(status >> 8), static_cast<std::uint8_t>(status)};
}

}  // namespace

FaultingCard::~FaultingCard() = default;

// Each answers what the reader gets; nullopt: the chip gives nothing.
struct FaultingCard::Strikes {
  using Answer = std::optional<Bytes>;
  FaultingCard& self;
  const ArmedFault& armed;
  ByteView command;

  [[nodiscard]] std::chrono::milliseconds milliseconds() const {
    return std::chrono::milliseconds(armed.value("milliseconds"));
  }
  [[nodiscard]] std::size_t size(std::string_view name) const {
    return static_cast<std::size_t>(armed.value(name));
  }
  [[nodiscard]] std::uint8_t mask() const { return static_cast<std::uint8_t>(1 << armed.value("bit")); }
  Answer work() const { return self.inner_.transmit(command); }
  Answer power_fails() const {
    self.inner_.power_off();
    return std::nullopt;
  }
  // The chip works until that many rows are written; the answer is lost in any case.
  Answer cut(std::int64_t rows) const {
    if (self.chip_ != nullptr) self.chip_->cut_power_after(static_cast<std::uint32_t>(rows));
    (void)work();
    if (self.chip_ != nullptr) self.chip_->cancel_power_cut();
    return power_fails();
  }

  // The card in the reader
  Answer remove_before() const {
    self.around_.remove();
    return power_fails();
  }
  Answer remove_within() const {
    (void)cut(armed.value("write_point"));
    return remove_before();
  }
  Answer remove_after() const {
    auto answer = work();
    self.around_.remove_after_answer();
    return answer;
  }
  Answer blink() const {
    self.around_.blink(milliseconds());
    return power_fails();
  }
  Answer die() const {
    self.dead_ = true;
    if (self.chip_ != nullptr) self.chip_->set_health(chip::Health::mute);
    return power_fails();
  }
  Answer swap() const {
    self.other_ = self.around_.other_card();
    if (self.other_ == nullptr && self.chip_ != nullptr) {
      self.twin_ = std::make_unique<chip::Card>(*self.chip_);
      self.twin_endpoint_ = std::make_unique<reader::ChipEndpoint>(*self.twin_);
      self.other_ = self.twin_endpoint_.get();
    }
    self.inner_.power_off();
    if (self.other_ == nullptr) return std::nullopt;
    self.other_->power_on();
    return self.other_->transmit(command);
  }
  Answer silent_reset() const {
    self.inner_.power_off();
    self.inner_.power_on();
    return work();
  }

  // Bytes on their way
  Answer drop_answer() const {
    (void)work();
    return std::nullopt;
  }
  Answer delay_answer() const {
    auto answer = work();
    self.around_.wait(milliseconds());
    return answer;
  }
  Answer truncate_answer() const {
    auto answer = work();
    if (answer) answer->resize(answer->size() - std::min(answer->size(), size("bytes")));
    return answer;
  }
  Answer corrupt_answer() const {
    auto answer = work();
    if (answer && size("byte") < answer->size()) (*answer)[size("byte")] ^= mask();
    return answer;
  }
  Answer corrupt_status() const {
    auto answer = work();
    if (answer) std::ranges::copy(word(armed.value("status")), answer->end() - status_size);
    return answer;
  }
  Answer empty_answer() const {
    auto answer = work();
    if (answer) answer->erase(answer->begin(), answer->end() - status_size);
    return answer;
  }
  Answer lengthen_answer() const {
    auto answer = work();
    if (answer) answer->insert(answer->end() - status_size, size("bytes"), 0x00);
    return answer;
  }
  Answer repeat_answer() const {
    const auto previous = self.previous_.empty() ? no_diagnosis : self.previous_;
    return work() ? Answer(previous) : std::nullopt;
  }
  Answer corrupt_command() const {
    Bytes other(command.begin(), command.end());
    if (size("byte") < other.size()) other[size("byte")] ^= mask();
    return self.inner_.transmit(other);
  }
  Answer truncate_command() const {
    return self.inner_.transmit(command.first(command.size() - std::min(command.size() - 1, size("bytes"))));
  }
  Answer repeat_command() const {
    (void)work();
    return work();
  }
  Answer lose_command() const { return std::nullopt; }
  Answer refuse_command() const { return word(armed.value("status")); }

  // The memory
  Answer cut_before() const { return power_fails(); }
  Answer cut_within() const { return cut(armed.value("write_point")); }
  Answer cut_after() const {
    (void)work();
    return power_fails();
  }
  Answer cut_recovery() const {
    self.recovery_cut_ = static_cast<std::uint32_t>(armed.value("recovery_write_point"));
    return cut_within();
  }
  Answer forget_write() const {
    if (self.chip_ != nullptr && !self.remembered_) self.remembered_ = *self.chip_;
    return work();
  }
  Answer wear_counter() const {
    if (self.chip_ == nullptr) return work();
    chip::Editor editor(*self.chip_);
    const auto before = editor.key_references();
    auto answer = work();
    const auto after = editor.key_references();
    for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i)
      if (after[i].tries < before[i].tries) editor.set_tries(after[i].application, after[i].file, 0);
    return answer;
  }

  Answer strike() const {
    struct Row {
      Effect effect;
      Answer (Strikes::*act)() const;
    };
    static constexpr Row rows[]{{Effect::remove_before, &Strikes::remove_before},
                                {Effect::remove_within, &Strikes::remove_within},
                                {Effect::remove_after, &Strikes::remove_after},
                                {Effect::blink, &Strikes::blink},
                                {Effect::die, &Strikes::die},
                                {Effect::swap, &Strikes::swap},
                                {Effect::silent_reset, &Strikes::silent_reset},
                                {Effect::drop_answer, &Strikes::drop_answer},
                                {Effect::delay_answer, &Strikes::delay_answer},
                                {Effect::truncate_answer, &Strikes::truncate_answer},
                                {Effect::corrupt_answer, &Strikes::corrupt_answer},
                                {Effect::corrupt_status, &Strikes::corrupt_status},
                                {Effect::empty_answer, &Strikes::empty_answer},
                                {Effect::lengthen_answer, &Strikes::lengthen_answer},
                                {Effect::repeat_answer, &Strikes::repeat_answer},
                                {Effect::corrupt_command, &Strikes::corrupt_command},
                                {Effect::truncate_command, &Strikes::truncate_command},
                                {Effect::repeat_command, &Strikes::repeat_command},
                                {Effect::lose_command, &Strikes::lose_command},
                                {Effect::refuse_command, &Strikes::refuse_command},
                                {Effect::cut_before, &Strikes::cut_before},
                                {Effect::cut_within, &Strikes::cut_within},
                                {Effect::cut_after, &Strikes::cut_after},
                                {Effect::cut_recovery, &Strikes::cut_recovery},
                                {Effect::forget_write, &Strikes::forget_write},
                                {Effect::wear_counter, &Strikes::wear_counter}};
    for (const auto& row : rows)
      if (row.effect == armed.fault->effect) return (this->*row.act)();
    return work();
  }
};

Bytes FaultingCard::power_on() {
  if (counts_resets_) script_.count_reset();
  return answer_to_reset(true);
}

Bytes FaultingCard::reset() {
  if (counts_resets_) script_.count_reset();
  return answer_to_reset(false);
}

Bytes FaultingCard::answer_to_reset(bool cold) {
  if (other_ != nullptr) return cold ? other_->power_on() : other_->reset();
  forget_writes();
  if (chip_ != nullptr && recovery_cut_) chip_->cut_power_after(*recovery_cut_);
  Bytes atr = cold ? inner_.power_on() : inner_.reset();
  if (chip_ != nullptr && recovery_cut_) chip_->cancel_power_cut();
  recovery_cut_.reset();
  if (chip_ != nullptr && chip_->powered())  // what was interrupted is recovered
    for (const auto& armed : script_.take_edits()) edit(armed, *chip_);
  const auto* fault = script_.reset_fault();
  const auto effect = fault == nullptr ? Effect::defect : fault->fault->effect;
  first_command_lost_ = effect == Effect::lose_first_command;
  if (dead_ || effect == Effect::mute || effect == Effect::unresponsive_once) {
    inner_.power_off();
    return {};
  }
  return effect == Effect::other_atr ? unknown_atr : atr;
}

void FaultingCard::power_off() {
  if (other_ != nullptr) return other_->power_off();
  inner_.power_off();
  forget_writes();
}

// Retry counters never go up, not even where the memory forgets.
void FaultingCard::forget_writes() {
  if (!remembered_ || chip_ == nullptr) return;
  const auto now = chip::Editor(*chip_).key_references();
  *chip_ = *remembered_;
  remembered_.reset();
  chip_->power_off();
  chip::Editor editor(*chip_);
  for (const auto& old : editor.key_references())
    for (const auto& each : now)
      if (each.application == old.application && each.file == old.file && each.tries < old.tries)
        editor.set_tries(old.application, old.file, each.tries);
}

std::optional<Bytes> FaultingCard::transmit(ByteView command) {
  if (dead_) return std::nullopt;
  if (other_ != nullptr) return other_->transmit(command);
  const auto* armed = script_.at_command(command, chip_);
  std::optional<Bytes> answer;
  if (armed != nullptr)
    answer = Strikes{*this, *armed, command}.strike();
  else if (std::exchange(first_command_lost_, false))
    answer = no_diagnosis;
  else
    answer = inner_.transmit(command);
  previous_ = answer.value_or(Bytes{});
  return answer;
}

}  // namespace karimen::sim::fault
