// What the world tells another system of its registries and papers, and takes over from it.
#pragma once

#include <span>
#include <string>

#include "harness/system/host_system.hpp"
#include "sim/world/world.hpp"

namespace karimen::harness::builtin {

/// Every fact among `names`, which are sorted, that is not on a chip and that procedures change, as it is
/// now, in the order of the names.
void tell_facts(sim::world::World& world, sim::world::Person& person, Moment now,
                std::span<const std::string> names, const TellFact& tell);

/// Whether `take_facts` knows the fact.
[[nodiscard]] bool is_taken_over(const std::string& name);
/// The facts are so now, whoever made them so. Throws DiagnosticError for a fact that is not taken over and
/// for a word that is not known.
void take_facts(sim::world::World& world, sim::world::Person& person, const Facts& changed);

}  // namespace karimen::harness::builtin
