#include <algorithm>
#include <functional>
#include <sstream>

#include "harness/report/output_file.hpp"
#include "harness/report/reporter.hpp"
#include "harness/trace/pcapng.hpp"
#include "harness/trace/text_trace.hpp"

namespace karimen::harness::report {
namespace {

using trace::RecordedEvent;
using trace::RecordingHeader;

// "scenarios/dates/scheme.yaml#X[b=c]" → "scenarios_dates_scheme.yaml#X[b=c]": a path must not grow folders.
std::string file_name(std::string identity) {
  std::ranges::replace(identity, '/', '_');
  return identity;
}

// A session begins by taking the power away and giving it back.
RecordedEvent recorded(const ApduEvent& event, std::uint64_t number) {
  using Kind = sim::reader::CardEvent::Kind;
  return {.event = {.number = number,
                    .kind = event.reset ? Kind::power_on : Kind::apdu,
                    .command = event.command,
                    .response = event.response},
          .cause = event.cause,
          .step = event.step};
}

class TraceFiles final : public Reporter {
 public:
  TraceFiles(std::filesystem::path folder, TraceOptions options)
      : folder_(std::move(folder)), options_(std::move(options)) {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
  }

  void take(const Event& event) override {
    if (const auto* apdu = std::get_if<ApduEvent>(&event)) {
      events_.push_back(recorded(*apdu, events_.size() + 1));
    } else if (const auto* finished = std::get_if<ScenarioFinished>(&event)) {
      for (const auto& format : options_.formats) write(finished->id, format);
      events_.clear();
    }
  }

 private:
  void write(const std::string& identity, const std::string& format) {
    OutputFile file(folder_ / (file_name(identity) + '.' + format));
    const RecordingHeader header{.title = identity, .masked = options_.masked};
    auto& out = file.stream();
    if (format == "ndjson") {
      trace::RecordingWriter writer(out, header);
      for (const auto& each : events_) writer.take(each);
    } else if (format == "pcapng") {
      trace::PcapngWriter writer(out, header);
      for (const auto& each : events_) writer.take(each);
    } else {
      trace::TextTrace text(options_.language);
      for (const auto& each : events_) out << text.lines(each);
    }
    file.commit();
  }

  std::filesystem::path folder_;
  TraceOptions options_;
  std::vector<RecordedEvent> events_;
};

}  // namespace

std::unique_ptr<Reporter> trace_files(const std::filesystem::path& folder, const TraceOptions& options) {
  return std::make_unique<TraceFiles>(folder, options);
}

}  // namespace karimen::harness::report
