// What a card says in words of its holder's language: licence categories, classes, signatures, certificates,
// knobs and defects.
#pragma once

#include <string>
#include <string_view>

#include "base/bilingual.hpp"
#include "harness/workshop/card/card_facts.hpp"

namespace karimen::harness::workshop {

/// "ordinary, moped"; in Japanese as a licence abbreviates them: "普通、原付". Empty: none.
[[nodiscard]] std::string category_words(const sim::licence::Categories& categories, Language language);
/// "excellent", "優良".
[[nodiscard]] std::string class_words(sim::licence::DriverClass driver_class, Language language);
/// "valid", "有効".
[[nodiscard]] std::string verification_words(sim::licence::Verification verification, Language language);
/// "expired", "有効期間満了".
[[nodiscard]] std::string status_words(sim::pki::CertificateStatus status, Language language);
/// "files = exact", "ファイルの長さ（files） = exact".
[[nodiscard]] std::string knob_words(const std::string& name, const std::string& value, Language language);
/// "tampered_text"; in Japanese what is the matter, and the name.
[[nodiscard]] std::string defect_words(std::string_view name, Language language);

}  // namespace karimen::harness::workshop
