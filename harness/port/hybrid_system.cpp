#include "harness/port/hybrid_system.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <iostream>

#include "base/diagnostic.hpp"
#include "harness/port/manual.hpp"

namespace karimen::harness::port {
namespace {

constexpr std::size_t shortest_command = 4, longest_command = 65535;  // bytes

ErrorCode code_of(CardTrouble trouble) {
  switch (trouble) {
    case CardTrouble::no_card:
      return ErrorCode::no_card;
    case CardTrouble::mute:
      return ErrorCode::mute_card;
    case CardTrouble::chip_died:
      return ErrorCode::chip_died;
    case CardTrouble::not_presented:
      break;
  }
  return ErrorCode::not_presented;
}

DiagnosticError no_introduction(const Address& address, const std::string& what,
                                const std::vector<std::string>& transcript) {
  std::string fix = "'karimen sut check' tries every message";
  for (const auto& line : transcript) fix += "\n  " + line;
  return DiagnosticError({.where = {},
                          .what = "the system under test '" + address.text() + "' cannot be used: " + what,
                          .fix = std::move(fix),
                          .source_line = "",
                          .exit_code = ExitCode::environment});
}

std::unique_ptr<Connection> connection_of(const Setup& setup, const Words& words, const HostSystem& host) {
  if (setup.address.kind != Address::Kind::manual) return open_connection(setup.address);
  return std::make_unique<ManualConnection>(
      ManualDesk{.in = STDIN_FILENO,
                 .out = std::cerr,
                 .answers = setup.address.path,
                 .language = setup.language,
                 .changeable = [&host](const std::string& fact) { return host.takes_over(fact); },
                 .stopped = setup.stopped},
      words);
}

// The person's own facts are played by the host, purse included.
bool is_of_person(const std::string& fact) {
  return fact.starts_with("holder.");
}

}  // namespace

HybridSystem::HybridSystem(std::unique_ptr<HostSystem> host, const Words& words, const Setup& setup,
                           Complain complain)
    : host_(std::move(host)),
      words_(words),
      complain_(std::move(complain)),
      peer_(connection_of(setup, words, *host_), setup.limits, setup.stray_allowed) {
  try {
    introduction_ =
        read_introduction(peer_.call("initialize", initialize_params(setup, words, *host_)), setup, words);
  } catch (const PeerFailure& failure) {
    throw no_introduction(setup.address, failure.what(), peer_.transcript());
  }
}

HybridSystem::~HybridSystem() {
  if (broken_) return;
  const auto wrong = peer_.finish();
  if (!wrong.empty() && complain_) complain_(wrong);
}

// Whatever the other side does wrong is a failure of the environment, told with the last messages.
template <class Work>
auto HybridSystem::guarded(Work work) {
  try {
    return work();
  } catch (const PeerFailure& failure) {
    broken_ = true;
    throw EnvironmentError(failure.what(), peer_.transcript());
  } catch (const EnvironmentError& failure) {
    broken_ = true;
    throw EnvironmentError(failure.what(), peer_.transcript());
  }
}

bool HybridSystem::is_told_them(const std::string& name) const {
  return std::ranges::binary_search(introduction_.told, name);
}

std::optional<Value> HybridSystem::host_value(const std::string& who, const std::string& name) {
  std::optional<Value> found;
  host_->tell(who, std::span(&name, 1), [&](const std::string&, Value value) { found = std::move(value); });
  return found;
}

void HybridSystem::reset(const ResetRequest& request) {
  host_->reset(request);
  told_.clear();
  if (!theirs_.empty()) division_ = {};
  theirs_.clear();
  host_has_acted_ = took_back_ = false;
  now_ = request.now;
  std::string people;
  auto pins = Json::object();
  for (const auto& [who, given] : request.people) {
    auto& facts = told_[who];
    host_->tell(who, introduction_.told, [&](const std::string& name, Value value) {
      facts.emplace_hint(facts.end(), name, std::move(value));
    });
    for (const auto& name : introduction_.told)
      if (const auto* value = given.find(name)) facts.emplace(name, *value);
    people += (people.empty() ? "" : ",") + json_text(who) + ':' + json_text(facts);
    const auto typed = host_->pins(who);
    pins[who] = {{"signature_password", typed.signature_password},
                 {"authentication_pin", typed.authentication_pin},
                 {"licence_pin", typed.licence_pin}};
  }
  guarded([&] {
    return peer_.call_as_text("reset", json_object({{"at", json_text(to_string(request.now))},
                                                    {"people", '{' + people + '}'},
                                                    {"pins", dumped(pins)},
                                                    {"assumptions", json_text(request.assumptions)},
                                                    {"seed", json_text(request.seed)}}));
  });
}

void HybridSystem::tell_changes() {
  if (!std::exchange(host_has_acted_, false)) return;
  auto people = Json::object();
  for (auto& [who, facts] : told_) {
    Facts changed;
    auto& told = facts;  // clang 14 lets no lambda have a name of a structured binding
    host_->tell(who, introduction_.told,
                [&, known = told.begin()](const std::string& name, Value value) mutable {
                  known = sought(name, known, told.end());
                  if (known != told.end() && known->first == name && known->second == value) return;
                  known = told.insert_or_assign(known, name, value);
                  changed.emplace(name, std::move(value));
                });
    if (!changed.empty()) people[who] = to_json(changed);
  }
  if (!people.empty()) peer_.call("changed", {{"changed", std::move(people)}, {"at", to_string(now_)}});
}

PerformResult HybridSystem::perform(const PerformRequest& request) {
  now_ = request.at;
  if (introduction_.procedures.contains(request.procedure))
    return guarded([&] { return perform_theirs(request); });
  host_has_acted_ = true;
  return host_->perform(request);
}

Json HybridSystem::call_at_counter(const PerformRequest& request, std::optional<bool>& faults_struck) {
  const auto cards = host_->open_counter(request);
  Json result;
  try {
    result = peer_.call("perform", perform_params(request, words_, cards, *host_),
                        [this](const auto& method, const auto& params) { return answer(method, params); });
    host_->check_card_is_free();
  } catch (const std::runtime_error&) {
    (void)host_->close_counter();
    host_->check_reader();  // whoever has lost it is not to blame
    throw;
  }
  faults_struck = host_->close_counter();
  return result;
}

PerformResult HybridSystem::perform_theirs(const PerformRequest& request) {
  if (std::exchange(took_back_, false)) host_has_acted_ = true;
  tell_changes();
  if (const auto found = words_.changed_by.find(request.procedure); found != words_.changed_by.end())
    theirs_.insert(found->second.begin(), found->second.end());
  before_.clear();
  std::optional<bool> faults_struck;
  const auto json = call_at_counter(request, faults_struck);
  try {
    auto performed = read_performed(json, words_.vocabulary);
    if (performed.result.outcome == Outcome::failed) host_->check_reader();
    take_over(Fields(json).object("changed"));
    if (performed.result.outcome != Outcome::done) take_back();
    pay(request.who, performed);
    performed.result.faults_struck = faults_struck;
    return std::move(performed.result);
  } catch (const FieldError& error) {
    throw failure_of("perform result", error);
  }
}

void HybridSystem::pay(const std::string& who, const Performed& performed) {
  const auto& outcomes = performed.result.outcomes;
  const auto fee = outcomes.find("fee.amount");
  const auto* amount = fee == outcomes.end() ? nullptr : std::get_if<std::int64_t>(&fee->second);
  if (performed.result.outcome != Outcome::done || amount == nullptr) return;
  if (const auto told = performed.changed.find(who);
      told != performed.changed.end() && told->second.contains("holder.cash"))
    return;
  const auto cash = host_value(who, "holder.cash");
  const auto* purse = cash ? std::get_if<std::int64_t>(&*cash) : nullptr;
  if (purse == nullptr) return;
  host_->take_over(who, {{"holder.cash", *purse - *amount}});
  host_has_acted_ = true;
}

void HybridSystem::take_over(const Fields& people) {
  const auto changed = people_of(people, words_.vocabulary);
  for (const auto& [who, facts] : changed) {
    if (!told_.contains(who)) throw FieldError(people.path_of(who), "nobody is called so");
    for (const auto& [name, value] : facts)
      if (!host_->takes_over(name))
        throw FieldError(people.path_of(who) + '.' + name, "this fact is not changed through the port");
    auto& told = told_[who];
    for (const auto& [name, value] : facts) {
      const auto known = told.find(name);
      const auto before = known != told.end() ? std::optional(known->second) : host_value(who, name);
      if (before) before_[who].emplace(name, *before);
    }
    host_->take_over(who, facts);
    for (const auto& [name, value] : facts)
      if (is_told_them(name)) told.insert_or_assign(name, value);
  }
}

// They are told so before their next step, not before: whether they took it back themselves is observed.
void HybridSystem::take_back() {
  for (const auto& [who, facts] : before_) host_->take_over(who, facts);
  took_back_ = took_back_ || !before_.empty();
  before_.clear();
}

std::string HybridSystem::asked_for(const Fields& params) {
  auto who = params.text("who");
  const auto told = told_.find(who);
  if (told == told_.end()) throw FieldError("who", "nobody is called so");
  if (host_value(who, "system.driver_registry") == Value(std::string("down")))
    throw CallError(ErrorCode::system_down, "the driver registry does not answer");
  return who;
}

Json HybridSystem::history_record(const Fields& params) {
  params.only({"who"});
  const auto record = host_->history_record(asked_for(params));
  if (!record) throw FieldError("who", "there is no driving-history record number");
  return {{"number", record->number}, {"wef02", to_hex(record->wef02)}, {"wef03", to_hex(record->wef03)}};
}

Json HybridSystem::licence_record(const Fields& params) {
  params.only({"who", "version"});
  const auto who = asked_for(params);
  std::optional<int> version;
  if (params.has("version")) version = static_cast<int>(params.number("version"));
  const auto record = host_->licence_record(who, version);
  if (!record) throw FieldError("version", "there is no such version");
  return {{"version", record->version}, {"wef02", to_hex(record->wef02)}, {"wef03", to_hex(record->wef03)}};
}

Json HybridSystem::answer_about_card(const std::string& method, const Fields& params) {
  if (params.text("reader", host_->reader()) != host_->reader())
    throw FieldError("reader", "there is no such reader; it is '" + host_->reader() + "'");
  if (method == "transmit") {
    params.only({"command", "reader"});
    const auto command = params.bytes("command");
    if (command.size() < shortest_command || command.size() > longest_command)
      throw FieldError("command", "a command has 4 to 65535 bytes");
    return {{"response", to_hex(host_->transmit(command))}};
  }
  if (method == "insert_card") {
    params.only({"card", "reader"});
    return {{"atr", to_hex(host_->insert_card(params.text("card")))}};
  }
  params.only({"reader"});
  if (method == "reset_card") return {{"atr", to_hex(host_->reset_card())}};
  host_->remove_card();
  return Json::object();
}

Json HybridSystem::answer(const std::string& method, const Json& json) {
  constexpr std::array about_card{"transmit", "reset_card", "insert_card", "remove_card"};
  try {
    const Fields params(json);
    if (std::ranges::find(about_card, method) != about_card.end()) return answer_about_card(method, params);
    if (method == "licence_record") return licence_record(params);
    if (method == "history_record") return history_record(params);
    if (method == "changed") {
      params.only({"changed"});
      take_over(params.object("changed"));
      return Json::object();
    }
  } catch (const FieldError& error) {
    throw CallError(ErrorCode::invalid_params, error.what(), error.field());
  } catch (const CardTroubleError& error) {
    throw CallError(code_of(error.trouble()), error.what());
  }
  throw CallError(ErrorCode::method_not_found, "no such method");
}

// What follows from others is theirs as soon as anything is.
bool HybridSystem::is_theirs(const std::string& name) const {
  if (theirs_.empty() || is_of_person(name) || !is_asked(*words_.vocabulary.fact(name))) return false;
  return theirs_.contains(name) || words_.derived.contains(name);
}

// The same names are asked for after every step: they are divided anew where a step of theirs came between.
const HybridSystem::Division& HybridSystem::divided(std::span<const std::string> names) {
  if (division_.theirs == theirs_.size() && std::ranges::equal(names, division_.names)) return division_;
  division_ = {.names = {names.begin(), names.end()},
               .theirs = theirs_.size(),
               .ask = {},
               .ask_text = {},
               .asked = {},
               .look = {}};
  for (const auto& name : names) {
    if (introduction_.observes.contains(name))
      division_.ask.push_back(name);
    else if (!is_theirs(name))
      division_.look.push_back(name);
  }
  division_.ask_text = json_text(division_.ask);
  division_.asked.insert(division_.ask.begin(), division_.ask.end());
  return division_;
}

Facts HybridSystem::observe(const std::string& who, std::span<const std::string> names) {
  const auto& division = divided(names);
  auto facts = host_->observe(who, division.look);
  if (!division.ask.empty()) guarded([&] { ask_for(who, division, facts); });
  return facts;
}

void HybridSystem::ask_for(const std::string& who, const Division& division, Facts& facts) {
  tell_changes();
  const auto result = peer_.call_as_text("observe", json_object({{"who", json_text(who)},
                                                                 {"facts", division.ask_text},
                                                                 {"at", json_text(to_string(now_))}}));
  try {
    const Fields fields(result);
    fields.only({"facts"});
    if (!fields.has("facts")) throw FieldError("facts", "it is missing");
    for (auto& [name, value] : facts_of(fields.object("facts"), words_.vocabulary)) {
      if (!division.asked.contains(name)) throw FieldError("facts." + name, "nobody asked for it");
      facts.emplace_hint(facts.end(), name, std::move(value));
    }
  } catch (const FieldError& error) {
    throw failure_of("observe result", error);
  }
}

}  // namespace karimen::harness::port
