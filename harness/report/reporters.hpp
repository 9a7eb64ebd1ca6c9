// The reports that can be asked for by name.
#pragma once

#include <memory>
#include <ostream>
#include <span>

#include "harness/report/reporter.hpp"

namespace karimen::harness::report {

struct ReporterKind {
  const char* name;
  std::unique_ptr<Reporter> (*make)(std::ostream& out, const TextOptions& options);
};

/// In the order in which they are offered.
[[nodiscard]] std::span<const ReporterKind> reporter_kinds();

}  // namespace karimen::harness::report
