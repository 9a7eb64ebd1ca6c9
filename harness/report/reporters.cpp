#include "harness/report/reporters.hpp"

#include <array>

namespace karimen::harness::report {
namespace {

using Made = std::unique_ptr<Reporter>;
using Out = std::ostream;
using Options = TextOptions;

constexpr std::array reporters_known{
    ReporterKind{"terminal",
                 [](Out& out, const Options& options) -> Made { return text_report(out, options); }},
    ReporterKind{"dots", [](Out& out, const Options& options) -> Made { return dots(out, options); }},
    ReporterKind{"ndjson",
                 [](Out& out, const Options& options) -> Made { return ndjson(out, options.apdus); }},
    ReporterKind{
        "json", [](Out& out, const Options& options) -> Made { return json_document(out, options.wording); }},
    ReporterKind{"junit",
                 [](Out& out, const Options& options) -> Made { return junit(out, options.wording); }},
    ReporterKind{"tap", [](Out& out, const Options& options) -> Made { return tap(out, options.wording); }},
    ReporterKind{"markdown",
                 [](Out& out, const Options& options) -> Made { return markdown(out, options.wording); }},
    ReporterKind{"github",
                 [](Out& out, const Options& options) -> Made { return github(out, options.wording); }},
    ReporterKind{"sarif",
                 [](Out& out, const Options& options) -> Made { return sarif(out, options.wording); }},
    ReporterKind{"html", [](Out& out, const Options& options) -> Made { return html_report(out, options); }},
};

}  // namespace

std::span<const ReporterKind> reporter_kinds() {
  return reporters_known;
}

}  // namespace karimen::harness::report
