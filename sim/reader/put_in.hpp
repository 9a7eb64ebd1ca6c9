// A card that comes into a vpcd reader, until pcscd has seen it.
#pragma once

#include <chrono>
#include <functional>

#include "sim/reader/pcsc_link.hpp"
#include "sim/reader/vpcd_host.hpp"

namespace karimen::sim::reader {

/// How long a reader is empty that pcscd's presence poll, every 400 ms (vpcd.md), has seen empty.
inline constexpr std::chrono::milliseconds longer_than_a_poll{500};

/// By `connect`, which connects `host`, and once more where pcscd does not see the card: a program that
/// unpowers a card which has just left makes the reader empty for programs before pcscd's own poll has seen
/// it leave, and the card that comes until then is none for the poll. False: it is not seen the second time
/// either.
[[nodiscard]] bool put_in(VpcdHost& host, PcscLink& link, const std::function<void()>& connect);

}  // namespace karimen::sim::reader
