// The chip's notations of lengths: BER-TLV, data groups, simple-TLV records and counted values. First byte:
// which; then a run of objects.
#include <algorithm>

#include "sim/chip/files/tlv.hpp"
#include "tests/fuzz/target.hpp"

namespace karimen::fuzz {

using namespace sim::chip;

namespace {

/// What was taken and what is left make up what there was; nothing is taken where it does not come out.
template <class Taken>
void check_step(ByteView before, ByteView after, const Taken& taken, ByteView value) {
  require(after.size() <= before.size() && after.data() + after.size() == before.data() + before.size(),
          "the rest is the end of what there was");
  if (!taken) return;
  require(after.size() < before.size(), "an object takes bytes");
  require(value.data() >= before.data() && value.data() + value.size() <= before.data() + before.size(),
          "the value lies inside");
}

void take_all_ber(ByteView rest) {
  while (!rest.empty()) {
    const auto before = rest;
    const auto object = take_ber(rest);
    check_step(before, rest, object, object ? object->value : ByteView());
    if (!object) return;
    if (object->value.size() > 0xFFFF) continue;
    const auto again = ber_object(static_cast<std::uint8_t>(object->tag), object->value);
    ByteView view = again;
    const auto second = take_ber(view);
    require(second && view.empty() && second->tag == object->tag &&
                std::ranges::equal(second->value, object->value),
            "an object encoded again is the same object");
  }
}

void take_all_groups(ByteView rest) {
  while (!rest.empty()) {
    const auto before = rest;
    const auto group = take_data_group(rest);
    check_step(before, rest, group, group ? group->value : ByteView());
    if (!group) return;
    require(group->tag == (before[0] << 8 | before[1]), "the tag is the first two bytes");
  }
}

void take_all_records(ByteView rest) {
  while (!rest.empty()) {
    const auto before = rest;
    const auto record = take_record(rest);
    check_step(before, rest, record, record ? *record : ByteView());
    if (!record) return;
    require(record->data() == before.data() && record->size() >= 2, "a record includes its header");
  }
}

void take_all_counted(ByteView rest) {
  while (!rest.empty()) {
    const auto before = rest;
    const auto value = take_counted(rest);
    check_step(before, rest, value, value ? *value : ByteView());
    if (!value) return;
    require(value->size() == before[0], "the value is as long as its count");
  }
}

}  // namespace

void try_input(ByteView bytes) {
  constexpr void (*kinds[])(ByteView) = {take_all_ber, take_all_groups, take_all_records, take_all_counted};
  Input input(bytes);
  const auto kind = input.byte() % std::size(kinds);
  kinds[kind](input.rest());
}

}  // namespace karimen::fuzz
