#include "sim/fault/place.hpp"

#include <array>

#include "sim/chip/application/applications.hpp"
#include "sim/chip/making/editor.hpp"
#include "sim/fault/parameters.hpp"

namespace karimen::sim::fault {
namespace {

using chip::ApplicationId;

/// In the order of file_words.
constexpr std::array<Place, file_words.size()> places{
    {{ApplicationId::driver_licence, chip::licence_file::record},
     {ApplicationId::driver_licence, chip::licence_file::signature},
     {ApplicationId::jpki, 0x000A},
     {ApplicationId::jpki, 0x0001},
     {ApplicationId::common, 0x0001},
     {ApplicationId::card_text, 0x0002},
     {ApplicationId::card_face, 0x0002},
     {ApplicationId::driver_licence, chip::licence_file::pin_setting}}};

}  // namespace

const Place& place_of_file(std::int64_t word) {
  return places[static_cast<std::size_t>(word)];
}

Place place_of_command(const chip::Card& card, ByteView command) {
  chip::Card twin(card);
  (void)twin.transmit(command);
  const chip::Editor after(twin);
  return {after.current_application(), after.current_file()};
}

}  // namespace karimen::sim::fault
