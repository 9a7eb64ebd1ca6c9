// --sut manual: a terminal that a person drives. The run says what to do there and asks what was seen; every
// answer goes to a file, from which the same run repeats, or goes on where it stopped.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>

#include "harness/port/connection.hpp"
#include "harness/port/fields.hpp"
#include "harness/port/frame.hpp"
#include "harness/port/words.hpp"

namespace karimen::harness::port {

/// Where a person is asked, and what is kept of it.
struct ManualDesk {
  int in;  ///< a descriptor
  std::ostream& out;
  std::filesystem::path answers;  ///< one JSON object a line; made where it is not there
  Language language = Language::en;
  /// Facts of registries and papers of which a change can be told.
  std::function<bool(const std::string& fact)> changeable = {};
  /// Whether nobody waits for an answer any more: asked while nothing is typed.
  std::function<bool()> stopped = {};
};

/// Speaks the protocol for a person; time limits do not hold for people.
class ManualConnection final : public Connection {
 public:
  /// `words` must outlive it. Throws DiagnosticError: a line of the file that is no answer.
  ManualConnection(const ManualDesk& desk, const Words& words);

  void write(std::string_view bytes, Deadline deadline) override;
  std::string read(Deadline deadline) override;
  std::string stray() override { return ""; }
  std::string ending() override { return "nobody answers any more"; }
  std::string finish(Deadline) override { return ""; }

 private:
  /// A step of a scenario, counted from 1.
  using Place = std::pair<std::string, int>;

  void read_answers();
  [[nodiscard]] Json answer(const std::string& method, const Json& params);
  [[nodiscard]] Json perform(const Json& params);
  [[nodiscard]] Json ask(const Json& params);
  void show(const Json& params);
  [[nodiscard]] std::string line(const std::string& question);
  /// nullopt: nothing more comes.
  [[nodiscard]] std::optional<std::string> typed();
  /// Why an answer was not taken; it is asked for again.
  void not_taken(const Bilingual& why, std::initializer_list<std::string> words);
  /// What was typed, as a value of a fact; nullopt: the person was told why not.
  [[nodiscard]] std::optional<Value> value_said(const FactSpec& fact, const std::string& text);
  [[nodiscard]] Json codes(const Bilingual& question, const std::set<std::string>& known);
  [[nodiscard]] Json changes();
  [[nodiscard]] Json outcomes(const std::string& procedure);

  ManualDesk desk_;
  const Words& words_;
  FrameParser frames_;
  std::string answered_;  ///< frames that were not read yet
  struct Kept {
    std::string procedure;
    Json answer;
  };
  std::map<Place, Kept> kept_;
  std::string scenario_;
  Json pins_;  ///< of each person
  int step_ = 0;
};

}  // namespace karimen::harness::port
