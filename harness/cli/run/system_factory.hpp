// The systems under test of a run: one per worker, each with a slot of its own.
#pragma once

#include <string>
#include <vector>

#include "harness/cli/frame/data.hpp"
#include "harness/runner/run.hpp"
#include "harness/scenario/selection/selection.hpp"
#include "harness/system/host_system.hpp"
#include "sim/reader/service/private_service.hpp"
#include "sim/world/defect.hpp"

namespace karimen::harness::cli {

/// One built-in system per worker, beside which another may work.
using HostFactory = std::function<std::unique_ptr<HostSystem>(unsigned worker)>;

/// What keeps scenarios from being run on the built-in system (`objections`) is a mistake in their file like
/// one of its text: it moves from `read.scenarios` to `read.unread`.
void admit(ReadFiles& read, const RunContext& context, const DataFolders& folders);

/// What is selected, all of it. Throws DiagnosticError with every file that has a mistake of either kind.
[[nodiscard]] std::vector<Scenario> runnable_scenarios(const Selection& selection, const Lexicon& lexicon,
                                                       const RunContext& context, const DataFolders& folders);

/// `transport`: "direct" or "pcsc" (a private pcscd with `readers` readers, which lives as long as the
/// factory). `defects`: what its institutions do wrong on purpose. Throws DiagnosticError: bad command line,
/// or environment.
[[nodiscard]] HostFactory builtin_factory(const std::string& transport, unsigned readers,
                                          const DataFolders& folders, sim::world::Defects defects = {});

/// One built-in system on a reader of a service that is there already.
[[nodiscard]] std::unique_ptr<HostSystem> builtin_system_on(
    std::shared_ptr<sim::reader::PrivateService> service, unsigned reader, const DataFolders& folders);

}  // namespace karimen::harness::cli
