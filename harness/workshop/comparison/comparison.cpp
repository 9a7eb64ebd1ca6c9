#include "harness/workshop/comparison/comparison.hpp"

#include <algorithm>
#include <array>

#include "harness/trace/mask.hpp"
#include "sim/chip/making/editor.hpp"

namespace karimen::harness::workshop {

using namespace trace;

namespace {

using Kind = CardEvent::Kind;

constexpr std::uint8_t verify = 0x20, change_reference_data = 0x24, change_key = 0x32;

/// Why an answer cannot be the same.
struct Excuse {
  const char* reason = nullptr;
  bool whole = false;  ///< nothing of the answer can be compared; else its data alone
};

Excuse excuse_of(const Apdu& command) {
  constexpr Excuse none, messaging{"secure messaging", true}, channel{"SCP03", true};
  const auto guard = guard_of(command.cla);
  if (guard == Guard::channel) return channel;
  if (guard == Guard::messaging || command.ins == 0xAE) return messaging;
  if (command.cla == 0x80 && command.ins == 0x50) return {"SCP03", false};
  if (command.ins == 0x84) return {"GET CHALLENGE", false};
  if (command.ins == 0x2A && (command.p1 == 0x04 || command.p1 == 0x05)) return {"PSS signature", false};
  return none;
}

// From byte `begin` of the command on.
bool all_masked(const HiddenBytes& hidden, std::size_t begin, std::size_t size) {
  const auto first = hidden.begin() + static_cast<std::ptrdiff_t>(begin);
  return size > 0 && !hidden.empty() &&
         std::all_of(first, first + static_cast<std::ptrdiff_t>(size), [](bool masked) { return masked; });
}

class Player {
 public:
  Player(const RecordingFile& recording, const Counterpart& other, const ComparisonOptions& options)
      : recording_(recording), other_(other), options_(options) {}

  Comparison play() {
    const auto& events = recording_.events;
    result_.midway = !events.empty() && events.front().event.kind == Kind::apdu;
    if (result_.midway) other_.card.power_on();
    for (const auto& each : events) {
      if (each.event.kind == Kind::apdu)
        exchange(each);
      else
        power(each);
    }
    return std::move(result_);
  }

 private:
  void power(const RecordedEvent& each) {
    follower_.reset();
    recorded_masker_.reset();
    our_masker_.reset();
    if (each.event.kind == Kind::power_off) return other_.card.power_off();
    const auto atr = each.event.kind == Kind::power_on ? other_.card.power_on() : other_.card.reset();
    if (atr != each.event.response) differs(each, atr, {});
  }

  void exchange(const RecordedEvent& each) {
    const auto before = follower_.situation();
    auto sent = spoken(each.event, before);
    auto ours = other_.card.transmit(sent).value_or(Bytes{});
    follower_.take(each.event.command, each.event.response);
    ++result_.commands;
    auto command = each.event.command, recorded = each.event.response;
    if (recording_.header.masked || other_.masked) {
      recorded_masker_.mask(command, recorded);
      our_masker_.mask(sent, ours);
    }
    if (agree(recorded, ours))
      ++result_.same;
    else if (const auto excuse = excuse_for(each.event.command, recorded, ours); excuse != nullptr)
      ++result_.excused[excuse];
    else
      differs(each, ours, before);
  }

  [[nodiscard]] bool agree(const Bytes& recorded, const Bytes& ours) const {
    return recorded == ours || (options_.status_only && status_of(recorded) == status_of(ours));
  }

  [[nodiscard]] const char* excuse_for(ByteView command, ByteView recorded, ByteView ours) const {
    if (options_.strict || command.size() < 4) return nullptr;
    const auto excuse = excuse_of(parse_apdu(command));
    const bool same_shape = recorded.size() == ours.size() && status_of(recorded) == status_of(ours);
    return excuse.whole || same_shape ? excuse.reason : nullptr;
  }

  void differs(const RecordedEvent& each, const Bytes& ours, const Situation& before) {
    const auto theirs = data_of_response(each.event.response), mine = data_of_response(ours);
    const auto [a, b] = std::ranges::mismatch(theirs, mine);
    result_.differences.push_back({.recorded = each,
                                   .ours = ours,
                                   .why = other_.why ? other_.why() : "",
                                   .before = before,
                                   .first = static_cast<std::size_t>(a - theirs.begin())});
  }

  // The recorded command, with a value for what is masked in it.
  Bytes spoken(const CardEvent& event, const Situation& before) {
    if (other_.chip == nullptr || event.command.size() < 4) return event.command;
    const auto apdu = parse_apdu(event.command);
    const auto begin = static_cast<std::size_t>(apdu.data.data() - event.command.data());
    if (apdu.data.empty() || !all_masked(event.hidden_command, begin, apdu.data.size())) return event.command;
    auto sent = event.command;
    const auto data = std::span(sent).subspan(begin, apdu.data.size());
    if (apdu.ins == change_reference_data || apdu.ins == change_key) std::ranges::fill(data, '0');
    if (apdu.ins == verify) {
      const bool right = status_of(event.response) == 0x9000;
      std::ranges::fill(data, right ? '0' : '!');  // no secret has a '!' in it
      if (right) make_right(before.application, target_of(apdu, before), data);
    }
    return sent;
  }

  // What was right for the recorded card becomes right for ours; the counter stays.
  void make_right(Application heard, std::uint16_t file, ByteView value) {
    sim::chip::Editor editor(*other_.chip);
    for (const auto& key : editor.key_references()) {
      if (static_cast<Application>(key.application) != heard || key.file != file || !key.has_value) continue;
      editor.set_value(key.application, file, value);
      editor.set_tries(key.application, file, key.tries);
    }
  }

  const RecordingFile& recording_;
  const Counterpart& other_;
  const ComparisonOptions& options_;
  Follower follower_;
  Masker recorded_masker_, our_masker_;
  Comparison result_;
};

}  // namespace

Comparison compare(const RecordingFile& recording, const Counterpart& counterpart,
                   const ComparisonOptions& options) {
  return Player(recording, counterpart, options).play();
}

}  // namespace karimen::harness::workshop
