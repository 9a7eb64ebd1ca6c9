// Procedures by name: who does what with which inputs.
#pragma once

#include <functional>
#include <string>

#include "harness/builtin/fact_inputs.hpp"
#include "harness/system/system.hpp"
#include "sim/world/world.hpp"

namespace karimen::harness::builtin {

struct Call {
  sim::world::World& world;
  sim::world::Person& person;
  Moment now;
  FactInputs inputs;
};

using Procedure = sim::world::Result (*)(const Call&);

/// nullptr: no such procedure.
[[nodiscard]] Procedure find_procedure(const std::string& name);

}  // namespace karimen::harness::builtin
