// The PC/SC service is the environment of the built-in system, not a part of it.
#pragma once

#include "harness/system/system.hpp"
#include "sim/reader/link.hpp"

namespace karimen::harness::builtin {

/// Calls `action`; a service that went away is the environment's failure (EnvironmentError), wherever it is
/// noticed. What else becomes of a link is thrown as it is.
auto on_service(auto action) {
  try {
    return action();
  } catch (const sim::reader::LinkError& error) {
    if (error.failure() == sim::reader::LinkFailure::service_gone) throw EnvironmentError(error.what());
    throw;
  }
}

}  // namespace karimen::harness::builtin
