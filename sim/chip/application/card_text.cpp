// 券面事項入力補助AP (chip.md C.5).
#include "sim/chip/application/applications.hpp"

namespace karimen::sim::chip {

namespace {

using enum FileKind;

constexpr std::uint8_t aid[] = {0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08};
constexpr Access pin = key(0x11);
constexpr Access number_a = key(0x14);
constexpr Access number_b = key(0x15);

constexpr FileSpec files[] = {
    {.id = 0x0001, .kind = transparent, .read = pin | number_a, .capacity = 17},
    {.id = 0x0002, .kind = transparent, .read = pin | number_b, .size = 0x200, .capacity = 1022},
    {.id = 0x0003, .kind = transparent, .read = pin | number_a | number_b, .capacity = 350},
    {.id = 0x0004, .kind = transparent, .read = anyone, .capacity = 574},
    {.id = 0x0005,
     .kind = transparent,
     .read = anyone,
     .size = 256,
     .capacity = 256,
     .exact = &Knobs::exact_basic_data},
    {.id = 0x0006, .kind = transparent, .read = pin | number_a | number_b, .capacity = 286},
    {.id = 0x0007, .kind = transparent, .read = pin | number_a | number_b, .capacity = 542},
    {.id = 0x0008, .kind = transparent, .read = pin | number_a | number_b, .capacity = 30},
    // Emulator-defined: the private half of the key in 0006 lies in 0010, of which nothing is known.
    {.id = 0x0010, .kind = private_key, .use = KeyUse::session_key, .use_condition = pin},
    {.id = 0x0011,
     .kind = reference_data,
     .tries = 3,
     .format = SecretFormat::four_digits,
     .change = ChangeCommand::change_reference_data},
    {.id = 0x0012, .kind = reference_data, .tries = 0},  // delivered blocked
    {.id = 0x0013, .kind = private_key, .use = KeyUse::sign, .use_condition = anyone},
    {.id = 0x0014, .kind = reference_data, .tries = 10},
    {.id = 0x0015, .kind = reference_data, .tries = 10},
    {.id = 0x001C, .kind = internal},
    {.id = 0x001E, .kind = internal},
};

}  // namespace

const ApplicationSpec card_text_application{.id = ApplicationId::card_text,
                                            .name = "card text",
                                            .aid = aid,
                                            .files = files,
                                            .default_key = 0x0013,
                                            .session_key = SessionKeyAnswer::available};

}  // namespace karimen::sim::chip
