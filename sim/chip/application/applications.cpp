#include "sim/chip/application/applications.hpp"

#include <array>

namespace karimen::sim::chip {

const ApplicationSpec& application(ApplicationId id) {
  // The order of ApplicationId, which is that of matching partial names (chip.md B.4).
  static const std::array<const ApplicationSpec*, application_count> all{
      &card_manager_application, &jpki_application,      &common_application,         &residence_application,
      &card_face_application,    &card_text_application, &driver_licence_application,
  };
  return *all[static_cast<std::size_t>(id)];
}

}  // namespace karimen::sim::chip
