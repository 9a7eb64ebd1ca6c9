#include "tests/hostile/intruder.hpp"

#include "sim/chip/application/applications.hpp"
#include "tests/sim/vectors.hpp"
#include "tests/support/chip_fixture.hpp"

namespace karimen::hostile {

using namespace sim::chip;

namespace {

Secrets secrets_of(const Personalisation& person) {
  Secrets secrets;
  for (const auto& each : person.reference_data) {
    if (!each.value.empty()) secrets[{each.application, each.file}] = each.value;
  }
  return secrets;
}

Bytes select_command(ApplicationId id) {
  const auto aid = application(id).aid;
  Bytes command{0x00, 0xA4, 0x04, 0x0C, static_cast<std::uint8_t>(aid.size())};
  command.insert(command.end(), aid.begin(), aid.end());
  return command;
}

Bytes verify_command(std::uint16_t file, ByteView secret) {
  Bytes command{0x00, 0x20, 0x00, static_cast<std::uint8_t>(0x80 | file),
                static_cast<std::uint8_t>(secret.size())};
  command.insert(command.end(), secret.begin(), secret.end());
  return command;
}

void put_number(Bytes& out, std::uint32_t number, bool wide) {
  if (wide) out.push_back(static_cast<std::uint8_t>(number >> 8));
  out.push_back(static_cast<std::uint8_t>(number));
}

/// chip.md D: class 08; READ carries its Le in an object, anything else its data enciphered.
Bytes wrapped(const Apdu& apdu, const SecureMessaging& session) {
  Bytes body;
  if (apdu.body == BodyCase::le) {
    body = {0x96, 0x03, 0x00};
    put_number(body, apdu.le, true);
  } else {
    body = session.protect(apdu.data);
  }
  const bool wide = body.size() > 255;
  Bytes command{static_cast<std::uint8_t>(apdu.cla | 0x08), apdu.ins, apdu.p1, apdu.p2};
  if (wide || apdu.body == BodyCase::le) command.push_back(0x00);
  put_number(command, static_cast<std::uint32_t>(body.size()), wide || apdu.body == BodyCase::le);
  command.insert(command.end(), body.begin(), body.end());
  if (apdu.body == BodyCase::le) command.insert(command.end(), {0x00, 0x00});
  return command;
}

}  // namespace

Victim victim(bool licence, Interface interface) {
  Victim made{fixture::card(licence), secrets_of(fixture::hanako(licence))};
  made.card.set_interface(interface);
  mark_protected_files(made.card);
  return made;
}

Intruder::Intruder(const Victim& victim, Line line)
    : card_(victim.card), secrets_(victim.secrets), line_(std::move(line)), witness_(card_, secrets_) {
  power_cycle();
}

Bytes Intruder::exchange(const Sent& sent) {
  ++sent_;
  auto answer = line_ ? line_(card_, sent.command) : card_.transmit(sent.command);
  witness_.answered(sent, answer);
  return answer;
}

/// After a cut: whatever is still to be written may be cut again.
void Intruder::revive() {
  while (!card_.powered()) power_cycle();
}

Bytes Intruder::send(ByteView command) {
  revive();
  return exchange(Sent::bare(command));
}

void Intruder::select(ApplicationId application) {
  send(select_command(application));
}

void Intruder::present(std::size_t which, bool right) {
  auto at = secrets_.begin();
  std::advance(at, which % secrets_.size());
  auto secret = at->second;
  if (!right) secret.back() ^= 0x01;
  select(at->first.application);
  send(verify_command(at->first.file, secret));
}

void Intruder::power_cycle() {
  witness_.powered_on(card_.power_on(), false);
}

void Intruder::warm_reset() {
  witness_.powered_on(card_.reset(), true);
}

void Intruder::cut_after(std::uint32_t rows) {
  revive();
  witness_.power_will_be_cut();
  card_.cut_power_after(rows);
}

void Intruder::save_and_restore() {
  auto restored = Card::restore(card_.save());
  if (!(restored == card_)) throw Violation("a saved card came back as another one");
  card_ = std::move(restored);
}

void Intruder::open_channel(bool commission, bool responses) {
  revive();
  card_.cancel_power_cut();
  const auto keys =
      commission ? sim::crypto::safety_commission_channel_keys() : sim::crypto::issuer_channel_keys();
  host_.emplace(card_, keys, responses ? 0x33 : 0x03);
  key_version_ = keys.version;
  sent_ += 2;
  if (host_->opened() == "90009000") {
    witness_.channel_opened();
  } else {
    host_.reset();
  }
}

Bytes Intruder::send_in_channel(ByteView plain) {
  if (!host_) return send(plain);
  revive();
  const Bytes command = host_->wrap(plain);
  return exchange({command, plain, key_version_});
}

void Intruder::open_session() {
  static const auto seed = sim::vectors::get("ssk_ok");
  select(ApplicationId::card_text);
  send(verify_command(0x11, secrets_.at({ApplicationId::card_text, 0x11})));
  revive();
  const auto answer = exchange(Sent::bare(seed));
  if (answer.size() != 2 || answer[0] != 0x90) return;
  constexpr std::uint8_t key[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  session_.start(key);
}

Bytes Intruder::send_in_session(ByteView plain) {
  const auto apdu = parse_apdu(plain);
  if (!session_.open || apdu.body == BodyCase::malformed) return send(plain);
  revive();
  ++session_.counter;
  const Bytes command = wrapped(apdu, session_);
  return exchange({command, plain});
}

}  // namespace karimen::hostile
