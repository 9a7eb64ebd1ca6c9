#include "harness/runner/digest.hpp"

#include <initializer_list>
#include <string_view>

#include "base/checksum.hpp"

namespace karimen::harness {

class Digest::Hash {
 public:
  // The length before the text keeps ("ab", "c") apart from ("a", "bc").
  void text(std::string_view text) {
    buffer_ += std::to_string(text.size());
    buffer_ += ':';
    buffer_ += text;
    if (buffer_.size() > 4096) flush();
  }
  std::string finish() {
    flush();
    return sum_.finish();
  }

 private:
  void flush() {
    sum_.add(buffer_);
    buffer_.clear();
  }
  Checksum sum_;
  std::string buffer_;
};

namespace {

std::string_view characters(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

template <typename Hash>
struct Spelling {
  Hash& hash;

  void facts(const Facts& facts) {
    hash.text(std::to_string(facts.size()));
    for (const auto& [name, value] : facts) {
      hash.text(name);
      hash.text(to_string(value));
    }
  }
  void optional(const std::optional<std::string>& text) { hash.text(text ? "=" + *text : "?"); }

  void operator()(const RunStarted& event) {
    hash.text("run_started");
    hash.text(std::to_string(event.scenarios));
    hash.text(event.seed);
    facts(event.assumptions);
    facts(event.oracle_assumptions);
  }
  // Views: a run has tens of thousands of texts.
  void texts(std::initializer_list<std::string_view> all) {
    for (const auto text : all) hash.text(text);
  }

  void operator()(const ApduEvent& event) {
    texts({event.reset ? "reset" : "apdu", event.scenario, event.step, characters(event.command),
           characters(event.response), event.cause.en});
  }
  void operator()(const PaperEvent& event) {
    texts({"paper", event.scenario, event.step, event.kind});
    hash.text(std::to_string(event.lines.size()));
    for (const auto& [label, text] : event.lines) {
      hash.text(label);
      hash.text(text);
    }
  }
  void operator()(const StepEvent& event) {
    texts({"step", event.scenario, event.id, event.procedure, event.at, event.actor, event.who, event.place,
           to_string(event.verdict), to_string(event.failure), event.detail});
    facts(event.inputs);
    facts(event.predicted);
    facts(event.observed);
    for (const auto& name : event.not_observed) hash.text(name);
    for (const auto& rule : event.rules)
      texts({rule.id, rule.decision, rule.fired ? "1" : "0", rule.consequence, rule.explanation.en});
    for (const auto& id : event.assumptions) hash.text(id);
    for (const auto& each : event.differences) {
      hash.text(each.name);
      hash.text(to_string(each.failure));
      optional(each.expected);
      optional(each.predicted);
      optional(each.observed);
      texts({each.reason, each.because.in(Language::en)});
      for (const auto& [name, value] : each.facts) texts({name, value});
    }
  }
  void operator()(const ScenarioFinished& event) {
    texts({"scenario_finished", event.id, to_string(event.verdict), to_string(event.failure), event.step,
           event.detail, std::to_string(event.not_run)});
  }
  void operator()(const RunFinished&) { hash.text("run_finished"); }
};

}  // namespace

Digest::Digest() : hash_(std::make_unique<Hash>()) {}
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add(const Event& event) {
  std::visit(Spelling<Hash>{*hash_}, event);
}
std::string Digest::finish() {
  return hash_->finish();
}

}  // namespace karimen::harness
