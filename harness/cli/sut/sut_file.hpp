// karimen.toml: the system under test, named once; [profile.NAME] for others.
#pragma once

#include <filesystem>
#include <optional>

#include "harness/port/partner.hpp"

namespace karimen::harness::cli {

/// What the file says of the system under test. What it leaves out is absent, or at its default.
struct SutFile {
  std::optional<port::Address> address;
  port::Setup setup;  ///< but for address, transport, language and environment
};

/// The keys of [sut], for who writes a schema.
[[nodiscard]] std::vector<std::string> sut_keys();
/// [sut], and over it [profile.NAME.sut] if `profile` is not empty. Throws DiagnosticError with every problem
/// and its place: what is no TOML, unknown keys, wrong types, no such profile, unknown procedures.
[[nodiscard]] SutFile read_sut_file(const std::filesystem::path& file, const std::string& profile,
                                    const Vocabulary& vocabulary);

}  // namespace karimen::harness::cli
