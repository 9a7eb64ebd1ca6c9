// The parameters that several rows of the catalogue share.
#pragma once

#include <array>

#include "sim/fault/catalogue.hpp"

namespace karimen::sim::fault {

inline constexpr std::array<std::string_view, 8> file_words{"licence_record",
                                                            "licence_signature",
                                                            "authentication_certificate",
                                                            "signature_certificate",
                                                            "common_data",
                                                            "card_text",
                                                            "card_face",
                                                            "licence_pin_setting"};
/// In the order of chip::ApplicationId.
inline constexpr std::array<std::string_view, 7> application_words{
    "card_manager", "jpki", "common", "residence", "card_face", "card_text", "driver_licence"};
inline constexpr std::array<std::string_view, 2> key_words{"authentication", "signature"};

inline constexpr Parameter byte_parameter{
    "byte", 0, 0, 65535, {"which byte, from 0", "何バイト目か（0から）"}};
inline constexpr Parameter bit_parameter{
    "bit", 0, 0, 7, {"which bit of it, 0 is the lowest", "そのバイトの何ビット目か（0が最下位）"}};
inline constexpr Parameter write_point_parameter{
    "write_point", 1, 0, 100000, {"row writes that still happen", "電源が切れるまでに行われる行書込み数"}};
inline constexpr Parameter reset_parameter{
    "reset", 1, 1, 1000, {"the how-manieth reset, from 1", "何回目のリセットか（1から）"}};
inline constexpr Parameter file_parameter{
    "file", 0, 0, file_words.size() - 1, {"which file", "どのファイルか"}, file_words};

}  // namespace karimen::sim::fault
