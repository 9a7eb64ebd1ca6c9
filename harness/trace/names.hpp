// What applications, files, keys, data objects and instructions are called (chip.md B, C, F).
#pragma once

#include <string_view>

#include "base/bilingual.hpp"
#include "harness/trace/follower.hpp"

namespace karimen::harness::trace {

/// "JPKI application"; empty for `foreign` and `unheard`.
[[nodiscard]] Bilingual application_name(Application application);
/// Its AID in capital hexadecimal (chip.md C.0); empty for `foreign` and `unheard`.
[[nodiscard]] std::string_view application_identifier(Application application);
/// By the beginning of a DF name, the GlobalPlatform load file and module included; nullptr if not known.
[[nodiscard]] const Bilingual* application_name(ByteView name);
/// "authentication certificate"; nullptr if nobody knows what it is for.
[[nodiscard]] const Bilingual* file_name(Application application, std::uint16_t file);
/// A data object of the card manager; nullptr if not known.
[[nodiscard]] const Bilingual* data_object_name(std::uint16_t tag);
/// "SELECT"; nullptr if not known. In Japanese with what it means.
[[nodiscard]] const Bilingual* instruction_name(std::uint8_t cla, std::uint8_t ins);
/// How COMPUTE DIGITAL SIGNATURE pads, by P1; nullptr if there is no such scheme.
[[nodiscard]] const Bilingual* signature_scheme(std::uint8_t p1);

}  // namespace karimen::harness::trace
