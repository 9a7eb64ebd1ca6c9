// What programs of others need to find one reader of a private PC/SC service, and no other.
#pragma once

#include <map>
#include <string>

#include "sim/reader/service/service_state.hpp"

namespace karimen::harness::cli {

/// Variables of an environment: the service's socket, and a configuration of OpenSC's that passes over the
/// service's other readers and keeps nothing of a card in files. Whoever has set $OPENSC_CONF keeps it. The
/// configuration lies in the service's directory.
[[nodiscard]] std::map<std::string, std::string> environment_of(const sim::reader::ServiceState& service,
                                                                const std::string& reader);

}  // namespace karimen::harness::cli
