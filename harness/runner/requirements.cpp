#include "harness/runner/requirements.hpp"

namespace karimen::harness {
namespace {

constexpr Bilingual needs_transport{"it requires --transport {}", "--transport {} が必要"};
constexpr Bilingual needs_procedure{"it requires a system that does {}: {} does not",
                                    "{} を行うシステムが必要（{} は行わない）"};
constexpr Bilingual needs_builtin{"it requires the built-in institutions to do {}: {} does it",
                                  "{} を内蔵の機関が行う必要（{} が行う）"};
constexpr Bilingual needs_fact{"it requires a system that shows {}: {} does not",
                               "{} を示すシステムが必要（{} は示さない）"};

BilingualText in_both(const Bilingual& words, std::initializer_list<std::string> values) {
  return {say(words, Language::en, values), say(words, Language::ja, values)};
}

}  // namespace

BilingualText why_skipped(const Scenario& scenario, const Offer& offer) {
  if (!scenario.skip.empty()) return scenario.skip;
  if (!scenario.needs) return {};
  const auto& needs = *scenario.needs;
  if (!needs.transport.empty() && needs.transport != offer.transport)
    return in_both(needs_transport, {needs.transport});
  if (!offer.beside) return {};
  for (const auto& name : needs.procedures)
    if (!offer.beside->procedures.contains(name)) return in_both(needs_procedure, {name, offer.beside->name});
  for (const auto& name : needs.builtin)
    if (offer.beside->procedures.contains(name)) return in_both(needs_builtin, {name, offer.beside->name});
  for (const auto& name : needs.facts)
    if (!offer.beside->facts.contains(name)) return in_both(needs_fact, {name, offer.beside->name});
  return {};
}

}  // namespace karimen::harness
