#include "tests/hostile/access_matrix.hpp"

#include <algorithm>
#include <array>

namespace karimen::hostile {

using enum sim::chip::ApplicationId;

std::span<const Right> access_matrix() {
  using enum Right::To;
  static const std::array<Right, 34> all{{
      // 公的個人認証AP: 0018 is the authentication PIN, 001B the signature password
      {jpki, 0x0001, read, false, {0x1B}},
      {jpki, 0x0002, read, true},
      {jpki, 0x0005, read},
      {jpki, 0x0006, read, true},
      {jpki, 0x0008, read, true},
      {jpki, 0x0009, read},
      {jpki, 0x000A, read, true},
      {jpki, 0x000B, read, true},
      {jpki, 0x0017, sign, false, {0x18}},
      {jpki, 0x001A, sign, false, {0x1B}},
      // 共通カードAP
      {common, 0x0001, read_records, true},
      {common, 0x0002, read_records, true},
      {common, 0x0019, authenticate, true},
      // 住基AP
      {residence, 0x0002, read_records, true},
      // 券面事項確認AP: 0011 is the date of birth, 0012 number B, 0013 number A
      {card_face, 0x0001, read, false, {0x11}},
      {card_face, 0x0002, read, false, {0x12, 0x13}},
      {card_face, 0x0003, read, true},
      {card_face, 0x0004, read, true},
      {card_face, 0x0005, read, false, {0x13}},
      {card_face, 0x0006, read, false, {0x12, 0x13}},
      {card_face, 0x001A, sign, true},
      // 券面事項入力補助AP: 0011 is the PIN, 0014 number A, 0015 number B
      {card_text, 0x0001, read, false, {0x11, 0x14}},
      {card_text, 0x0002, read, false, {0x11, 0x15}},
      {card_text, 0x0003, read, false, {0x11, 0x14, 0x15}},
      {card_text, 0x0004, read, true},
      {card_text, 0x0005, read, true},
      {card_text, 0x0006, read, false, {0x11, 0x14, 0x15}},
      {card_text, 0x0007, read, false, {0x11, 0x14, 0x15}},
      {card_text, 0x0008, read, false, {0x11, 0x14, 0x15}},
      {card_text, 0x0010, open_session, false, {0x11}},
      {card_text, 0x0013, sign, true},
      // 免許AP: 0006 is the PIN, 001A says whether it is set, 001B is the record, 001C its signature
      {driver_licence, 0x001A, read, true},
      {driver_licence, 0x001B, read, false, {0x06}, true},
      {driver_licence, 0x001C, read, false, {0x06}, true},
  }};
  return all;
}

namespace {

const Right* right_of(sim::chip::ApplicationId application, std::uint16_t file, bool reads) {
  const auto all = access_matrix();
  const auto found = std::ranges::find_if(all, [&](const Right& each) {
    return each.application == application && each.file == file && each.reads() == reads;
  });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

const Right* right_to_read(sim::chip::ApplicationId application, std::uint16_t file) {
  return right_of(application, file, true);
}

const Right* right_to_use(sim::chip::ApplicationId application, std::uint16_t file) {
  return right_of(application, file, false);
}

std::uint16_t unnamed_key(sim::chip::ApplicationId application) {
  switch (application) {
    case card_face:
      return 0x001A;
    case card_text:
      return 0x0013;
    default:
      return 0;
  }
}

}  // namespace karimen::hostile
