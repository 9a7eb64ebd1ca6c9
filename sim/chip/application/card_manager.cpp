// The card manager level: data objects only (chip.md C.1).
#include "sim/chip/application/applications.hpp"

namespace karimen::sim::chip {

namespace {

using enum FileKind;

constexpr std::uint8_t aid[] = {0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00, 0x00};

constexpr FileSpec files[] = {
    {.id = 0x0042, .kind = data_object, .read = anyone, .capacity = 30},   // issuer identification
    {.id = 0x0045, .kind = data_object, .read = anyone, .capacity = 30},   // card identification number
    {.id = 0x0066, .kind = data_object, .read = anyone, .capacity = 94},   // card recognition data
    {.id = 0x00F0, .kind = data_object, .read = anyone, .capacity = 30},   // municipality
    {.id = 0x00F2, .kind = data_object, .read = anyone, .capacity = 30},   // expiry
    {.id = 0x00F3, .kind = data_object, .read = anyone, .capacity = 30},   // absent unless personalised
    {.id = 0x00F7, .kind = data_object, .read = anyone, .capacity = 30},   // KeyId of the intermediate
    {.id = 0x00F8, .kind = data_object, .read = anyone, .capacity = 574},  // certificate of the intermediate
    {.id = 0x7F21, .kind = data_object, .read = anyone, .capacity = 574},  // certificate of the lower key
};

}  // namespace

const ApplicationSpec card_manager_application{
    .id = ApplicationId::card_manager, .name = "card manager", .aid = aid, .files = files};

}  // namespace karimen::sim::chip
