// The options of `karimen card ...`, for the table of commands.
#pragma once

#include <array>

#include "harness/cli/frame/library.hpp"

namespace karimen::harness::cli {

inline constexpr Option contactless_option{"contactless", '\0', "", "on a contactless reader"};
inline constexpr Option card_option{"card", '\0', "PERSONA|FILE", "whose card (default hanako)"};

inline constexpr std::array new_options{
    Option{"list", '\0', "", "the personas, and what each catches"},
    Option{"output", 'o', "FILE", "where to write it (default PERSONA.yaml)"},
    Option{"force", '\0', "", "also over a file that is there"}, data_option};

inline constexpr std::array show_options{Option{"json", '\0', "", "as JSON"},
                                         Option{"face", '\0', "FILE.svg", "the card's face as a picture"},
                                         unmasked_option, data_option};

inline constexpr std::array insert_options{
    Option{"reader", '\0', "NAME", "a reader of 'karimen reader up'"},
    Option{"vpcd", '\0', "HOST:PORT", "a vpcd on this machine"},
    Option{"allow-remote-reader", '\0', "", "of --vpcd: on another machine; PINs go there unprotected"},
    Option{"private", '\0', "", "a PC/SC service of its own, whatever the machine has"},
    Option{"watch", '\0', "", "show the traffic in words, live"},
    Option{"trace", '\0', "FILE", "record it: .ndjson, or .pcapng for Wireshark"},
    contactless_option,
    unmasked_option,
    data_option};

inline constexpr std::array apdu_options{card_option,
                                         contactless_option,
                                         Option{"explain", '\0', "", "why each answer is what it is"},
                                         Option{"save", '\0', "FILE", "the card afterwards, keys included"},
                                         unmasked_option,
                                         data_option};

inline constexpr std::array explain_options{card_option, contactless_option, unmasked_option, data_option};

inline constexpr std::array record_options{
    Option{"reader", '\0', "NAME", "which (default: the first with a card)"},
    Option{"title", '\0', "PERSONA|FILE", "whose card it is, for card diff"}, unmasked_option};

inline constexpr std::array diff_options{
    Option{"strict", '\0', "", "also challenges, PSS signatures and secure channels"},
    Option{"status-only", '\0', "", "status words, not data"}, Option{"json", '\0', "", "as JSON"},
    unmasked_option, data_option};

inline constexpr std::array lint_options{
    Option{"at", '\0', "DATE", "also what has ended or not begun by then"}, data_option};

inline constexpr std::array read_options{
    Option{"reader", '\0', "NAME", "which (default: the first with a card)"},
    Option{"pin", '\0', "KEY=VALUE", "of text, licence or signature; else asked for", true},
    Option{"force", '\0', "", "try a PIN that has one try left"}, unmasked_option, data_option};

}  // namespace karimen::harness::cli
