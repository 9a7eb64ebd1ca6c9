// Everything that can go wrong with a card on purpose: one table of named faults in four layers
// (architecture.md 5). `karimen card faults`, docs/faults.md, scenarios and tests read it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bilingual.hpp"

namespace karimen::sim::fault {

/// Where a fault lies. pcsc: what happens to the card in the reader; transport: to bytes on their way;
/// storage: to the chip's memory; content: to what the card was made of.
enum class Layer : std::uint8_t { pcsc, transport, storage, content };
/// "pcsc", "transport", "storage", "content".
[[nodiscard]] std::string_view to_string(Layer layer);

/// How a fault is brought about.
enum class Means : std::uint8_t {
  command,        ///< a FaultingCard strikes at a command
  reset,          ///< a FaultingCard strikes at a power-on
  insertion,      ///< the slot strikes before the card is reached
  edit,           ///< the card is changed behind its back, at its next power-on
  specification,  ///< the card is made that way (`defects` of a card file)
  service,        ///< the reader's own service breaks: no card does that
};
[[nodiscard]] std::string_view to_string(Means means);

/// What a FaultingCard does; one for each fault.
enum class Effect : std::uint8_t {
  remove_before,
  remove_within,
  remove_after,
  blink,
  mute,
  unresponsive_once,
  die,
  swap,
  silent_reset,
  other_atr,
  insert_late,
  end_service,
  drop_answer,
  delay_answer,
  truncate_answer,
  corrupt_answer,
  corrupt_status,
  empty_answer,
  lengthen_answer,
  repeat_answer,
  corrupt_command,
  truncate_command,
  repeat_command,
  lose_command,
  refuse_command,
  lose_first_command,
  cut_before,
  cut_within,
  cut_after,
  cut_recovery,
  forget_write,
  wear_counter,
  flip_bit,
  wear_file,
  fill_space,
  lose_key,
  lose_licence,
  defect,  ///< of sim/blueprint, by the fault's name
};

/// A number, or where `words` stands one of them (its value is the index).
struct Parameter {
  std::string_view name;
  std::int64_t initial;
  std::int64_t least;
  std::int64_t most;
  Bilingual what;
  std::span<const std::string_view> words = {};
  bool hexadecimal = false;  ///< written and shown as four hexadecimal digits
};

struct Fault {
  std::string_view name;
  Layer layer;
  Means means;
  Effect effect;
  Bilingual what;  ///< what happens
  Bilingual seen;  ///< what a PC/SC client sees
  std::span<const Parameter> parameters = {};

  /// Whether a scenario can script it, and a FaultingCard or FaultSlot bring it about: it happens while a
  /// card is used.
  [[nodiscard]] bool scriptable() const { return means != Means::specification && means != Means::service; }
};

/// All faults, by layer.
[[nodiscard]] std::span<const Fault> catalogue();
/// nullptr: no such fault.
[[nodiscard]] const Fault* find_fault(std::string_view name);
[[nodiscard]] std::vector<std::string> fault_names();

/// What every fault that strikes at a command takes beside its own parameters: `command` (the how-manieth
/// that matches, from 1), `instruction` (only such commands match), `application` and `file`
/// (only commands that are carried out there) and `times` (how many in a row).
[[nodiscard]] std::span<const Parameter> trigger_parameters();

/// Rows of one name in the chip's instruction table: "external_authenticate" is 00 82 and 80 82.
struct Instruction {
  struct Header {
    std::uint8_t cla;  ///< 00 or 80
    std::uint8_t ins;
    bool operator==(const Header&) const = default;
  };
  std::string name;
  std::vector<Header> headers;
};
[[nodiscard]] std::span<const Instruction> instructions();
/// Their names, as `instruction` takes them.
[[nodiscard]] std::span<const std::string_view> instruction_words();

}  // namespace karimen::sim::fault
