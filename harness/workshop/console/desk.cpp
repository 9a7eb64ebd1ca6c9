#include "harness/workshop/console/desk.hpp"

#include "base/text.hpp"

namespace karimen::harness::workshop {

Desk::Desk(LoadedCard loaded, const IssuerMaterial& with, SharedCard& shared, ReaderPlace& where,
           FaultBench& harm, Watcher& eyes, Screen& mouth, bool show_all)
    : material(with),
      card(shared),
      place(where),
      faults(harm),
      watcher(eyes),
      screen(mouth),
      unmasked(show_all),
      defects(loaded, with),
      licence(current_licence(loaded, with)) {
  asides.emplace("insertion", Aside{std::move(loaded.card), defects});
}

void Desk::put_aside(const std::string& name) {
  asides.insert_or_assign(name, Aside{card.copy(), defects});
}

void Desk::take_up(const std::string& name) {
  const auto found = asides.find(name);
  if (found == asides.end()) {
    std::vector<std::string> known;
    for (const auto& [each, aside] : asides) known.push_back(each);
    throw DiagnosticError(Diagnostic{
        .where = {}, .what = "no snapshot is called '" + name + "'", .fix = suggestion(name, known)});
  }
  place.exchange([&] {
    faults.disarm();
    defects = found->second.defects;
    card.replace(found->second.card);
  });
}

void Desk::swap(LoadedCard loaded) {
  place.exchange([&] {
    faults.disarm();
    defects = DefectSwitch(loaded, material);
    licence = current_licence(loaded, material);
    card.replace(std::move(loaded.card));
  });
}

}  // namespace karimen::harness::workshop
