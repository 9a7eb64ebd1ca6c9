#include "sim/chip/card.hpp"

#include <stdexcept>

#include "base/assert.hpp"
#include "sim/chip/atr.hpp"
#include "sim/chip/making/manufacture.hpp"
#include "sim/chip/memory/archive.hpp"
#include "sim/chip/memory/relocate.hpp"
#include "sim/chip/memory/snapshot.hpp"
#include "sim/chip/process.hpp"

namespace karimen::sim::chip {

namespace {

// Format 1 numbered the answers to reset of chip.md A.1 and A.2; from 2 on they are bytes.
template <class Archive>
void serialize_atrs(Archive& archive, Knobs& knobs) {
  if (archive.since(2)) {
    archive(knobs.contact_atr, knobs.contactless_atr);
    return;
  }
  int contact_number = 1, contactless_number = 1;
  archive(contact_number, contactless_number);
  knobs.contact_atr = atr_of_sheet(Interface::contact, contact_number);
  knobs.contactless_atr = atr_of_sheet(Interface::contactless, contactless_number);
}

template <class Archive>
void serialize_knobs(Archive& archive, Knobs& knobs) {
  serialize_atrs(archive, knobs);
  archive(knobs.data_object_7f21, knobs.atr_object_at_mf_level, knobs.atr_object_in_applications,
          knobs.lost_first_command, knobs.reselect_clears_status, knobs.unset_pin_counts_as_verified,
          knobs.contactless_reset_keeps_status);
  if (archive.since(2)) archive(knobs.files, knobs.exact_basic_data);
}

struct SavedKeys : SecureChannelKeys {
  template <class Archive>
  void serialize(Archive& archive) {
    archive(version, enc, mac, dek);
  }
};

template <class Archive>
void serialize_profile(Archive& archive, Profile& profile) {
  serialize_knobs(archive, profile.knobs);
  std::vector<SavedKeys> sets;
  for (const auto& keys : profile.secure_channel_keys) sets.push_back({keys});
  archive(sets);
  profile.secure_channel_keys.assign(sets.begin(), sets.end());
}

Bytes bytes_of(ByteView view) {
  return {view.begin(), view.end()};
}

}  // namespace

Card::Card(const Personalisation& personalisation, Interface interface)
    : chip_(manufacture(personalisation)) {
  chip_.interface = interface;
}

Card Card::made_again(const std::string& seed) const {
  KARIMEN_ASSERT(write_points() == 0 && !powered(), "a card that was used is not as it left the factory");
  Card another = *this;
  another.chip_.generator = crypto::Generator(seed);
  return another;
}

Bytes Card::power_on() {
  power_off();
  if (chip_.health == Health::mute) return {};
  chip_.memory.power_restored();
  const bool recovered = chip_.memory.recover();
  if (chip_.memory.power_lost()) return {};
  if (recovered || chip_.keys == nullptr) chip_.load_keys();
  chip_.state.powered = true;
  chip_.state.first_command_pending = chip_.profile->knobs.lost_first_command;
  return bytes_of(atr(chip_.profile->knobs, chip_.interface));
}

void Card::power_off() {
  chip_.state = {};
}

Bytes Card::reset() {
  if (!chip_.state.powered) return power_on();
  const auto before = chip_.state;
  auto answer = power_on();
  if (chip_.interface == Interface::contactless && chip_.profile->knobs.contactless_reset_keeps_status &&
      chip_.state.powered) {
    chip_.state.status = before.status;
    chip_.state.status_owner = before.status_owner;
    chip_.state.messaging = before.messaging;
  }
  return answer;
}

Bytes Card::transmit(ByteView command_apdu) {
  if (!chip_.state.powered || chip_.health == Health::mute) return {};
  Bytes response;
  last_cause_ = process(chip_, command_apdu, response);
  KARIMEN_ASSERT(last_cause_.clause < Clause::count_, "every command ends in a clause of the table");
  KARIMEN_ASSERT(chip_.state.status == nobody || chip_.state.powered,
                 "nobody is known to a chip without power");
  if (chip_.memory.power_lost()) {
    power_off();
    return {};
  }
  const auto word = status_word(last_cause_);
  response.push_back(static_cast<std::uint8_t>(word >> 8));
  response.push_back(static_cast<std::uint8_t>(word));
  return response;
}

template <class Archive>
void Card::serialize(Archive& archive) {
  auto profile = chip_.profile ? *chip_.profile : Profile{};
  serialize_profile(archive, profile);
  auto places = directory();
  archive(places, chip_.interface, chip_.health, chip_.memory, chip_.generator.seed, chip_.generator.counter,
          chip_.state, last_cause_.clause, last_cause_.first, last_cause_.second);
  if constexpr (Archive::reading) {
    chip_.profile = std::make_shared<Profile>(std::move(profile));
    if (places != directory()) chip_.memory.replace(relocated(chip_.memory, places, chip_.profile->knobs));
  }
}

Bytes Card::save() const {
  Archiver writer;
  Card copy = *this;
  copy.serialize(writer);
  return snapshot::sealed(writer.take());
}

Card Card::restore(ByteView saved) {
  Card card;
  const auto [format, body] = snapshot::open(saved);
  Unarchiver unarchiver(body, format);
  card.serialize(unarchiver);
  if (!unarchiver.finished() || !card.chip_.plausible() || card.last_cause_.clause >= Clause::count_) {
    Unarchiver::damaged();
  }
  try {
    if (card.chip_.memory.interrupted()) {
      // power_on recovers, then loads the keys: they must be sound then.
      auto recovered = card.chip_;
      recovered.memory.cut_after(std::nullopt);
      recovered.memory.power_restored();
      recovered.memory.recover();
      recovered.load_keys();
    } else {
      card.chip_.load_keys();
    }
  } catch (const std::invalid_argument&) {
    Unarchiver::damaged();
  }
  return card;
}

}  // namespace karimen::sim::chip
