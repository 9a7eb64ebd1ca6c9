// The configuration of a private pcscd: reader blocks, their ports, their copies of the driver.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "sim/reader/vpcd_slot.hpp"

namespace karimen::sim::reader {

/// $KARIMEN_VPCD_DRIVER, else where Debian puts vpcd's driver; nullopt if nothing is there.
[[nodiscard]] std::optional<std::filesystem::path> find_vpcd_driver();
/// Two readers each, sixteen in all.
constexpr int most_blocks = 8;
/// $KARIMEN_PCSCD, else where Debian puts pcscd; nullopt if nothing is there.
[[nodiscard]] std::optional<std::filesystem::path> find_pcscd();

/// One block of reader.conf: two readers, on `port` and `port` + 1.
struct ReaderBlock {
  int number = 0;  ///< from 1
  std::uint16_t port = 0;
};

/// `count` blocks on ports that nobody listens on now. Throws DiagnosticError (environment).
[[nodiscard]] std::vector<ReaderBlock> choose_blocks(int count);

/// Writes DIR/conf/karimen and one copy of the driver per block: blocks that share a library alias each
/// other.
void write_reader_conf(const std::filesystem::path& directory, const std::vector<ReaderBlock>& blocks);

/// The readers of the blocks as pcscd names them: "Karimen 1 00 00", "Karimen 1 00 01", ...; the first
/// `count`.
[[nodiscard]] std::vector<VpcdReader> readers_of(const std::vector<ReaderBlock>& blocks, int count);

}  // namespace karimen::sim::reader
