#include "harness/workshop/console/desk.hpp"

#include "base/text.hpp"

namespace karimen::harness::workshop {

PreparedCard::PreparedCard(LoadedCard loaded, const IssuerMaterial& material)
    : name(loaded.name),
      card(loaded.card),
      defects(loaded, material),
      licence(current_licence(loaded, material)) {}

Desk::Desk(PreparedCard prepared, const IssuerMaterial& with, SharedCard& shared, ReaderPlace& where,
           FaultBench& harm, Watcher& eyes, Screen& mouth, bool show_all)
    : material(with),
      card(shared),
      place(where),
      faults(harm),
      watcher(eyes),
      screen(mouth),
      unmasked(show_all),
      name(prepared.name),
      defects(prepared.defects),
      licence(prepared.licence) {
  asides.emplace("insertion", std::move(prepared));
}

void Desk::put_aside(const std::string& as) {
  asides.insert_or_assign(as, copy());
}

void Desk::take_up(const std::string& as) {
  const auto found = asides.find(as);
  if (found == asides.end()) {
    std::vector<std::string> known;
    for (const auto& [each, aside] : asides) known.push_back(each);
    throw DiagnosticError(
        Diagnostic{.where = {}, .what = "no snapshot is called '" + as + "'", .fix = suggestion(as, known)});
  }
  place.exchange([&] {
    faults.disarm();
    lay(found->second);
  });
}

std::unique_ptr<sim::reader::CardEndpoint> Desk::lay(PreparedCard prepared) {
  name = std::move(prepared.name);
  defects = std::move(prepared.defects);
  licence = std::move(prepared.licence);
  std::unique_ptr<sim::reader::CardEndpoint> recorded;
  if (std::exchange(replaying, false)) {
    recorded = card.play(nullptr);
    faults.disarm();  // they hang on the contacts
  }
  card.replace(std::move(prepared.card));
  return recorded;
}

void Desk::replay(std::string title, std::unique_ptr<sim::reader::CardEndpoint> recorded) {
  place.exchange([&] {
    card.play(std::move(recorded));
    faults.disarm();
    name = std::move(title);
    replaying = true;
  });
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
    auto old = copy();
    faults.disarm();
    auto recorded = lay(std::move(prepared));
    try {
      prepare();
      asides.clear();
      put_aside("insertion");
    } catch (...) {
      faults.disarm();
      lay(std::move(old));
      if (recorded) {
        card.play(std::move(recorded));
        faults.disarm();
        replaying = true;
      }
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
