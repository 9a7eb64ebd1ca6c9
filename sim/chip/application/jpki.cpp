// 公的個人認証AP (chip.md C.6).
#include "sim/chip/application/applications.hpp"

namespace karimen::sim::chip {

namespace {

using enum FileKind;

constexpr std::uint8_t aid[] = {0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01};
constexpr Access authentication_pin = key(0x18);
constexpr Access sign_password = key(0x1B);

constexpr FileSpec files[] = {
    {.id = 0x0001, .kind = transparent, .read = sign_password, .size = 2500, .filler = 0x00},
    {.id = 0x0002, .kind = transparent, .read = anyone, .size = 1900, .filler = 0x00},
    {.id = 0x0005, .kind = transparent, .read = nobody, .capacity = 30},
    {.id = 0x0006, .kind = transparent, .read = anyone, .capacity = 190},
    {.id = 0x0008, .kind = transparent, .read = anyone, .capacity = 30},
    {.id = 0x0009, .kind = transparent, .read = nobody, .capacity = 30},
    {.id = 0x000A, .kind = transparent, .read = anyone, .size = 1900, .filler = 0x00},
    {.id = 0x000B, .kind = transparent, .read = anyone, .size = 1900, .filler = 0x00},
    {.id = 0x0010, .kind = internal},
    {.id = 0x0016, .kind = internal, .capacity = 286},  // terminal root key, if the card has one
    {.id = 0x0017, .kind = private_key, .use = KeyUse::sign, .use_condition = authentication_pin},
    {.id = 0x0018,
     .kind = reference_data,
     .tries = 3,
     .format = SecretFormat::four_digits,
     .change = ChangeCommand::change_reference_data},
    {.id = 0x0019, .kind = internal},
    {.id = 0x001A, .kind = private_key, .use = KeyUse::sign, .use_condition = sign_password},
    {.id = 0x001B,
     .kind = reference_data,
     .tries = 5,
     .format = SecretFormat::sign_password,
     .change = ChangeCommand::change_reference_data},
    {.id = 0x001C, .kind = internal},
    {.id = 0x001E, .kind = internal},
};

}  // namespace

const ApplicationSpec jpki_application{.id = ApplicationId::jpki,
                                       .name = "JPKI",
                                       .aid = aid,
                                       .files = files,
                                       .session_key = SessionKeyAnswer::never};

}  // namespace karimen::sim::chip
