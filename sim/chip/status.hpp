// Status words of chip.md B.3 by name.
#pragma once

#include <cstdint>

namespace karimen::sim::chip::status {

inline constexpr std::uint16_t ok = 0x9000;
inline constexpr std::uint16_t comparison_failed = 0x6300;
inline constexpr std::uint16_t tries_left = 0x63C0;  ///< low nibble: attempts left
inline constexpr std::uint16_t environment_not_set = 0x66F1;
inline constexpr std::uint16_t wrong_length = 0x6700;
inline constexpr std::uint16_t channel_not_provided = 0x6881;
inline constexpr std::uint16_t secure_messaging_not_provided = 0x6882;
inline constexpr std::uint16_t conflicts_with_structure = 0x6981;
inline constexpr std::uint16_t security_not_satisfied = 0x6982;
inline constexpr std::uint16_t key_blocked = 0x6984;
inline constexpr std::uint16_t conditions_not_satisfied = 0x6985;
inline constexpr std::uint16_t no_current_file = 0x6986;
inline constexpr std::uint16_t messaging_object_missing = 0x6987;
inline constexpr std::uint16_t messaging_object_wrong = 0x6988;
inline constexpr std::uint16_t no_session = 0x69FC;
inline constexpr std::uint16_t wrong_data = 0x6A80;
inline constexpr std::uint16_t function_not_provided = 0x6A81;
inline constexpr std::uint16_t not_found = 0x6A82;
inline constexpr std::uint16_t record_not_found = 0x6A83;
inline constexpr std::uint16_t no_space = 0x6A84;
inline constexpr std::uint16_t wrong_parameters = 0x6A86;
inline constexpr std::uint16_t data_not_found = 0x6A88;
inline constexpr std::uint16_t offset_outside = 0x6B00;
inline constexpr std::uint16_t unknown_instruction = 0x6D00;
inline constexpr std::uint16_t unknown_class = 0x6E00;
inline constexpr std::uint16_t internal_failure = 0x6F00;

}  // namespace karimen::sim::chip::status
