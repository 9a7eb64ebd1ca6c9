// 免許AP (chip.md F.1). The instance exists only after INSTALL.
#include "sim/chip/application/applications.hpp"

namespace karimen::sim::chip {

namespace {

using enum FileKind;

constexpr std::uint8_t load_file[16] = {0xA0, 0x00, 0x00, 0x02, 0x31, 0x04};
constexpr std::uint8_t module[16] = {0xA0, 0x00, 0x00, 0x02, 0x31, 0x05};
constexpr std::uint8_t instance[16] = {0xA0, 0x00, 0x00, 0x02, 0x31, 0x06};
constexpr Access pin = key(licence_file::pin);

constexpr FileSpec files[] = {
    {.id = licence_file::pin,
     .kind = reference_data,
     .tries = 10,
     .format = SecretFormat::four_digits_or_default},
    {.id = licence_file::pin_setting, .kind = transparent, .read = anyone, .capacity = 3},
    {.id = licence_file::record,
     .kind = transparent,
     .read = pin | safety_commission_channel,
     .capacity = 5845},
    {.id = licence_file::signature,
     .kind = transparent,
     .read = pin | safety_commission_channel,
     .capacity = 584},
};

}  // namespace

const ByteView driver_licence_load_file_aid = load_file;
const ByteView driver_licence_module_aid = module;

const ApplicationSpec driver_licence_application{
    .id = ApplicationId::driver_licence, .name = "driver licence", .aid = instance, .files = files};

}  // namespace karimen::sim::chip
