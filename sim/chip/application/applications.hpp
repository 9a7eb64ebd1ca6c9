// The applications of chip.md C.0, one table a file.
#pragma once

#include "sim/chip/files/file_system.hpp"

namespace karimen::sim::chip {

[[nodiscard]] const ApplicationSpec& application(ApplicationId id);

extern const ApplicationSpec card_manager_application;
extern const ApplicationSpec jpki_application;
extern const ApplicationSpec common_application;
extern const ApplicationSpec residence_application;
extern const ApplicationSpec card_face_application;
extern const ApplicationSpec card_text_application;
extern const ApplicationSpec driver_licence_application;

/// Names of the driver-licence load file and module (chip.md F.1); neither can be selected.
extern const ByteView driver_licence_load_file_aid;
extern const ByteView driver_licence_module_aid;

/// Bytes of the extension area that the driver-licence instance takes: its four files (4 + 3 + 5845 + 584)
/// and 164 bytes for its entry and its headers. Emulator-defined: the overhead.
inline constexpr std::uint32_t licence_application_size = 6436 + 164;

/// PIN of a licence for which none was set (chip.md F.2), and the content of WEF01 that says so.
inline constexpr std::uint8_t licence_default_pin[] = {'*', '*', '*', '*'};
inline constexpr std::uint8_t licence_pin_not_set[] = {0xC1, 0x01, 0x00};
inline constexpr std::uint8_t licence_pin_set[] = {0xC1, 0x01, 0x01};

/// Files of the driver-licence application.
namespace licence_file {
inline constexpr std::uint16_t pin = 0x06, pin_setting = 0x1A, record = 0x1B, signature = 0x1C;
}

}  // namespace karimen::sim::chip
