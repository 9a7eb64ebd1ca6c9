#include "harness/runner/event/digest.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "base/bytes.hpp"
#include "base/checksum.hpp"

namespace karimen::harness {
namespace {

class SpelledTexts {
 public:
  // The length before the text keeps ("ab", "c") apart from ("a", "bc").
  void text(std::string_view text) {
    buffer_ += std::to_string(text.size());
    buffer_ += ':';
    buffer_ += text;
    if (buffer_.size() > 4096) flush();
  }
  /// What is added next is another one's.
  std::string finish() {
    flush();
    return std::exchange(sum_, Checksum()).finish();
  }

 private:
  void flush() {
    sum_.add(buffer_);
    buffer_.clear();
  }
  Checksum sum_;
  std::string buffer_;
};

std::string_view characters(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

struct Spelling {
  SpelledTexts& hash;

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
    for (const auto& each : event.notes) {
      texts({"note", each.name, to_string(each.failure), each.reason});
      for (const auto* reading : {&each.expected, &each.predicted, &each.observed}) optional(*reading);
    }
  }
  void operator()(const ScenarioFinished& event) {
    texts({"scenario_finished", event.id, to_string(event.verdict), to_string(event.failure), event.step,
           event.detail, std::to_string(event.not_run)});
    if (!event.reason.empty()) hash.text(event.reason.in(Language::en));
  }
  void operator()(const RunFinished&) {}
};

// `spelled`: the ScenarioDigest of each.
template <class Scenarios, class Spelled>
std::string digest_in_order(std::string_view heading, const Scenarios& scenarios, Spelled spelled) {
  SpelledTexts hash;
  hash.text(heading);
  for (const auto& each : scenarios) {
    const ScenarioDigest& told = spelled(each);
    hash.text(told.first);
    hash.text(told.second);
  }
  return hash.finish();
}

}  // namespace

class Digest::Hash : public SpelledTexts {};

std::string heading_digest(const RunStarted& started) {
  SpelledTexts hash;
  Spelling{hash}(started);
  return hash.finish();
}

std::string run_digest(std::string_view heading, std::vector<ScenarioDigest> scenarios) {
  std::ranges::sort(scenarios);
  return digest_in_order(heading, scenarios, std::identity());
}

Digest::Digest() : hash_(std::make_unique<Hash>()) {}
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add(Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    heading_ = heading_digest(*started);
    return;
  }
  std::visit(Spelling{*hash_}, event);
  auto* finished = std::get_if<ScenarioFinished>(&event);
  if (finished == nullptr) return;
  finished->digest = hash_->finish();
  const auto [found, added] =
      index_.try_emplace(std::string(identity_of(*finished)), static_cast<std::uint32_t>(names_.size()));
  if (added) names_.push_back(found->first);
  Told told{.name = found->second, .round = finished->repetition};
  std::ranges::copy(from_hex(finished->digest), told.sum.begin());
  told_.push_back(told);
}

std::string Digest::name_of(const Told& told) const {
  std::string name(names_[told.name]);
  return told.round == 0 ? name : name + '@' + std::to_string(told.round);
}

// As their names are. Where neither begins with the other, what stands behind them does not matter.
bool Digest::before(const Told& one, const Told& other) const {
  const auto a = names_[one.name], b = names_[other.name];
  return a.starts_with(b) || b.starts_with(a) ? name_of(one) < name_of(other) : a < b;
}

std::string Digest::finish() {
  std::ranges::sort(told_, [&](const Told& one, const Told& other) { return before(one, other); });
  return digest_in_order(heading_, std::exchange(told_, {}), [&](const Told& told) {
    return ScenarioDigest(name_of(told), to_lower_hex(told.sum));
  });
}

}  // namespace karimen::harness
