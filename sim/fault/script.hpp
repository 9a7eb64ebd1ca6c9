// Faults that are armed, and when each strikes. Deterministic: what strikes depends on the commands and
// resets since the arming alone.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "sim/chip/card.hpp"
#include "sim/fault/catalogue.hpp"

namespace karimen::sim::fault {

/// A fault with its trigger and its parameters' values.
struct ArmedFault {
  const Fault* fault = nullptr;
  const Instruction* instruction = nullptr;  ///< nullptr: every command matches
  std::optional<std::int64_t> application;   ///< of application_words; none: every one matches
  std::optional<std::int64_t> file;          ///< of file_words, likewise
  std::int64_t command = 1;                  ///< strikes first at that match
  std::int64_t times = 1;                    ///< and at the next ones
  std::vector<std::int64_t> values;          ///< as `fault->parameters`

  /// Of the parameter `name`, which the fault must have.
  [[nodiscard]] std::int64_t value(std::string_view name) const;
  /// As `arm_text` reads it; what has its initial value is left out.
  [[nodiscard]] std::string text() const;
  bool operator==(const ArmedFault&) const = default;
};

/// Why a fault cannot be armed so. `key` is the setting to blame; "" blames the fault's name.
struct Mistake {
  std::string key, what, fix;
};
using Settings = std::map<std::string, std::string>;

/// Strikes at the first occasion, parameters initial.
[[nodiscard]] ArmedFault arm(const Fault& fault);
/// `settings`: trigger and own parameters, each a decimal number, four hexadecimal digits or a word.
[[nodiscard]] std::variant<ArmedFault, Mistake> arm(const std::string& name, const Settings& settings);
/// "answer_delayed" or "answer_delayed:milliseconds=50,instruction=verify,command=2". Throws DiagnosticError.
[[nodiscard]] ArmedFault arm_text(const std::string& text);

/// What is armed, and how far each has come.
class FaultScript {
 public:
  FaultScript() = default;
  explicit FaultScript(std::vector<ArmedFault> faults);

  [[nodiscard]] bool empty() const { return entries_.empty(); }
  /// Arms one more.
  void add(ArmedFault fault) { entries_.push_back({std::move(fault)}); }
  /// Counts the command; the fault that strikes at it, or nullptr. `card`: the chip that it is for; without
  /// one nobody knows of a command's application and file, and what is armed at those never strikes.
  const ArmedFault* at_command(ByteView command, const chip::Card* card = nullptr);
  /// Counts the reset; what `reset_fault` answers until the next one follows.
  void count_reset();
  /// The fault under which the present reset stands, or nullptr.
  [[nodiscard]] const ArmedFault* reset_fault() const;
  /// The faults by Means::edit that have not been done yet; they are done now.
  std::vector<ArmedFault> take_edits();
  /// Counts an attempt to reach the card; false where it is not there yet.
  bool inserted_yet();
  /// Whether anything struck.
  [[nodiscard]] bool struck() const;

 private:
  struct Entry {
    ArmedFault armed;
    std::int64_t seen = 0;
    bool struck = false;
  };
  std::vector<Entry> entries_;
  std::size_t reset_entry_ = none;
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

}  // namespace karimen::sim::fault
