// What a licence record says.
#pragma once

#include <optional>
#include <string>

#include "sim/licence/licence_record.hpp"
#include "sim/world/registry/driver_registry.hpp"

namespace karimen::sim::world {

/// The text of a licence record of a given version: the version stands in its first remark
/// (emulator-defined), so that no two versions say the same.
[[nodiscard]] licence::LicenceRecord record_content(int version, const Driver& driver, Bytes photograph);
/// The text of a driving-history record (運転経歴情報) that was recorded on a day.
[[nodiscard]] licence::LicenceRecord history_content(const std::string& number, Date recorded,
                                                     licence::DriverClass driver_class, Bytes photograph);
/// What somebody without further particulars may drive, since when, and on which condition.
[[nodiscard]] licence::LicenceRecord made_up_particulars();
/// 優良, 新規 or その他, as a record writes it; absent for anything else.
[[nodiscard]] std::optional<ColourClass> colour_class_of(const std::string& text);
/// 版１, 版２, ...
[[nodiscard]] std::string version_remark(int version);

}  // namespace karimen::sim::world
