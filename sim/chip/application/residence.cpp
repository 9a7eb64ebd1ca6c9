// 住基AP (chip.md C.3), as far as anything is known of it.
#include "sim/chip/application/applications.hpp"

namespace karimen::sim::chip {

namespace {

using enum FileKind;

constexpr std::uint8_t aid[] = {0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x01};

constexpr FileSpec files[] = {
    {.id = 0x0002, .kind = records, .read = anyone, .capacity = 30},
    {.id = 0x001C,
     .kind = reference_data,
     .tries = 3,
     .format = SecretFormat::four_digits,
     .change = ChangeCommand::change_key},
};

}  // namespace

const ApplicationSpec residence_application{.id = ApplicationId::residence,
                                            .name = "residence",
                                            .aid = aid,
                                            .files = files,
                                            .session_key = SessionKeyAnswer::never};

}  // namespace karimen::sim::chip
