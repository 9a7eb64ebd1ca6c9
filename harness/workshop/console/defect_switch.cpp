#include "harness/workshop/console/defect_switch.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace karimen::harness::workshop {
namespace {

const sim::blueprint::Defect& defect_called(const std::string& name) {
  if (const auto* defect = sim::blueprint::find_defect(name)) return *defect;
  std::vector<std::string> known;
  for (const auto& each : sim::blueprint::defects()) known.emplace_back(each.name);
  throw DiagnosticError(
      Diagnostic{.where = {}, .what = "no defect is called '" + name + "'", .fix = suggestion(name, known)});
}

}  // namespace

DefectSwitch::DefectSwitch(const LoadedCard& loaded, const sim::blueprint::IssuerMaterial& material)
    : material_(&material) {
  if (!loaded.file) return;
  healthy_ = loaded.file->spec;
  auto pool = material.new_pool();
  keys_ = sim::blueprint::choose_keys(*healthy_, pool);
}

sim::blueprint::CardSpec DefectSwitch::with(const std::vector<std::string>& defects) const {
  auto spec = *healthy_;
  for (const auto& name : defects) sim::blueprint::apply(defect_called(name), spec);
  return spec;
}

void DefectSwitch::set(sim::chip::Card& card, const std::string& name, bool on) {
  (void)defect_called(name);
  if (!healthy_)
    throw DiagnosticError(Diagnostic{.where = {},
                                     .what = "a saved card cannot be given defects",
                                     .fix = "insert the persona or the card file that it was made from"});
  auto after = on_;
  std::erase(after, name);
  if (on) after.push_back(name);
  const auto before = card;
  try {
    sim::blueprint::rewrite(card, with(on_), with(after), *keys_, *material_);
  } catch (const DiagnosticError&) {
    card = before;
    throw;
  }
  on_ = std::move(after);
}

void DefectSwitch::remember(const std::function<void(sim::blueprint::CardSpec&)>& change) {
  if (!healthy_) return;
  auto after = *healthy_;
  change(after);
  if (sim::blueprint::complaints_about(after).empty()) healthy_ = std::move(after);
}

bool DefectSwitch::suits(const std::string& name) const {
  return healthy_ && sim::blueprint::suits(defect_called(name), *healthy_);
}

}  // namespace karimen::harness::workshop
