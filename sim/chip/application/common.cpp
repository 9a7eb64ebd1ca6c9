// 共通カードAP (chip.md C.2).
#include "sim/chip/application/applications.hpp"

namespace karimen::sim::chip {

namespace {

using enum FileKind;

constexpr std::uint8_t aid[] = {0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00};

constexpr FileSpec files[] = {
    {.id = 0x0001, .kind = records, .read = anyone, .capacity = 94},
    {.id = 0x0002, .kind = records, .read = anyone, .capacity = 30},
    {.id = 0x0019, .kind = private_key, .use = KeyUse::authenticate, .use_condition = anyone},
    {.id = 0x001C,
     .kind = reference_data,
     .tries = 3,
     .format = SecretFormat::four_digits,
     .change = ChangeCommand::change_key},
    {.id = 0x001E, .kind = internal},
};

}  // namespace

const ApplicationSpec common_application{.id = ApplicationId::common,
                                         .name = "common",
                                         .aid = aid,
                                         .files = files,
                                         .session_key = SessionKeyAnswer::not_configured};

}  // namespace karimen::sim::chip
