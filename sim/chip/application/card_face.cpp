// 券面事項確認AP (chip.md C.4).
#include "sim/chip/application/applications.hpp"

namespace karimen::sim::chip {

namespace {

using enum FileKind;

constexpr std::uint8_t aid[] = {0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02};
constexpr Access birth_key = key(0x11);
constexpr Access number_b = key(0x12);
constexpr Access number_a = key(0x13);

constexpr FileSpec files[] = {
    {.id = 0x0001, .kind = transparent, .read = birth_key, .capacity = 574},
    {.id = 0x0002, .kind = transparent, .read = number_a | number_b, .size = 0x2000, .capacity = 0x3000},
    {.id = 0x0003, .kind = transparent, .read = anyone, .capacity = 350},
    {.id = 0x0004, .kind = transparent, .read = anyone, .capacity = 574},
    {.id = 0x0005, .kind = transparent, .read = number_a, .capacity = 1022},
    {.id = 0x0006, .kind = transparent, .read = number_a | number_b, .capacity = 30},
    {.id = 0x0011, .kind = reference_data, .tries = 10},
    {.id = 0x0012, .kind = reference_data, .tries = 10},
    {.id = 0x0013, .kind = reference_data, .tries = 10},
    {.id = 0x001A, .kind = private_key, .use = KeyUse::sign, .use_condition = anyone},
    {.id = 0x001C, .kind = internal},
    {.id = 0x001E, .kind = internal},
};

}  // namespace

const ApplicationSpec card_face_application{.id = ApplicationId::card_face,
                                            .name = "card face",
                                            .aid = aid,
                                            .files = files,
                                            .default_key = 0x001A,
                                            .session_key = SessionKeyAnswer::not_configured};

}  // namespace karimen::sim::chip
