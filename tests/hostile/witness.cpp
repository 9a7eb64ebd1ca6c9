#include "tests/hostile/witness.hpp"

#include <algorithm>

#include "sim/chip/application/applications.hpp"
#include "sim/chip/files/tlv.hpp"

namespace karimen::hostile {

using namespace sim::chip;

namespace {

constexpr std::uint8_t verify_ins = 0x20, change_ins = 0x24, sign_ins = 0x2A, change_key_ins = 0x32,
                       initialize_ins = 0x50, authenticate_ins = 0x88, select_ins = 0xA4, session_ins = 0xAE,
                       read_ins = 0xB0, read_record_ins = 0xB2, store_ins = 0xE2, delete_ins = 0xE4,
                       install_ins = 0xE6;
constexpr int commission_keys = 0x30;  // the version of the key set
constexpr std::size_t longest_answer = 65536 + 2;

bool same(ByteView left, ByteView right) {
  return std::ranges::equal(left, right);
}

std::string excerpt(ByteView bytes) {
  return to_hex(bytes.first(std::min<std::size_t>(bytes.size(), 300)));
}

}  // namespace

/// A command in the clear with its answer.
struct Witness::Exchange {
  Exchange(const Sent& whole, ByteView given, ApplicationId current, std::uint16_t current_file)
      : sent(whole), answer(given), application(current), file(current_file) {
    if (sent.plain.size() >= 4) apdu = parse_apdu(sent.plain);
    if (answer.size() >= 2) word = answer[answer.size() - 2] << 8 | answer.back();
  }

  const Sent& sent;
  ByteView answer;
  Apdu apdu;
  ApplicationId application;  ///< current afterwards; where the power was lost, before
  std::uint16_t file;         ///< likewise
  int word = 0;

  [[nodiscard]] bool done() const { return word == 0x9000; }
  [[nodiscard]] bool certain() const { return word != 0; }
  [[nodiscard]] ByteView data() const { return answer.first(answer.size() - 2); }
  [[nodiscard]] bool is(std::uint8_t cla, std::uint8_t ins) const {
    return apdu.cla == cla && apdu.ins == ins;
  }
  [[nodiscard]] bool carries() const { return !apdu.data.empty(); }
  [[nodiscard]] bool wrapped() const { return sent.key_version != 0; }
  [[noreturn]] void fail(const std::string& what) const {
    throw Violation(what + ": " + excerpt(sent.command) +
                    (sent.plain.data() == sent.command.data() ? "" : " (" + excerpt(sent.plain) + ")") +
                    " answered " + excerpt(answer));
  }
};

Reached& Reached::operator+=(const Reached& other) {
  done += other.done;
  verified += other.verified;
  wrong_tries += other.wrong_tries;
  changed += other.changed;
  protected_reads += other.protected_reads;
  administered += other.administered;
  keys_used += other.keys_used;
  cuts += other.cuts;
  return *this;
}

Witness::Witness(Card& card, const Secrets& secrets) : card_(card), editor_(card) {
  for (const auto& [name, secret] : secrets) key(name.application, name.file).secret = secret;
  for (const auto& each : editor_.key_references()) key(each.application, each.file).tries = each.tries;
}

void Witness::channel_opened() {
  channel_ = true;
  target_.reset();
  blocks_.clear();
}

void Witness::forget_status() {
  for (auto& application : keys_) {
    for (auto& each : application) each.presented = false;
  }
}

void Witness::answered(const Sent& sent, ByteView answer) {
  if (answer.empty()) return lost_power({sent, answer, position_, file_});
  const Exchange exchange(sent, answer, editor_.current_application(), editor_.current_file());
  if (answer.size() < 2) exchange.fail("an answer without a status word");
  if (answer.size() > longest_answer) exchange.fail("an answer longer than any Le");
  if ((exchange.word & 0xF000) != 0x6000 && (exchange.word & 0xF000) != 0x9000)
    exchange.fail("no status word");
  judge_position(exchange);
  judge_secrets(exchange);
  judge_counters(excerpt(sent.plain));
  judge_content(exchange);
  judge_key_use(exchange);
  follow_channel(exchange);
  if (exchange.done()) ++reached_.done;
  file_ = exchange.file;
}

// What was under way may have been done, or not.
void Witness::lost_power(const Exchange& exchange) {
  if (!cut_ || card_.powered()) exchange.fail("no answer");
  judge_secrets(exchange);
  ++reached_.cuts;
  unsettled_ = true;
  channel_ = false;
  forget_status();
}

void Witness::powered_on(ByteView atr, bool warm) {
  if (atr.empty()) {
    if (!cut_) throw Violation("no ATR");
    return;
  }
  const bool keeps = warm && !unsettled_ && card_.interface() == Interface::contactless &&
                     editor_.knobs().contactless_reset_keeps_status;
  if (!keeps) forget_status();
  if (editor_.current_application() != ApplicationId::card_manager)
    throw Violation("another application than the card manager is current after a reset");
  position_ = ApplicationId::card_manager;
  file_ = 0;
  channel_ = false;
  judge_counters("a reset");
  unsettled_ = false;
}

void Witness::judge_position(const Exchange& exchange) {
  const bool selected = exchange.apdu.ins == select_ins && exchange.apdu.p1 == 0x04 && exchange.done();
  if (exchange.application != position_ && !selected) exchange.fail("another application without a SELECT");
  position_ = exchange.application;
  if (!selected) return;
  if (owner_ != position_) forget_status();
  owner_ = position_;
  channel_ = false;
}

void Witness::judge_secrets(const Exchange& exchange) {
  if (exchange.is(0x00, verify_ins) && exchange.carries()) judge_verify(exchange);
  if (exchange.is(0x00, change_ins) || exchange.is(0x80, change_key_ins)) judge_change(exchange);
  if (exchange.is(0x80, store_ins) || exchange.is(0x80, delete_ins) || exchange.is(0x80, install_ins))
    judge_administration(exchange);
}

/// Cut off: the secret is the old one or the new one.
void Witness::learn(const Exchange& exchange, Key& of, ByteView secret) {
  of.may_rise = true;
  if (exchange.certain()) {
    of.secret.assign(secret.begin(), secret.end());
    of.perhaps.clear();
  } else {
    of.perhaps.emplace_back(secret.begin(), secret.end());
  }
}

void Witness::judge_verify(const Exchange& exchange) {
  const auto file = exchange.apdu.p2 == 0x80 ? exchange.file : exchange.apdu.p2 & 0x1F;
  auto& of = key(exchange.application, static_cast<std::uint16_t>(file));
  const auto data = exchange.apdu.data;
  const auto second = std::ranges::find_if(of.perhaps, [&](const Bytes& each) { return same(each, data); });
  const bool first = !of.secret.empty() && same(of.secret, data);
  const bool right = first || second != of.perhaps.end();
  if (!exchange.certain()) {
    of.may_rise = of.may_rise || right;
  } else if (exchange.done()) {
    if (!right) exchange.fail("a wrong secret was accepted");
    if (of.tries == 0) exchange.fail("a blocked secret was accepted");
    if (!first) of.secret = *second;
    of.perhaps.clear();
    of.presented = of.may_rise = true;
    ++reached_.verified;
  } else if ((exchange.word & 0xFFF0) == 0x63C0) {
    if (first && of.perhaps.empty()) exchange.fail("the right secret was refused");
    if (first) of.secret.clear();
    if (second != of.perhaps.end()) of.perhaps.erase(second);
    of.presented = false;
    ++reached_.wrong_tries;
    if ((exchange.word & 0x0F) != --of.tries) exchange.fail("a wrong try that cost nothing");
  }
}

void Witness::judge_change(const Exchange& exchange) {
  if (exchange.certain() && !exchange.done()) return;
  auto& of = key(exchange.application, exchange.file);
  if (!of.presented) {
    if (exchange.done()) exchange.fail("a secret was changed that had not been presented");
    return;
  }
  learn(exchange, of, exchange.apdu.data);
  ++reached_.changed;
}

void Witness::judge_administration(const Exchange& exchange) {
  if (exchange.certain() && !exchange.done()) return;
  if (!exchange.wrapped() || !channel_) {
    if (exchange.done()) exchange.fail("administration outside a channel");
    return;
  }
  ++reached_.administered;
  const auto& apdu = exchange.apdu;
  auto& licence_pin = key(ApplicationId::driver_licence, licence_file::pin);
  if (apdu.ins == store_ins) {
    if (apdu.p2 == 0) blocks_.clear();
    blocks_.insert(blocks_.end(), apdu.data.begin(), apdu.data.end());
    if ((apdu.p1 & 0x80) != 0) learn_groups(exchange);
  } else if (apdu.ins == delete_ins) {
    learn(exchange, licence_pin, {});
  } else if (apdu.p1 == 0x0C) {
    learn(exchange, licence_pin, licence_default_pin);
  } else {
    auto rest = apdu.data;
    (void)take_counted(rest);
    (void)take_counted(rest);
    const auto name = take_counted(rest);
    for (std::size_t i = 0; i < application_count; ++i) {
      const auto id = static_cast<ApplicationId>(i);
      if (name && same(*name, application(id).aid)) target_ = id;
    }
    blocks_.clear();
  }
}

void Witness::learn_groups(const Exchange& exchange) {
  ByteView rest = blocks_;
  while (const auto group = take_data_group(rest)) {
    if (group->tag >> 8 == 0x80)
      learn(exchange, key(target_.value_or(position_), group->tag & 0xFF), group->value);
  }
  blocks_.clear();
}

// A licence instance that is not there has a blocked PIN.
void Witness::judge_counters(const std::string& what) {
  int licence_tries = 0;
  const auto compare = [&](const KeyReferenceState& now) {
    auto& before = key(now.application, now.file);
    if (now.tries > before.tries && !before.may_rise) {
      throw Violation("the counter of " + std::string(application(now.application).name) + " " +
                      std::to_string(now.file) + " rose from " + std::to_string(before.tries) + " to " +
                      std::to_string(now.tries) + " after " + what);
    }
    if (now.verified && !before.presented)
      throw Violation("a secret counts as verified that was not presented, after " + what);
    before.tries = now.tries;
    before.may_rise = false;
    if (now.application == ApplicationId::driver_licence) licence_tries = now.tries;
  };
  for (const auto& now : editor_.key_references()) compare(now);
  if (licence_tries == 0) {
    auto& pin = key(ApplicationId::driver_licence, licence_file::pin);
    pin.tries = 0;
    pin.may_rise = false;
  }
}

bool Witness::allowed(const Exchange& exchange, const Right* right) const {
  if (right == nullptr) return false;
  if (right->everybody) return true;
  if (right->commission && exchange.wrapped() && channel_ && exchange.sent.key_version == commission_keys)
    return true;
  if (right->application != owner_ || right->application != position_) return false;
  const auto& keys = keys_[static_cast<std::size_t>(right->application)];
  return std::ranges::any_of(right->keys, [&](std::uint16_t file) { return keys[file].presented; });
}

void Witness::judge_content(const Exchange& exchange) {
  if (const auto* mark = find_mark(exchange.data()); mark != nullptr && !allowed(exchange, mark))
    exchange.fail("content of a protected file");
  const bool reads = exchange.apdu.ins == read_ins || exchange.apdu.ins == read_record_ins;
  if (!reads || !exchange.done() || exchange.data().empty()) return;
  const auto* right = right_to_read(exchange.application, exchange.file);
  if (right == nullptr) exchange.fail("content of no file that anybody may read");
  if (!allowed(exchange, right)) exchange.fail("a protected file was read");
  if (!right->everybody) ++reached_.protected_reads;
}

void Witness::judge_key_use(const Exchange& exchange) {
  const auto ins = exchange.apdu.ins;
  if (!exchange.done() || (ins != sign_ins && ins != authenticate_ins && ins != session_ins)) return;
  auto id = exchange.file;
  if (ins == session_ins) id = 0x0010;
  if (ins == sign_ins && exchange.apdu.p2 == 0x00) id = unnamed_key(exchange.application);
  if (!allowed(exchange, right_to_use(exchange.application, id))) exchange.fail("a private key was used");
  ++reached_.keys_used;
}

// Whatever comes under the channel's class without the client's MAC ends the channel, and so does the
// beginning of another one. Less than a header is no command.
void Witness::follow_channel(const Exchange& exchange) {
  const auto command = exchange.sent.command;
  const bool channel_class = command.size() >= 4 && (command[0] == 0x84 || command[0] == 0x04);
  if (channel_class && !exchange.wrapped()) channel_ = false;
  if (exchange.is(0x80, initialize_ins) && exchange.done()) channel_ = false;
}

}  // namespace karimen::hostile
