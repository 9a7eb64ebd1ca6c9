#include "harness/workshop/console/desk.hpp"

#include "base/text.hpp"

namespace karimen::harness::workshop {

PreparedCard::PreparedCard(LoadedCard loaded, const IssuerMaterial& material)
    : card(loaded.card), defects(loaded, material), licence(current_licence(loaded, material)) {}

Desk::Desk(PreparedCard prepared, const IssuerMaterial& with, SharedCard& shared, ReaderPlace& where,
           FaultBench& harm, Watcher& eyes, Screen& mouth, bool show_all)
    : material(with),
      card(shared),
      place(where),
      faults(harm),
      watcher(eyes),
      screen(mouth),
      unmasked(show_all),
      defects(std::move(prepared.defects)),
      licence(std::move(prepared.licence)) {
  asides.emplace("insertion", Aside{std::move(prepared.card), defects});
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

void Desk::lay(PreparedCard prepared) {
  defects = std::move(prepared.defects);
  licence = std::move(prepared.licence);
  card.replace(std::move(prepared.card));
}

void Desk::swap(PreparedCard prepared) {
  place.exchange([&] {
    faults.disarm();
    lay(std::move(prepared));
  });
}

void Desk::insert(PreparedCard prepared, const std::function<void()>& prepare, bool warm) {
  std::exception_ptr refused;
  const auto change = [&] {
    PreparedCard old(card.copy(), defects, licence);
    faults.disarm();
    lay(std::move(prepared));
    try {
      prepare();
      asides.clear();
      put_aside("insertion");
    } catch (...) {
      faults.disarm();
      lay(std::move(old));
      refused = std::current_exception();
    }
    return card.with([](const sim::chip::Card& chip) { return chip.powered(); });
  };
  if (warm)
    place.exchange_warm(change);
  else
    place.exchange([&] { change(); });
  if (refused) std::rethrow_exception(refused);
}

}  // namespace karimen::harness::workshop
