#include "harness/workshop/card/card_words.hpp"

#include <algorithm>
#include <array>

#include "sim/blueprint/defects.hpp"

namespace karimen::harness::workshop {
namespace {

using sim::licence::Category;

// In the order of Category: the abbreviations of 道路交通法施行規則, form 14.
constexpr std::array<const char*, sim::licence::category_count> categories_ja{
    "大型", "普通", "大特",   "大自二", "普自二", "小特", "原付",  "け引",
    "大二", "普二", "大特二", "け引二", "中型",   "中二", "準中型"};
// In the order of DriverClass, which begins with 1.
constexpr std::array classes_ja{"", "優良", "一般", "違反", "初回"};
// In the order of Verification.
constexpr std::array verifications_ja{"有効", "記録の形式が不正", "署名の形式が不正", "署名者が不明",
                                      "署名が不正"};
// In the order of CertificateStatus.
constexpr std::array statuses_ja{"有効",       "証明書として読めない", "発行者が異なる",
                                 "署名が不正", "有効期間の開始前",     "有効期間満了",
                                 "失効"};

struct KnobName {
  std::string_view name;
  const char* ja;
};
constexpr std::array knob_names{
    KnobName{"contact_atr", "接触ATR"},
    KnobName{"contactless_atr", "非接触ATR"},
    KnobName{"data_object_7f21", "データオブジェクト7F21の有無"},
    KnobName{"atr_object_at_mf_level", "カードマネージャ選択中のATRオブジェクト"},
    KnobName{"atr_object_in_applications", "AP選択中のATRオブジェクト"},
    KnobName{"lost_first_command", "電源投入後の最初のコマンドの消失"},
    KnobName{"reselect_clears_status", "再選択による照合状態の解除"},
    KnobName{"unset_pin_counts_as_verified", "未設定の暗証番号を照合済みとみなす"},
    KnobName{"contactless_reset_keeps_status", "非接触リセット後の照合状態の維持"},
    KnobName{"files", "ファイルの長さ"},
    KnobName{"basic_data", "券面事項入力補助APの0005の長さ"},
};

constexpr Bilingual category_separator{", ", "、"};

std::string named(std::string_view ja, std::string_view name) {
  return std::string(ja) + "（" + std::string(name) + "）";
}

}  // namespace

std::string category_words(const sim::licence::Categories& categories, Language language) {
  std::string text;
  for (std::size_t i = 0; i < sim::licence::category_count; ++i) {
    const auto category = static_cast<Category>(i);
    if (!categories.holds(category)) continue;
    if (!text.empty()) text += category_separator.in(language);
    text += language == Language::ja ? categories_ja[i] : to_word(category);
  }
  return text;
}

std::string class_words(sim::licence::DriverClass driver_class, Language language) {
  if (language == Language::ja) return classes_ja[static_cast<std::size_t>(driver_class)];
  return std::string(to_word(driver_class));
}

std::string verification_words(sim::licence::Verification verification, Language language) {
  if (language == Language::ja) return verifications_ja[static_cast<std::size_t>(verification)];
  return std::string(to_word(verification));
}

std::string status_words(sim::pki::CertificateStatus status, Language language) {
  if (language == Language::ja) return statuses_ja[static_cast<std::size_t>(status)];
  return std::string(to_word(status));
}

std::string knob_words(const std::string& name, const std::string& value, Language language) {
  const auto knob = std::ranges::find(knob_names, name, &KnobName::name);
  const bool ja = language == Language::ja && knob != knob_names.end();
  return (ja ? named(knob->ja, name) : name) + " = " + value;
}

std::string defect_words(std::string_view name, Language language) {
  const auto* defect = sim::blueprint::find_defect(name);
  return language == Language::ja && defect != nullptr ? named(defect->what.ja, name) : std::string(name);
}

}  // namespace karimen::harness::workshop
