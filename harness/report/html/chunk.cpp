#include "harness/report/html/chunk.hpp"

#include "base/phrases/phrasebook.hpp"
#include "harness/report/event/event_json.hpp"
#include "harness/report/words/relevant_rules.hpp"
#include "harness/trace/narrator.hpp"

namespace karimen::harness::report::html {
namespace {

// Of a step that passed, so many bytes of a command and of an answer are kept: signatures and what is
// encrypted are different in every scenario, and would be nine tenths of a page.
constexpr std::size_t most_bytes = 8;
// Fewer than that are no longer than what says how many are left out.
constexpr std::size_t least_left_out = 5;
// Of a scenario's digest, as many digits as tell two of them apart.
constexpr std::size_t digest_digits = 16;
constexpr std::int64_t absent = -1;

// Hexadecimal digits; "~200~" stands for bytes that are left out.
std::string shown(ByteView bytes, const HiddenBytes& hidden, bool whole, std::size_t tail) {
  if (whole || bytes.size() < most_bytes + tail + least_left_out) return to_hex(bytes, hidden);
  return to_hex(bytes.first(most_bytes), bytes, hidden) + '~' +
         std::to_string(bytes.size() - most_bytes - tail) + '~' + to_hex(bytes.last(tail), bytes, hidden);
}

}  // namespace

void Chunk::take(const ApduEvent& event) {
  const auto before = follower_.situation();
  if (event.reset) {
    follower_.reset();
    status_.reset();
  } else {
    follower_.take(event.command, event.response);
    status_.take(event.command, event.response, before, follower_.situation());
  }
  heard_.push_back({event, before, status_.words(follower_.situation())});
}

void Chunk::take(const PaperEvent& event) {
  Json lines = Json::array();
  for (const auto& [label, text] : event.lines) {
    lines.push_back(strings_(label));
    lines.push_back(strings_(text));
  }
  papers_.push_back({strings_(event.kind), std::move(lines)});
}

void Chunk::take(const StepEvent& event) {
  const bool whole = event.verdict != Verdict::pass;
  Json step{{"id", strings_(event.id)},   {"do", strings_(event.procedure)},
            {"at", strings_(event.at)},   {"by", strings_(event.actor)},
            {"who", strings_(event.who)}, {"place", strings_(event.place)},
            {"with", flat(event.inputs)}};
  auto& last = last_[event.who];
  step["set"] = changes(event.predicted, last);
  last = event.predicted;
  if (auto seen = changes(event.observed, event.predicted); !seen.empty()) step["seen"] = std::move(seen);
  if (!event.before.empty()) step["was"] = flat(event.before);
  if (!event.rules.empty()) {
    auto& rules = step["rules"] = Json::array();
    for (const auto& each : event.rules) rules.push_back(rule(each));
    if (whole) {
      auto& deciding = step["deciding"] = Json::array();
      for (std::size_t i = 0; i < event.rules.size(); ++i)
        if (decides(event.rules[i], event)) deciding.push_back(i);
    }
  }
  for (const auto& id : event.assumptions) step["knobs"].push_back(strings_(id));
  for (const auto& each : event.differences) step["differ"].push_back(difference(each));
  for (const auto& each : event.notes) step["notes"].push_back(difference(each));
  if (event.client) step["client"] = client(*event.client);
  if (whole) step["verdict"] = static_cast<int>(event.verdict);
  if (event.failure != Failure::none) step["failure"] = strings_(to_string(event.failure));
  if (!event.detail.empty()) step["detail"] = sentence(event.detail);
  step["spot"] = {strings_(event.spot.file()), event.spot.line(), strings_(event.spot.text())};
  if (!papers_.empty()) step["papers"] = std::exchange(papers_, Json::array());
  if (!heard_.empty()) {
    step["status"] = statuses();
    step["apdus"] = exchanges(whole);
  }
  steps_.push_back(std::move(step));
}

void Chunk::take(const ScenarioFinished& event) {
  Json scenario{{"steps", std::exchange(steps_, Json::array())}};
  if (!event.detail.empty()) scenario["detail"] = sentence(event.detail);
  if (!event.mistakes.empty()) scenario["mistakes"] = both(event.mistakes);
  for (const auto& line : event.transcript) scenario["transcript"].push_back(strings_(line));
  if (!event.digest.empty()) scenario["digest"] = strings_(event.digest.substr(0, digest_digits));
  if (!event.assumptions.empty()) scenario["assume"] = flat(event.assumptions);
  scenario["judged"] = {event.predicted, event.observed};
  scenarios_.push_back(std::move(scenario));
  last_.clear();
  follower_ = {};
  status_ = {};
  papers_ = Json::array();
  heard_.clear();
}

std::string Chunk::finish() {
  Json all{{"strings", strings_.take()},
           {"rules", rules_.take()},
           {"apdus", exchanges_.take()},
           {"scenarios", std::exchange(scenarios_, Json::array())}};
  return spelled(all);
}

Json Chunk::both(const BilingualText& text) {
  return {strings_(text.in(Language::en)), strings_(text.in(Language::ja))};
}

// What is made in English, and told in Japanese where it is shown.
Json Chunk::sentence(const std::string& text) {
  return both(in_both_languages(text));
}

Json Chunk::flat(const Facts& facts) {
  auto all = Json::array();
  for (const auto& [name, value] : facts) {
    all.push_back(strings_(name));
    all.push_back(strings_(to_string(value)));
  }
  return all;
}

// What is otherwise in `facts`, and what is not there any more.
Json Chunk::changes(const Facts& facts, const Facts& former) {
  auto all = Json::array();
  const auto put = [&](const std::string& name, std::int64_t value) {
    all.push_back(strings_(name));
    all.push_back(value);
  };
  auto old = former.begin();
  for (const auto& [name, value] : facts) {
    for (; old != former.end() && old->first < name; ++old) put(old->first, absent);
    const bool known = old != former.end() && old->first == name;
    if (!known || old->second != value) put(name, strings_(to_string(value)));
    if (known) ++old;
  }
  for (; old != former.end(); ++old) put(old->first, absent);
  return all;
}

Json Chunk::rule(const RuleEvent& rule) {
  std::string key;
  for (const auto* text :
       {&rule.id, &rule.decision, &rule.consequence, &rule.because.en, &rule.explanation.en})
    key += *text + '\0';
  key += rule.fired ? '1' : '0';
  if (const auto known = rules_.find(key); known >= 0) return known;
  Json told{{"id", strings_(rule.id)}, {"in", strings_(rule.decision)}, {"fired", rule.fired}};
  if (!rule.because.empty()) told["because"] = both(rule.because);
  if (!rule.consequence.empty()) told["then"] = strings_(rule.consequence);
  if (!rule.explanation.empty()) told["why"] = both(rule.explanation);
  return rules_.add(key, std::move(told));
}

Json Chunk::difference(const Difference& each) {
  Json told{{"name", strings_(each.name)}, {"kind", strings_(to_string(each.failure))}};
  if (each.expected) told["expected"] = strings_(*each.expected);
  if (each.predicted) told["predicted"] = strings_(*each.predicted);
  if (each.observed) told["observed"] = strings_(*each.observed);
  if (!each.reason.empty()) told["reason"] = sentence(each.reason);
  if (!each.because.empty()) told["because"] = both(each.because);
  // What is observed of a program is a sentence, no word of the vocabulary.
  if (each.observed && translated(*each.observed, Language::ja) != *each.observed)
    told["told"] = sentence(*each.observed);
  for (const auto& [name, value] : each.facts) {
    told["facts"].push_back(strings_(name));
    told["facts"].push_back(strings_(value));
  }
  told["spot"] = {strings_(each.spot.file()), each.spot.line(), strings_(each.spot.text())};
  return told;
}

Json Chunk::client(const ClientEvent& client) {
  Json told{{"run", client.run},
            {"command", Json::array()},
            {"ending", sentence(client.ending)},
            {"output", strings_(client.output.text)},
            {"error", strings_(client.error.text)}};
  for (const auto& word : client.command) told["command"].push_back(strings_(word));
  return told;
}

Json Chunk::exchanges(bool whole) {
  auto all = Json::array();
  for (const auto& each : heard_) all.push_back(exchange(each, whole));
  heard_.clear();
  return all;
}

// Where it changes: the number of the exchange, and the words.
Json Chunk::statuses() {
  auto all = Json::array();
  for (std::size_t i = 0; i < heard_.size(); ++i)
    if (i == 0 || heard_[i].status != heard_[i - 1].status) {
      all.push_back(i);
      all.push_back(both(heard_[i].status));
    }
  return all;
}

std::int64_t Chunk::exchange(const Exchange& each, bool whole) {
  const auto& event = each.event;
  std::string key(event.command.begin(), event.command.end());
  key += '/';
  key.append(event.response.begin(), event.response.end());
  key += {static_cast<char>(each.before.application),
          static_cast<char>(each.before.file >> 8),
          static_cast<char>(each.before.file),
          event.reset ? '1' : '0',
          each.before.messaging ? '1' : '0',
          each.before.channel ? '1' : '0',
          whole ? '1' : '0'};
  key += event.cause.en;
  if (const auto known = exchanges_.find(key); known >= 0) return known;
  const auto response = strings_(shown(event.response, event.hidden_response, whole, 2));
  if (event.reset) return exchanges_.add(key, Json{absent, response});
  Json told{strings_(shown(event.command, event.hidden_command, whole, 0)), response};
  for (const auto language : {Language::en, Language::ja}) {
    const auto words = trace::tell(event.command, event.response, each.before, language);
    told.push_back(strings_(words.command));
    told.push_back(strings_(words.response));
  }
  if (!event.cause.empty()) {
    told.push_back(strings_(event.cause.in(Language::en)));
    told.push_back(strings_(event.cause.in(Language::ja)));
  }
  return exchanges_.add(key, std::move(told));
}

}  // namespace karimen::harness::report::html
